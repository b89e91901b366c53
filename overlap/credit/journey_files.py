"""A journey file, CSV or Parquet, read with every record accounted: accepted, or rejected with its line and reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import polars as pl

from overlap.credit import journey_records
from overlap.credit.journey_columns import Columns
from overlap.errors import InputError
from overlap.reading.files import structure
from overlap.reading.files.careful import careful_records
from overlap.reading.files.encoding import as_utf8
from overlap.reading.files.layout import header_of
from overlap.reading.files.named_columns import Header, match
from overlap.reading.files.parquet import parquet_records
from overlap.reading.files.plain import plain_records


@dataclass(frozen=True)
class JourneyFile:
    """What a file held.

    `journeys`: path, days_before, conversions, value, lost of the accepted records. `rejects`: line, column (null: the
    record as a whole), value, reason, a row for every broken rule. `absent` and `ignored` are columns by name.
    """

    journeys: pl.DataFrame
    rejects: pl.DataFrame
    absent: tuple[str, ...]
    ignored: tuple[str, ...]

    @property
    def rejected(self) -> int:
        """How many records, not faults, were rejected."""
        return self.rejects["line"].n_unique()


def read_journeys(path: Path, columns: Columns, separator: str) -> JourneyFile:
    """The journeys of a file. Raises InputError, naming file, column or line: no such file, not to be trusted."""
    if not path.is_file():
        raise InputError(f"There is no file {path}.")
    with TemporaryDirectory(prefix="overlap-") as scratch, duckdb.connect() as connection:
        try:
            header = _judged(connection, path, Path(scratch), columns, separator)
        except InputError as error:
            raise InputError(f"{path.name}: {error}") from None
        journeys, rejects = journey_records.accepted(connection), journey_records.rejects(connection)
    if journeys.is_empty():
        first = f"line {rejects['line'][0]}: {rejects['reason'][0]}" if rejects.height else "it holds no records."
        raise InputError(f"{path.name}: no journey can be read; {first}")
    absent = tuple(name for _, name in columns.named if name and name not in header.positions)
    kept = journeys if columns.days_before else journeys.drop("days_before")
    return JourneyFile(kept, rejects, absent, header.ignored)


def _judged(
    connection: duckdb.DuckDBPyConnection, path: Path, scratch: Path, columns: Columns, separator: str
) -> Header:
    if path.suffix.casefold() == ".parquet":
        records, header = parquet_records(path, columns.as_file(), connection)
        journey_records.take(connection, records, columns)
        journey_records.judge(connection, columns, set(header.positions), separator)
        return header
    text = as_utf8(path, scratch)
    names, delimiter = header_of(text, tuple(name for _, name in columns.named if name))
    header = _named(names, columns)
    is_fast = _take_fast(connection, text, header, delimiter, columns)
    if not is_fast:
        journey_records.take(connection, careful_records(text, header, delimiter, connection), columns)
    journey_records.judge(connection, columns, set(header.positions), separator)
    if not is_fast:
        connection.execute("insert into faults select line, null, value, reason from _ragged")
    return header


def _take_fast(
    connection: duckdb.DuckDBPyConnection, text: Path, header: Header, delimiter: str, columns: Columns
) -> bool:
    """Whether the file is plain, each record a line, and DuckDB read as many as were counted apart."""
    counted = structure.scan(text, delimiter, header.width, lambda _: None)
    if not (counted.is_plain and counted.is_line_each):
        return False
    try:
        return (
            journey_records.take(connection, plain_records(text, header, delimiter, counted), columns)
            == counted.records
        )
    except (duckdb.InvalidInputException, duckdb.ConversionException):
        return False


def _named(names: Sequence[str], columns: Columns) -> Header:
    try:
        return match(names, columns.as_file())
    except InputError as error:
        other = "Other names are given with --path, --conversions, --value, --null, --days."
        ages = " time_decay needs the days from each touch to the end; without them use linear or position."
        raise InputError(f"{error} {other}{ages if columns.days_before else ''}") from None
