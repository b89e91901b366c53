"""What is read quickly, because it is spelled as DuckDB would spell it, is read as its pattern alone would read it."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime

import duckdb
import pytest

from overlap.contract import Column
from overlap.contract.column import Type
from overlap.reading.values import plainly
from overlap.reading.values.bound import Bound, Moment
from overlap.reading.values.typed_value import typed_of

MOMENT = Moment("Europe/Berlin", datetime(2030, 1, 1, tzinfo=UTC), date(2030, 1, 1))
SEEDS: dict[Type, tuple[str, ...]] = {
    "integer": ("7", "-12", "+3", "1200", "-0", "999999999999999999", "9223372036854775807", "3.0", "1e5", "007"),
    "money": ("1.50", "-0.05", ".5", "12", "1234567890123456.78", "12345678901234567.00", "0.00", "-0.00", "1.5"),
    "time": (
        "2026-01-05 10:00:00", "2026-01-05", "1900-01-01 00:00:00", "2200-12-31 23:59:59", "2026-03-29 02:30:00",
        "2026-01-05T10:00:00", "2026-01-05 10:00:00Z", "2026-01-05 10:00:00+02", "2026-1-5 9:05", "infinity", "epoch",
        "2026-01-05 10:00:00.5",
    ),
    "day": ("2026-01-05", "1900-01-01", "2200-12-31", "2026-1-5", "2026-01-05 00:00:00", "infinity", "2024-02-29"),
}  # fmt: skip


def spelled(kind: Type, number: int) -> list[str]:
    """Texts of that kind and what slips make of them."""
    chance = random.Random(number)
    texts = []
    for _ in range(600):
        text = list(chance.choice(SEEDS[kind]))
        for _ in range(chance.choice((0, 1, 1, 2))):
            place = chance.randrange(len(text) + 1)
            text[place : place + chance.randrange(2)] = chance.choice(["", *"0123456789-+.: TZeE_"])
        texts.append("".join(text))
    return texts


def read(kind: Type, texts: list[str], moment: Moment) -> list[tuple]:
    """What becomes of each text."""
    bound = Bound({"texts": texts})
    column = Column("value", kind, "")
    sql = typed_of(replace(column, format="found"), "text", moment, bound), typed_of(column, "text", moment, bound)
    with duckdb.connect() as connection:
        connection.execute("set global TimeZone = 'UTC'")
        return connection.execute(
            f"select text, cast({sql[0]} as varchar), cast({sql[1]} as varchar) from (select unnest($texts) as text)",
            bound.values,
        ).fetchall()


@pytest.mark.parametrize("moment", [MOMENT, MOMENT.in_utc], ids=["berlin", "utc"])
@pytest.mark.parametrize("kind", SEEDS)
def test_a_quick_reading_says_what_the_pattern_says(
    kind: Type, moment: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = spelled(kind, 3)
    quick = read(kind, texts, moment)
    monkeypatch.setattr(plainly, "_QUICK", {})
    assert quick == read(kind, texts, moment)
    assert {value is None for _, value, _ in quick} == {True, False}
