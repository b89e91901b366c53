"""Tables whose ids match nothing in the table they point to, with the likely cause, found from the values."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import duckdb

from overlap.contract import BY_NAME, TABLES, Column
from overlap.reading import Account, FileAccount, Source
from overlap.warehouse.generations.accepting import LINKS, Stop
from overlap.words import counted

_COMPARED = 10_000  # ids of the referring table; the likely cause shows in any handful of them
_LIKELY = 0.5  # of the compared ids must match once written alike
_BLANKS = r"[\s\x{00A0}\x{200B}\x{FEFF}]"

# What is said of two ids that are one once both are written so.
_WRITTEN_ALIKE = (
    ("they differ only in upper and lower case", "lower({id})"),
    ("they differ only in spaces", "regexp_replace({id}, '" + _BLANKS + "', '', 'g')"),
    ("they differ only in leading zeros", "ltrim({id}, '0')"),
    ('they differ only in a trailing ".0", as spreadsheets add it', r"regexp_replace({id}, '\.0+$', '')"),
    ("they differ only in punctuation and case", r"regexp_replace(lower({id}), '[^\pL\pN]', '', 'g')"),
    (
        'they differ only in case, spaces, leading zeros and a trailing ".0"',
        "ltrim(regexp_replace(regexp_replace(lower({id}), '" + _BLANKS + r"', '', 'g'), '\.0+$', ''), '0')",
    ),
    ("they differ only in what stands before the number", r"nullif(regexp_replace({id}, '^[^0-9]*', ''), '')"),
)


@dataclass(frozen=True)
class _Link:
    """Ids that match nothing: `ids` and `known` are SELECTs of one column `id`, `table` is where `known` is from."""

    file: str
    column: str
    ids: str
    other_file: str
    key: str
    known: str
    table: str


@dataclass(frozen=True)
class _Cause:
    """Why ids may not match: the words, and how each side's `{id}` is written so that they do."""

    words: str
    mine: str
    theirs: str


def broken_as_read(connection: duckdb.DuckDBPyConnection, source: Source, account: Account) -> Iterator[Stop]:
    """The links the reader judged, over the accepted rows in `raw` and the rejected ones in `raw._rejects`."""
    files = _by_table(file for file in account.files if file.supplied and file.refused is None)
    for raw in source.files:
        for column in raw.columns:
            other, _, key = str(column.refers).partition(".")
            if column.refers is None or raw.table not in files or other not in files:
                continue
            if column.orphans == "keep" and source.is_contract:
                continue  # judged in the canonical table, where the rows of every source stand
            mine, known = f'raw."{raw.table}"', f'raw."{other}"'
            if column.orphans == "reject":
                if _count(connection, f'select count(*) from {mine} where "{column.name}" is not null'):
                    continue
                ids = _rejected(source.name, raw.table, column, key)
            elif not _is_broken(connection, mine, column.name, known, key):
                continue
            else:
                ids = f'select distinct "{column.name}" as id from {mine} where "{column.name}" is not null'
            known_ids = f'select "{key}" as id from {known} where "{key}" is not null'
            link = _Link(files[raw.table], column.name, ids, files[other], key, known_ids, known)
            yield from _said(connection, link)


def broken_in_canonical(connection: duckdb.DuckDBPyConnection, source: Source, account: Account) -> Iterator[Stop]:
    """The links of the source's rows in the canonical tables of the current database, before they are cut."""
    names = _by_table(file for file in account.files if file.supplied) if source.is_contract else {}
    own = "source = '" + source.name.replace("'", "''") + "'"
    filled, of_source = _filled(connection, "true"), _filled(connection, own)
    for table in TABLES:
        for column in table.columns:
            if column.refers is None or table.name not in of_source:
                continue
            other, _, key = column.refers.partition(".")
            mine, known = f'(from canonical."{table.name}" where {own})', f'canonical."{other}"'
            # Nothing to point to: no source has such a table. What the rows then lack is said by the pages.
            if other not in filled:
                continue
            if not _is_broken(connection, mine, column.name, known, key):
                continue
            ids = f'select distinct "{column.name}" as id from {mine} where "{column.name}" is not null'
            other_file = names.get(other, f"the table {BY_NAME[other].name}")
            file = names.get(table.name, f"the table {table.name}")
            link = _Link(file, column.name, ids, other_file, key, f'select "{key}" as id from {known}', known)
            yield from _said(connection, link)


def _filled(connection: duckdb.DuckDBPyConnection, rows: str) -> set[str]:
    """The canonical tables that hold any of these rows."""
    found = (f"""select '{name}' where exists (from canonical."{name}" where {rows})""" for name in BY_NAME)
    return {name for (name,) in connection.sql(" union all ".join(found)).fetchall()}


def _is_broken(connection: duckdb.DuckDBPyConnection, mine: str, column: str, known: str, key: str) -> bool:
    """Whether there are ids, and none of them is known; the first that is known ends the search."""
    if not _count(connection, f'select count(*) from (from {mine} where "{column}" is not null limit 1)'):
        return False
    known_ids = f'select "{key}" from {known}'
    return not _count(connection, f'select count(*) from (from {mine} where "{column}" in ({known_ids}) limit 1)')


