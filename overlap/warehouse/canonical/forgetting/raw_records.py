"""A person taken out of the accepted records of a source, as they are kept for its next export of changes."""

import re
from collections.abc import Iterator
from pathlib import Path

import duckdb

from overlap.contract import Column
from overlap.personal.naming import names_person
from overlap.reading import RawFile, Source
from overlap.warehouse.connections import attach, attach_unfinished


def without(
    connection: duckdb.DuckDBPyConnection, source: Source, older: Path, newer: Path, texts: frozenset[str]
) -> None:
    """Write the records anew, without whatever names the person by one of these ids and addresses.

    A record goes if what names them is its key, must be there, or is an e-mail; else only the value goes, out of a list
    too: a deal is money, whoever it came from. So does an address inside another text, as in a link that was clicked.
    """
    attach(connection, older, "older_records")
    attach_unfinished(connection, newer, "newer_records")
    files = {file.table: file for file in source.files}
    told: dict[str, object] = {"texts": sorted(text.lower() for text in texts)}
    if addresses := _addresses(texts):
        told["addresses"] = addresses
    for (name,) in connection.sql(
        "select table_name from duckdb_tables() where database_name = 'older_records'"
    ).fetchall():
        there = connection.sql(f'from older_records."{name}" limit 0')
        kinds = dict(zip(there.columns, map(str, there.types), strict=True))
        gone, values = [], []
        naming = list(_texts(files.get(name), kinds))
        if addresses:
            others = kinds.keys() - {column.name for column in naming}
            values += [_without_addresses(each) for each in sorted(others) if kinds[each] == "VARCHAR"]
        for column in naming:
            here = f"list_contains($texts, lower(trim({_quoted(column.name)})))"
            if files[name].must_hold(column) or column.personal == "email":
                gone.append(f"coalesce({here}, false)")
            else:
                values.append(f"{_without(column.name)} as {_quoted(column.name)}")
        replaced = f" replace ({', '.join(values)})" if values else ""
        connection.execute(
            f'create table newer_records."{name}" as select *{replaced} from older_records."{name}"'
            f" where $texts is not null and not ({' or '.join(gone) or 'false'})"
            + (" and $addresses is not null" if addresses else ""),
            told,
        )
    connection.execute("checkpoint newer_records; detach newer_records; detach older_records")


def _texts(file: RawFile | None, kinds: dict[str, str]) -> Iterator[Column]:
    for column in file.columns if file else ():
        is_person = file is not None and names_person(file.table, column.name)
        if kinds.get(column.name) == "VARCHAR" and (is_person or column.personal == "email"):
            yield column


def _without(name: str) -> str:
    """A value without the parts of a list that name the person; null where nothing is left."""
    column = _quoted(name)
    parts = f"string_split({column}, ';')"
    named = "lambda part: list_contains($texts, lower(trim(part)))"
    left = f"array_to_string(list_filter({parts}, lambda part: not list_contains($texts, lower(trim(part)))), ';')"
    return f"case when len(list_filter({parts}, {named})) > 0 then nullif({left}, '') else {column} end"


def _addresses(texts: frozenset[str]) -> str:
    """A pattern of the addresses among the texts, as they stand in texts and in links; blank where there is none."""
    patterns = (re.escape(text).replace("@", "(?:@|%40)") for text in sorted(texts) if "@" in text)
    return "|".join(pattern.replace(r"\+", r"(?:\+|%2B)") for pattern in patterns)


def _without_addresses(name: str) -> str:
    return f"regexp_replace({_quoted(name)}, $addresses, '(e-mail)', 'gi') as {_quoted(name)}"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
