"""What an import says it restated is what a second implementation finds, which reads the two exports as texts."""

import random
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from imported_house import NOW, House
from oracle.naive_restatement import restated

pytestmark = pytest.mark.whole
REPORTS = ("data/restatements", "data/restated_rows")

AS_OF, ZONE = datetime(2026, 6, 30, 18, tzinfo=UTC), ZoneInfo("Europe/Berlin")
SETTINGS = f'reporting_currency = "EUR"\ntime_zone = "Europe/Berlin"\nas_of = "{AS_OF.isoformat()}"\n'
HEADERS = {
    "leads": "lead_id,created_at", "stage_entries": "lead_id,stage,entered_at",
    "handoffs": "handoff_id,lead_id,handed_at",
    "deals": "deal_id,lead_id,closed_at,outcome,amount,currency",
}  # fmt: skip
Book = dict[str, dict[str, list[str]]]  # table -> id -> fields


def _book(draw: random.Random) -> Book:
    """Of half a year, the last hours of a month among them: the month is the house's, not that of UTC."""
    book: Book = {name: {} for name in HEADERS}
    for number in range(120):
        lead, at = f"L{number}", datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=draw.randrange(24 * 120))
        book["leads"][lead] = [lead, _text(at)]
        book["stage_entries"][lead] = [lead, "mql", _text(at + timedelta(days=draw.randrange(1, 20)))]
        book["handoffs"][f"H{number}"] = [f"H{number}", lead, _text(at + timedelta(days=draw.randrange(20, 30)))]
        won = draw.random() < 0.5
        closed = _text(at + timedelta(days=draw.randrange(30, 60))) if won else ""
        amount = f"{draw.randrange(100, 90_000)}.50"
        book["deals"][f"D{number}"] = [f"D{number}", lead, closed, "won" if won else "open", amount, "EUR"]
    for at in (datetime(2026, 3, 31, 22, 30, tzinfo=UTC), datetime(2026, 5, 31, 22, 30, tzinfo=UTC)):
        book["leads"][f"L{at:%m}x"] = [f"L{at:%m}x", _text(at)]
    return book


def _edited(book: Book, draw: random.Random) -> Book:
    """Late leads, entries that moved, handoffs that are gone, deals reopened, won late, and worth something else."""
    edited = {name: {id_: list(fields) for id_, fields in rows.items()} for name, rows in book.items()}
    for number in range(6):
        edited["leads"][f"N{number}"] = [f"N{number}", _text(datetime(2026, number % 5 + 1, 17, tzinfo=UTC))]
    for lead in draw.sample(sorted(edited["stage_entries"]), 15):
        edited["stage_entries"][lead][2] = edited["leads"][lead][1]
    for handoff in draw.sample(sorted(edited["handoffs"]), 5):
        del edited["handoffs"][handoff]
    for number, deal in enumerate(draw.sample(sorted(edited["deals"]), 24)):
        fields = edited["deals"][deal]
        if number % 3 == 0:
            fields[4] = f"{draw.randrange(100, 90_000)}.25"
        elif fields[3] == "won":
            fields[2:4] = "", "open"
        else:
            fields[2:4] = _text(datetime.fromisoformat(edited["leads"][fields[1]][1]) + timedelta(days=45)), "won"
    return edited


def _text(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


def _export(book: Book) -> dict[str, str]:
    return {
        name: "\n".join([HEADERS[name], *(",".join(fields) for fields in rows.values())]) + "\n"
        for name, rows in book.items()
    }


def test_numbers_and_rows_are_those_of_a_second_implementation(tmp_path):
    draw = random.Random(8)
    book = _book(draw)
    then, now = _export(book), _export(_edited(book, draw))
    house = House(tmp_path).put(**then)
    (house.export / "house.toml").write_text(SETTINGS)
    house.bring()
    house.put(**now).bring(now=NOW + timedelta(hours=1))
    numbers, rows = restated(then, now, AS_OF, ZONE)
    found = {
        (row["metric"], row["month"]): (row["before_count"], row["after_count"])
        if row["before_amount"] is None
        else (row["before_amount"], row["after_amount"])
        for row in house.ask("data/restatements")
    }
    assert found == numbers
    assert {metric for metric, _ in numbers} == {
        "leads_created", "leads_qualified", "handoffs", "deals_won", "revenue_booked",
    }  # fmt: skip
    moved = {
        (row["metric"], row["month"], row["id"]): (
            Decimal(str(row["before_amount"])),
            Decimal(str(row["after_amount"])),
        )
        for row in house.ask("data/restated_rows")
    }
    assert moved == rows
    assert {row["row_count"] for row in house.ask("data/restatements") if row["metric"] == "handoffs"} == {
        sum(row[:2] == number for row in rows) for number in numbers if number[0] == "handoffs"
    }
