"""Which headline numbers of months that were over differ between two exports, and by which rows, read as CSV."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

Row = tuple[str, date, str]  # metric, month, id
Number = tuple[str, date]


def restated(
    then: Mapping[str, str], now: Mapping[str, str], as_of: datetime, zone: ZoneInfo
) -> tuple[dict[Number, tuple[Decimal, Decimal]], dict[Row, tuple[Decimal, Decimal]]]:
    """(numbers, rows) as (before, after). `as_of` is that of the export before: what was not over is no restatement."""
    before, after = dict(_counted(then, zone)), dict(_counted(now, zone))
    today = as_of.astimezone(zone).date()
    sums: dict[Number, list[Decimal]] = defaultdict(lambda: [Decimal(0), Decimal(0)])
    for place, rows in enumerate((before, after)):
        for (metric, month, _), value in rows.items():
            sums[metric, month][place] += value
    numbers = {
        number: (old, new)
        for number, (old, new) in sums.items()
        if old != new and date(number[1].year + number[1].month // 12, number[1].month % 12 + 1, 1) <= today
    }
    rows = {
        row: (before.get(row, Decimal(0)), after.get(row, Decimal(0)))
        for row in before.keys() | after.keys()
        if row[:2] in numbers and before.get(row) != after.get(row)
    }
    return numbers, rows


def _counted(export: Mapping[str, str], zone: ZoneInfo) -> Iterator[tuple[Row, Decimal]]:
    one = Decimal(1)
    for lead in _rows(export, "leads"):
        yield ("leads_created", _month(lead["created_at"], zone), lead["lead_id"]), one
    entries = sorted(_rows(export, "stage_entries"), key=lambda row: row["entered_at"], reverse=True)
    for lead_id, entered in {row["lead_id"]: row["entered_at"] for row in entries if row["stage"] == "mql"}.items():
        yield ("leads_qualified", _month(entered, zone), f"{lead_id} 1"), one
    for handoff in _rows(export, "handoffs"):
        yield ("handoffs", _month(handoff["handed_at"], zone), handoff["handoff_id"]), one
    for deal in _rows(export, "deals"):
        if deal["outcome"] == "won":
            month = _month(deal["closed_at"], zone)
            yield ("deals_won", month, deal["deal_id"]), one
            yield ("revenue_booked", month, deal["deal_id"]), Decimal(deal["amount"])


def _rows(export: Mapping[str, str], table: str) -> Iterator[dict[str, str]]:
    return iter(csv.DictReader(io.StringIO(export[table])))


def _month(instant: str, zone: ZoneInfo) -> date:
    return datetime.fromisoformat(instant).astimezone(zone).date().replace(day=1)
