"""A Parquet file as records: a column of the declared type is taken as it is, any other is judged by its text."""

from pathlib import Path

import duckdb

from overlap.contract import Column
from overlap.errors import InputError
from overlap.reading.header import Header, match
from overlap.reading.records import Given, Records, quoted
from overlap.reading.source import RawFile

_INTEGERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER")
_DAMAGED = (duckdb.InvalidInputException, duckdb.IOException, duckdb.ConversionException, duckdb.SerializationException)


def parquet_records(path: Path, file: RawFile, connection: duckdb.DuckDBPyConnection) -> tuple[Records, Header]:
    """The records and columns of a file. Raises InputError: unreadable, wrong header, nested or binary columns."""
    try:
        described = connection.execute("describe select * from read_parquet($path)", {"path": str(path)}).fetchall()
        counted = connection.execute(
            "select sum(num_rows)::bigint from parquet_file_metadata($path)", {"path": str(path)}
        ).fetchone()
    except _DAMAGED as error:
        words = str(error).splitlines()[0]
        raise InputError(f"It cannot be read as Parquet ({words}). Export it again.") from None
    header = match([row[0] for row in described], file)
    given = {}
    for column in file.columns:
        if column.name in header.positions:
            name, kind = described[header.positions[column.name]][:2]
            given[column.name] = _given(column, quoted(name), kind)
    records = Records(
        relation="read_parquet($path, file_row_number = true)",
        given=given,
        line="file_row_number + 1",
        count=(counted or (0,))[0] or 0,
        place="row",
        bound={"path": str(path)},
    )
    return records, header


def _given(column: Column, name: str, kind: str) -> Given:
    if kind == "BLOB" or kind.endswith("]") or kind.startswith(("STRUCT", "MAP", "UNION", "VARIANT")):
        raise InputError(f"{column.name} holds {kind.partition('(')[0].lower()} values. Write it as {_plain(column)}.")
    text = f"cast({name} as varchar)"
    if column.type == "time" and (kind == "DATE" or kind.startswith("TIMESTAMP")):
        return _given_time(name, kind, text)
    if column.type == "integer" and kind in _INTEGERS:
        return Given(text, f"cast({name} as bigint)")
    if (column.type, kind) in (("flag", "BOOLEAN"), ("day", "DATE")):
        return Given(text, name)
    return Given(text)


def _given_time(name: str, kind: str, text: str) -> Given:
    if kind == "DATE":
        return Given(text, f"cast({name} as timestamp)", is_local=True, is_date_only=True)
    if kind.startswith("TIMESTAMPTZ") or kind == "TIMESTAMP WITH TIME ZONE":
        return Given(text, f"cast({name} as timestamptz)")
    return Given(text, f"cast({name} as timestamp)", is_local=True)


def _plain(column: Column) -> str:
    return "text" if column.type == "text" else f"{column.type} or text"