def _by_table(files: Iterable[FileAccount]) -> dict[str, str]:
    """The names of the files that fill each table."""
    names: dict[str, list[str]] = {}
    for file in files:
        names.setdefault(file.table, []).append(file.file)
    return {table: " and ".join(found) for table, found in names.items()}


def _rejected(source: str, table: str, column: Column, key: str) -> str:
    """The ids for which records of the table's files were rejected as pointing to nothing."""
    quoted = [text.replace("'", "''") for text in (source, table, column.name)]
    starts = f'There is no {key.removesuffix("_id")} "'
    return (
        "select distinct value as id from raw._rejects "
        f"where source = '{quoted[0]}' and \"table\" = '{quoted[1]}' and \"column\" = '{quoted[2]}' "
        f"and starts_with(reason, '{starts}')"
    )


def _said(connection: duckdb.DuckDBPyConnection, link: _Link) -> Iterator[Stop]:
    count = _count(connection, f"select count(*) from ({link.ids})")
    if not count:
        return
    connection.execute(f"create or replace temp table unmatched as from ({link.ids}) order by id limit {_COMPARED}")
    found = f"None of the {counted(count, 'value')} of {link.column} in {link.file} is in {link.other_file}"
    if count == 1:
        found = f"The only value of {link.column} in {link.file} is not in {link.other_file}"
    why = _cause(connection, link) or _no_cause(connection, link)
    yield Stop(LINKS, f"{found}: {why}.")


def _cause(connection: duckdb.DuckDBPyConnection, link: _Link) -> str | None:
    """The way of writing that makes most of the ids match, if that is half of them at least."""
    likely = max(_causes(connection, link), key=lambda cause: _matched(connection, link, cause))
    if _matched(connection, link, likely) < _LIKELY * _count(connection, "select count(*) from unmatched"):
        return _of_another_column(connection, link)
    return f"{likely.words} ({_example(connection, link, likely)})"


def _causes(connection: duckdb.DuckDBPyConnection, link: _Link) -> Iterator[_Cause]:
    for words, written in _WRITTEN_ALIKE:
        yield _Cause(words, written, written)
    if mine := _length(connection, "unmatched"):
        words = f"the ids of {link.file} are those of {link.other_file} cut to {counted(mine, 'character')}"
        yield _Cause(words, "{id}", _cut_to(mine))
    if theirs := _length(connection, f"({link.known})"):
        words = f"the ids of {link.other_file} are those of {link.file} cut to {counted(theirs, 'character')}"
        yield _Cause(words, _cut_to(theirs), "{id}")


def _cut_to(length: int) -> str:
    return f"case when length({{id}}) > {length} then left({{id}}, {length}) end"


def _of_another_column(connection: duckdb.DuckDBPyConnection, link: _Link) -> str | None:
    """Text columns of the other table; its personal ones too, since only the column's name is said."""
    columns = connection.sql(f"select * from {link.table} limit 0")
    for name, kind in zip(columns.columns, columns.types, strict=True):
        if str(kind) != "VARCHAR" or name in (link.key, "source"):
            continue
        sql = f'select count(*) from unmatched where id in (select "{name}" from {link.table})'
        if _count(connection, sql) >= _LIKELY * _count(connection, "select count(*) from unmatched"):
            return f"they are values of its column {name}, not of {link.key}"
    return None


def _no_cause(connection: duckdb.DuckDBPyConnection, link: _Link) -> str:
    mine = connection.sql("select min(id) from unmatched").fetchall()[0][0]
    theirs = connection.sql(f"select min(id) from ({link.known})").fetchall()[0][0]
    there = f'there they look like "{theirs}"' if theirs is not None else "that holds no record"
    return f'here they look like "{mine}", {there}'


def _length(connection: duckdb.DuckDBPyConnection, ids: str) -> int | None:
    """How long every one of the ids is; None where they differ."""
    least, most = connection.sql(f"select min(length(id)), max(length(id)) from {ids}").fetchall()[0]
    return least if least and least == most else None


def _matched(connection: duckdb.DuckDBPyConnection, link: _Link, cause: _Cause) -> int:
    """How many of the ids are in the other table once both are written so."""
    here, there = cause.mine.replace("{id}", "id"), cause.theirs.replace("{id}", "id")
    written = f"select {there} from ({link.known})"
    return _count(connection, f"select count(*) from unmatched where {here} in ({written})")


def _example(connection: duckdb.DuckDBPyConnection, link: _Link, cause: _Cause) -> str:
    here, there = cause.mine.replace("{id}", "unmatched.id"), cause.theirs.replace("{id}", "known.id")
    one, other = connection.sql(
        f"select unmatched.id, known.id from unmatched inner join ({link.known}) as known "
        f"on {here} = {there} order by all limit 1"
    ).fetchall()[0]
    return f'"{one}" here, "{other}" there'


def _count(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    return int(connection.sql(sql).fetchall()[0][0])
