"""A person taken out of what `meta` tells of records: records stay counted, without what names anybody."""

import duckdb

from overlap.warehouse.canonical.forgetting.persons import LEADS, TEXTS, is_there

_UNPREFIXED = "case when starts_with(said, rejects.source || ':') then substr(said, length(rejects.source) + 2) end"
_WHY, _WHOM = "somebody was forgotten", "somebody who is forgotten"


def clean_accounts(connection: duckdb.DuckDBPyConnection) -> None:
    """Clean the account of an import in the current database; every record stays accounted for."""
    for name in ("changed_rows", "restated_rows"):
        if is_there(connection, "meta", name):
            anonymise(connection, f"meta.{name}")
    if is_there(connection, "meta", "identities"):
        connection.execute(f"delete from meta.identities where lead_id in (from {LEADS}) or person in (from {LEADS})")
    if is_there(connection, "meta", "rejects"):
        # Files write ids as their own system does, without the prefix that tells two systems apart.
        named = " or ".join(_names(column, said) for column in ("value", "reason") for said in ("said", _UNPREFIXED))
        connection.execute(f"update meta.rejects set value = null, reason = 'It is about {_WHOM}.' where {named}")


def anonymise(connection: duckdb.DuckDBPyConnection, table: str, whole: str = "false") -> None:
    """Leave nothing that names the person in the rows about them, nor in any row of which `whole` is true."""
    connection.execute(f"""
        update {table} set
            id = case when {_names("id")} or deal_id is null then 'forgotten-' || rowid else id end,
            lead_id = null,
            what = '{_WHY}'
        where {whole} or lead_id in (from {LEADS}) or id in (from {TEXTS}) or {_names("id")} or {_names("what")}
    """)


def _names(column: str, said: str = "said") -> str:
    """Whether a text is an id or address of the person, or holds one as a word of its own."""
    word = rf"'(^|[^\pL\pN@._-])' || regexp_escape({said}) || '($|[^\pL\pN@_-])'"
    return f"exists (from {TEXTS} as person where regexp_matches({column}, '(?i)' || {word}))"
