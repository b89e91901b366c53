"""Faulty records on request: what a careful import must refuse, with how many of each were planted and what it says.

Every faulty record is a record of the table once more, with one thing wrong and, unless its key is the fault, a key of
its own. They are so many of each kind, or a share of all records, whose faults then take turns.
"""

import csv
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from io import StringIO
from typing import Literal

import polars as pl
import pyarrow as pa

from overlap.contract import BY_NAME
from overlap.demo.company.files.frame_files import CsvFile, Format

Kind = Literal["value", "text", "key", "ragged"]
Value = str | int | datetime | None


@dataclass(frozen=True)
class Fault:
    """One way to spoil a record. `says` stands in the sentence about it; `text` can only be wrong where all is text.

    A value with braces takes the number of the record, so that not all miss the same lead.
    """

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


_NO_LEAD = "L9{:06}"
FAULTS = (
    Fault("touches", "lead_id", "value", _NO_LEAD, 'There is no lead "L9'),
    Fault("handoffs", "lead_id", "value", _NO_LEAD, 'There is no lead "L9'),
    Fault("activities", "deal_id", "value", "D9{:06}", 'There is no deal "D9'),
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
    Fault("campaign_days", "day", "value", None, "day is blank"),
    Fault("deal_stages", "entered_at", "value", None, "entered_at is blank"),
    Fault("deal_leads", "lead_id", "value", _NO_LEAD, 'There is no lead "L9'),
    Fault("assignments", "handoff_id", "value", "H9{:06}", 'There is no handoff "H9'),
    Fault("lead_changes", "lead_id", "value", _NO_LEAD, 'There is no lead "L9'),
)


@dataclass(frozen=True)
class Spoilt:
    """Records that one fault is done to; `place` is the fault's among all."""

    place: int
    fault: Fault
    records: pl.DataFrame

    def rendered(self, kind: Format) -> bytes | pa.Table:
        """The faulty records as their file takes them."""
        rows, fault = self.records, self.fault
        if fault.kind != "key":
            rows = _with_own_key(rows, fault, self.place)
        if fault.kind == "value":
            rows = rows.with_columns(_wrong_values(rows, fault))
        made = kind.render(rows)
        return _misspelt(made, fault, rows.columns) if isinstance(made, bytes) else made

    @property
    def planted(self) -> Planted:
        """How many of what."""
        return Planted(self.fault.table, self.fault.column, self.fault.says, self.records.height)


def each_kind(first: Mapping[str, pl.DataFrame], count: int, kind: Format) -> list[Spoilt]:
    """`count` of each kind that such files can hold, all made from a table's first record, if it has one."""
    return [
        Spoilt(place, fault, pl.concat([first[fault.table]] * count))
        for place, fault in _possible(kind)
        if count and first[fault.table].height
    ]


def in_turns(records: Mapping[str, pl.DataFrame], kind: Format) -> list[Spoilt]:
    """Each of these records once, with the faults of its table in turns; a table without any fault has none."""
    possible = _possible(kind)
    of_table = Counter(fault.table for _, fault in possible)
    turn: Counter[str] = Counter()
    found = []
    for place, fault in possible:
        table = fault.table
        if table in records and records[table].height > turn[table]:
            found.append(Spoilt(place, fault, records[table].gather_every(of_table[table], turn[table])))
        turn[table] += 1
    return found


def _possible(kind: Format) -> list[tuple[int, Fault]]:
    fit = ("value", "key", "text", "ragged") if kind is CsvFile else ("value", "key")
    return [(place, fault) for place, fault in enumerate(FAULTS) if fault.kind in fit]


def _wrong_values(rows: pl.DataFrame, fault: Fault) -> pl.Series:
    column, value = str(fault.column), fault.value
    values = [value.format(number) if isinstance(value, str) else value for number in range(rows.height)]
    return pl.Series(column, values, dtype=rows.schema[column])


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
