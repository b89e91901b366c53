"""Handoffs and attempts without a clock, at every half hour of their day: what all of these agree on is known."""

import random
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

from followup_marts import followup_house
from minute_loop import WEEKDAYS, MinuteLoop, Office

from overlap.reports import answer

ZONE = ZoneInfo("Europe/Berlin")
START, DAYS, LEADS, LIMIT = date(2026, 3, 23), 10, 120, 240  # the clock changes on the 29th
AS_OF = datetime(2026, 4, 8, 12, tzinfo=UTC)
OFFICE = Office("Europe/Berlin", None, WEEKDAYS[:5], (("09:00", "12:00"), ("13:00", "17:00")))
Moment = datetime | date


@cache
def loop() -> MinuteLoop:
    """The minutes of four weeks, gone through when the first test asks."""
    return MinuteLoop(OFFICE, datetime(2026, 3, 20, tzinfo=UTC), 30 * 1440)


@cache
def due(handed: datetime) -> datetime:
    return loop().after(handed, LIMIT)


def moments(at: Moment) -> list[datetime]:
    """When it can have been: then, or at any half hour of the day and in its last minute."""
    if isinstance(at, datetime):
        return [at]
    first, end = (datetime.combine(day, time(), ZONE).astimezone(UTC) for day in (at, at + timedelta(days=1)))
    return [*(first + timedelta(minutes=n) for n in range(0, int((end - first).total_seconds()) // 60, 30)),
            end - timedelta(minutes=1)]  # fmt: skip


def day(at: Moment) -> date:
    return at.astimezone(ZONE).date() if isinstance(at, datetime) else at


def can_follow(handed: Moment, tried: Moment) -> bool:
    """By the clock, or by the calendar where either is only a day."""
    if isinstance(handed, datetime) and isinstance(tried, datetime):
        return tried >= handed
    return day(tried) >= day(handed)


def states(handed: Moment, attempts: list[Moment]) -> set[str]:
    """What the handoff may be, over all moments at which it and its attempts can have been."""
    after = [tried for tried in attempts if can_follow(handed, tried)]
    found = set()
    for begins, *tried in product(moments(handed), *map(moments, after)):
        if tried and min(tried) >= begins:
            found.add("in_time" if min(tried) <= due(begins) else "late")
    return found or {"overdue"}


def company() -> list[tuple[Moment, list[Moment]]]:
    chance = random.Random(37)

    def some_time(first: int, days: int, dated: float) -> Moment:
        on = START + timedelta(days=first + chance.randrange(days))
        if chance.random() < dated:
            return on
        clock = time(chance.randrange(24), chance.randrange(60))
        return datetime.combine(on, clock, ZONE).astimezone(UTC)

    leads = []
    for _ in range(LEADS):
        handed = some_time(0, DAYS, 0.4)
        place = (day(handed) - START).days
        leads.append((handed, [some_time(place, 3, 0.6) for _ in range(chance.choice([0, 1, 1, 2]))]))
    return leads


def test_what_every_half_hour_of_a_day_agrees_on_is_the_state_and_the_rest_is_on_the_day() -> None:
    leads = company()
    rows: dict[str, list[dict[str, Any]]] = {"leads": [], "handoffs": [], "activities": []}
    for number, (handed, attempts) in enumerate(leads):
        lead = f"L{number:03}"
        rows["leads"].append({"lead_id": lead, "created_at": "2026-03-01"})
        rows["handoffs"].append({"handoff_id": lead, "lead_id": lead, "rep_id": "R1", "handed_at": handed.isoformat()})
        rows["activities"] += [
            {"activity_id": f"{lead}-{place}", "lead_id": lead, "kind": "call", "occurred_at": at.isoformat()}
            for place, at in enumerate(attempts)
        ]
    agreed = {"hours": {"house": OFFICE.agreed}, "response": {"limit_minutes": LIMIT}}
    with followup_house(AS_OF.isoformat(), agreed, (), **rows) as house:
        found = {row["handoff_id"]: row for row in house.connection.sql("from marts.followups").pl().to_dicts()}
        (totals,) = answer(house, "followup/totals").frame.to_dicts()
    naive = [states(handed, attempts) for handed, attempts in leads]
    assert {frozenset(possible) for possible in naive} == {
        frozenset(["in_time"]), frozenset(["late"]), frozenset(["overdue"]), frozenset(["in_time", "late"]),
    }  # fmt: skip
    for number, possible in enumerate(naive):
        row, (handed, attempts) = found[f"L{number:03}"], leads[number]
        expected = next(iter(possible)) if len(possible) == 1 else "on_the_day"
        assert row["state"] == expected, (handed, attempts, possible)
        is_clocked = isinstance(handed, datetime)
        assert (row["hour_of_week"] is not None) == is_clocked
        if not is_clocked:
            assert (row["business_seconds"], row["wall_seconds"]) == (None, None)
    surely, possibly = (sum(test(possible) for possible in naive) for test in (_surely, _possibly))
    assert (totals["service_level"], totals["lowest_level"], totals["highest_level"]) == (
        None, surely / LEADS, possibly / LEADS,
    )  # fmt: skip


def _surely(possible: set[str]) -> bool:
    return possible == {"in_time"}


def _possibly(possible: set[str]) -> bool:
    return "in_time" in possible
