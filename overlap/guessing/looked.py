"""All that is seen in a folder of files: looked at once, so that answers can be tried without reading them again."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from overlap.contract.value_forms import Order
from overlap.guessing.column_facts import Column
from overlap.guessing.joins import Join, joins
from overlap.guessing.text_tables import File, opened
from overlap.guessing.which_table import Guess, guessed
from overlap.guessing.wide import parts_of
from overlap.reading.files.archives import Limits
from overlap.reading.finding import numbers_of, shapes_of, times_of
from overlap.reading.finding.numbers import Decimal

_DATES = 0.5  # from this share of a column's values on, it is one of dates


@dataclass(frozen=True)
class DateOrder:
    """`order` is None where nobody can tell it from the values, of which some are the `examples`."""

    order: Order | None
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Looked:
    """The files, a guess for each (a wide file stands as often as it holds tables), and the keys that join.

    `orders` are those of days and months by (file, column), `decimals` what stands before decimals by file.
    """

    files: tuple[File, ...]
    guesses: tuple[Guess, ...]
    joins: tuple[Join, ...]
    orders: dict[tuple[str, str], DateOrder]
    decimals: dict[str, Decimal]


def look(folder: Path, limits: Limits | None = None, scratch: Path | None = None, memory_limit: str = "2GB") -> Looked:
    """Read every column of every file of the folder. Raises InputError: no folder, or no files in it.

    Copies of what is read lie below `scratch` (else where the machine keeps passing files) and go again.
    """
    with (
        TemporaryDirectory(prefix="overlap-", dir=scratch) as passing,
        duckdb.connect(str(Path(passing) / "looked.duckdb"), config={"memory_limit": memory_limit}) as connection,
    ):
        files = opened(connection, folder, Path(passing), limits or Limits())
        known = joins(connection, files)
        orders = {
            (file.name, column.name): order
            for file in files
            for column in file.columns
            if column.dates > _DATES and (order := _order(connection, file, column))
        }
        decimals = {file.name: mark for file in files if (mark := _decimal(connection, file))}
        pairs = [
            (file, part)
            for file, guess in zip(files, guessed(files, known), strict=True)
            for part in (parts_of(file, guess) or (guess,))
        ]
        return Looked(tuple(file for file, _ in pairs), tuple(guess for _, guess in pairs), known, orders, decimals)


def _order(connection: duckdb.DuckDBPyConnection, file: File, column: Column) -> DateOrder | None:
    """The order of the column's days and months; None where it writes them otherwise, or mixes both ways."""
    text = f"c{column.place}"
    shapes = shapes_of(connection, file.table, {text: text}, {})[text]
    found = times_of(connection, file.table, text, {}, shapes)
    if found.asks:
        return DateOrder(None, tuple(value for value, _ in column.values[:3]))
    return DateOrder(found.written.order) if found.written and found.written.order else None


def _decimal(connection: duckdb.DuckDBPyConnection, file: File) -> Decimal | None:
    """What all clear columns of numbers have before their decimals."""
    texts = {column.name: f"c{column.place}" for column in file.columns if column.numbers > _DATES}
    found = {numbers_of(shapes).says for shapes in shapes_of(connection, file.table, texts, {}).values()} - {None}
    return found.pop() if len(found) == 1 else None
