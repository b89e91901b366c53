"""A frame as bytes people carry away: JSON with exact numbers, CSV that no spreadsheet runs, Parquet."""

import io
from functools import cache

import duckdb
import polars as pl
import polars.selectors as cs

_FORMULA = r"^[=+\-@\t\r]"


def to_json(frame: pl.DataFrame) -> str:
    """One array of objects, a row a line: decimals as number tokens, ISO dates, UTC instants with Z, no NaN."""
    rows = _plain(frame)  # noqa: F841 - DuckDB finds the frame by its name
    with _database().cursor() as connection:
        texts = [row[0] for row in connection.sql("select cast(to_json(rows) as varchar) from rows").fetchall()]
    return "[" + ",\n ".join(texts) + "]\n"


def to_csv(frame: pl.DataFrame) -> str:
    """A header and a line a row; a text that a spreadsheet would run as a formula starts with an apostrophe."""
    guarded = _plain(frame).with_columns(
        pl.when(cs.string().str.contains(_FORMULA)).then("'" + cs.string()).otherwise(cs.string()).name.keep()
    )
    return guarded.write_csv()


def to_parquet(frame: pl.DataFrame) -> bytes:
    """The frame as it is, types and all."""
    buffer = io.BytesIO()
    frame.write_parquet(buffer)
    return buffer.getvalue()


@cache
def _database() -> duckdb.DuckDBPyConnection:
    """One for all answers: opening another takes longer than to write a small one."""
    return duckdb.connect()


def _plain(frame: pl.DataFrame) -> pl.DataFrame:
    """Instants as ISO text, lists joined, floats that are no number as null."""
    zoned = cs.datetime(time_zone="*")
    return frame.with_columns(
        zoned.dt.convert_time_zone("UTC").dt.strftime("%Y-%m-%dT%H:%M:%S%.fZ"),
        (cs.datetime() - zoned).dt.strftime("%Y-%m-%dT%H:%M:%S%.f"),
        cs.date().dt.strftime("%Y-%m-%d"),
        pl.when(cs.float().is_finite()).then(cs.float()).name.keep(),
    ).with_columns(cs.by_dtype(pl.List(pl.String)).list.join("; "))
