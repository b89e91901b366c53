"""Faulty records on request: what a careful import must refuse, with how many of each were planted and what it says.

Every faulty record is the table's first record with one thing wrong and, unless its key is the fault, a key of its own.
"""

import csv
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from io import StringIO
from typing import Literal

import polars as pl
import pyarrow as pa

from overlap.contract import BY_NAME
from overlap.demo.company.frame_files import CsvFile, Format

Kind = Literal["value", "text", "key", "ragged"]
Value = str | int | datetime | None


@dataclass(frozen=True)
class Fault:
    """One way to spoil a record. `says` stands in the sentence about it; `text` can only be wrong where all is text."""

    table: str
    column: str | None
    kind: Kind
    value: Value
    says: str


@dataclass(frozen=True)
class Planted:
    """So many records of a table with that fault."""

    table: str
    column: str | None
    says: str
    count: int


FAULTS = (
    Fault("touches", "lead_id", "value", "L-nobody", 'There is no lead "L-nobody"'),
    Fault("handoffs", "lead_id", "value", "L-nobody", 'There is no lead "L-nobody"'),
    Fault("activities", "deal_id", "value", "D-none", 'There is no deal "D-none"'),
    Fault("campaigns", "budget", "value", -500, "is below 0"),
    Fault("activities", "duration_s", "value", -60, "is below 0"),
    Fault("feedback", "rating", "value", 9, "is above 5"),
    Fault("stage_entries", "stage", "value", "customer", "is not allowed in stage"),
    Fault("handoffs", "handed_at", "value", None, "handed_at is blank"),
    Fault("touches", "touched_at", "value", datetime(2199, 1, 1, tzinfo=UTC), "lies after the import"),
    Fault("touches", "touch_id", "key", None, "already stands in"),
    Fault("leads", "lead_id", "key", None, "already stands in"),
    Fault("deals", "deal_id", "key", None, "already stands in"),
    Fault("leads", "created_at", "text", "31/02/2026", "is not a date"),
    Fault("deals", "closed_at", "text", "next week", "is not a date"),
    Fault("deals", "amount", "text", "twelve thousand", "is not an amount"),
    Fault("handoffs", "score", "text", "high", "is not a whole number"),
    Fault("leads", "was_customer", "text", "perhaps", "is neither true nor false"),
    Fault("touches", None, "ragged", "one field more", "fields, expected"),
    Fault("leads", None, "ragged", None, "fields, expected"),
)


@dataclass(frozen=True)
class Dirt:
    """`count` faulty records of each kind that a file of this format can hold, for tables with these first records."""

    first: dict[str, pl.DataFrame]
    count: int
    kind: Format

    def planted(self) -> list[Planted]:
        """How many of what; a table without a record has no faulty ones."""
        return [Planted(fault.table, fault.column, fault.says, self.count) for _, fault in self._faults()]

    def parts(self) -> Iterator[tuple[str, bytes | pa.Table]]:
        """(table, records as its file takes them)."""
        for place, fault in self._faults():
            rows = pl.concat([self.first[fault.table]] * self.count)
            if fault.kind != "key":
                rows = _with_own_key(rows, fault, place)
            if fault.kind == "value":
                wrong = pl.lit(fault.value, dtype=rows.schema[str(fault.column)])
                rows = rows.with_columns(wrong.alias(str(fault.column)))
            rendered = self.kind.render(rows)
            yield fault.table, _misspelt(rendered, fault, rows.columns) if isinstance(rendered, bytes) else rendered

    def _faults(self) -> list[tuple[int, Fault]]:
        possible = ("value", "key", "text", "ragged") if self.kind is CsvFile else ("value", "key")
        return [
            (place, fault)
            for place, fault in enumerate(FAULTS)
            if self.count and fault.kind in possible and self.first[fault.table].height
        ]


def told(faults: list[Planted]) -> list[dict[str, str | int | None]]:
    """As truth.json tells them."""
    return [asdict(fault) for fault in faults]


def _misspelt(lines: bytes, fault: Fault, columns: list[str]) -> bytes:
    """The lines with a text no column of that type can hold, or with a field too many or too few."""
    if fault.kind not in ("text", "ragged"):
        return lines
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for record in csv.reader(StringIO(lines.decode())):
        writer.writerow(_wrong(record, fault, columns))
    return text.getvalue().encode()


def _wrong(record: list[str], fault: Fault, columns: list[str]) -> list[str]:
    if fault.kind == "ragged":
        return [*record, fault.value] if isinstance(fault.value, str) else record[:-1]
    return [str(fault.value) if name == fault.column else text for name, text in zip(columns, record, strict=True)]


def _with_own_key(rows: pl.DataFrame, fault: Fault, place: int) -> pl.DataFrame:
    """The records under ids of their own; a stage entry has no id, but its stage is its fault."""
    key, *more = BY_NAME[fault.table].key
    if more:
        return rows
    numbers = pl.Series(range(rows.height)).cast(pl.String).str.zfill(5)
    return rows.with_columns((f"X{place:02}" + numbers).alias(key))
