"""A Parquet file as records: a column of the declared type is taken as it is, any other is judged by its text."""

from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from overlap.contract import Column
from overlap.errors import InputError
from overlap.reading.files.exact import exact
from overlap.reading.files.named_columns import Header, match
from overlap.reading.records import Given, Records, quoted
from overlap.reading.source import RawFile

_INTEGERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER")
_READ = "read_parquet($path, hive_partitioning = false)"


def parquet_records(path: Path, file: RawFile, connection: duckdb.DuckDBPyConnection) -> tuple[Records, Header]:
    """The records and columns of a file. Raises InputError: unreadable, wrong header, nested or binary columns."""
    names, counted = _footer(path)
    try:
        described = connection.execute(f"describe select * from {_READ}", {"path": exact(path)}).fetchall()
    except (duckdb.Error, UnicodeDecodeError) as error:
        raise unreadable(error) from None
    header = match(list(names), file)
    given = {}
    for column in file.columns:
        if column.name in header.positions:
            # DuckDB numbers a name that stands twice, so that only the place says which column is meant.
            place = header.positions[column.name]
            name, kind = described[place][:2]
            given[column.name] = _given(column, quoted(name), kind, is_duration=names[list(names)[place]])
    _refuse_damaged(path, [list(names)[header.positions[name]] for name in given], counted)
    records = Records(
        relation=_READ,
        given=given,
        # Not `file_row_number`: a file may have a column of that name.
        line="row_number() over ()",
        count=counted,
        place="row",
        bound={"path": exact(path)},
    )
    return records, header


def unreadable(error: Exception) -> InputError:
    """The refusal of a file that only calls itself Parquet or has been damaged."""
    words = str(error).strip().partition("\n")[0].removesuffix(".") or type(error).__name__
    return InputError(f"It cannot be read as Parquet ({words}). Export it again.")


def _footer(path: Path) -> tuple[dict[str, bool], int]:
    """(each column's name, and whether it holds durations; the number of records), by a second reader of Parquet.

    DuckDB renames a column that stands twice and takes a duration for a number of microseconds, both without a word.
    """
    try:
        metadata = pq.read_metadata(path)
        fields = list(metadata.schema.to_arrow_schema())
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise unreadable(error) from None
    names = [field.name for field in fields]
    if twice := [name for name in dict.fromkeys(names) if names.count(name) > 1]:
        raise InputError(f"Its header names {', '.join(twice)} more than once. Keep one column of each name.")
    return {field.name: pa.types.is_duration(field.type) for field in fields}, metadata.num_rows


def _refuse_damaged(path: Path, columns: list[str], count: int) -> None:
    """Decodes every value that will be used once more, with a stricter reader.

    DuckDB reads over some damage without a word: a flipped byte in the header of a page, a wrong checksum.
    """
    seen = 0
    try:
        # Fetched ahead, the file would be in memory whole, however large, until its last row.
        with pq.ParquetFile(path, page_checksum_verification=True, pre_buffer=False) as file:
            for batch in file.iter_batches(columns=columns):
                batch.validate(full=True)
                seen += batch.num_rows
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise unreadable(error) from None
    if seen != count:
        raise InputError("It holds another number of records than its footer says. Export it again.")


def _given(column: Column, name: str, kind: str, *, is_duration: bool) -> Given:
    if kind == "BLOB" or kind.endswith("]") or kind.startswith(("STRUCT", "MAP", "UNION", "VARIANT", "GEOMETRY")):
        raise InputError(f"{column.name} holds {kind.partition('(')[0].lower()} values. Write it as {_plain(column)}.")
    if is_duration:
        raise InputError(f"{column.name} holds durations. Write it as {_plain(column)}, in the unit of its column.")
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
