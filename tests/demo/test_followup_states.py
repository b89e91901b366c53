"""Whatever can become of a handoff in its agreed time occurs in the demo company, classified here from the files."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays
import polars as pl
import pytest
from exported import Company

from overlap.demo import DEFAULT_AS_OF
from overlap.demo.company.basics.calendars import REGIONS

pytestmark = pytest.mark.whole

LIMIT = timedelta(minutes=240)
NO_CONTACT = {"duplicate", "wrong_data", "opt_out", "competitor"}
ATTEMPTS = {"call", "email", "meeting", "message"}
NEVER = datetime(9999, 1, 1, tzinfo=UTC)


@cache
def open_hours(region: str, day: date) -> tuple[tuple[datetime, datetime], ...]:
    """The spans of that local day in which the region's office is open."""
    place = next(each for each in REGIONS if each.name == region)
    if day.weekday() > 4 or day in holidays.country_holidays(place.country, years=day.year):
        return ()
    midnight = datetime(day.year, day.month, day.day)
    clock = [midnight + timedelta(seconds=each) for each in (9 * 3600, *place.rests, 17 * 3600 + 1800)]
    times = [each.replace(tzinfo=ZoneInfo(place.zone)).astimezone(UTC) for each in clock]
    return (times[0], times[1]), (times[2], times[3])


def due_of(region: str, handed: datetime) -> datetime:
    """The first instant at which the agreed office time has passed."""
    left, day = LIMIT, handed.date() - timedelta(days=1)
    while True:
        for opens, closes in open_hours(region, day):
            span = closes - max(opens, handed)
            if span >= left:
                return max(opens, handed) + left
            left -= max(span, timedelta())
        day += timedelta(days=1)


def handed_over(company: Company) -> Iterator[tuple[dict, datetime, list[datetime], list[datetime]]]:
    """Each handoff with the instant of the lead's next one, the ends and the attempts of its lead."""
    ends, attempts = {}, {}
    stages = company["stage_entries"].filter(pl.col("stage").is_in(["recycled", "won", "lost"]))
    for lead, at in stages.select("lead_id", "entered_at").iter_rows():
        ends.setdefault(lead, []).append(at)
    done = company["activities"].filter(
        ~pl.col("is_automated") & (pl.col("direction") != "inbound") & pl.col("kind").is_in(ATTEMPTS)
    )
    for lead, at in done.select("lead_id", "occurred_at").iter_rows():
        attempts.setdefault(lead, []).append(at)
    handoffs = company["handoffs"].join(company["leads"].select("lead_id", "region"), on="lead_id")
    following = {}
    for handoff in handoffs.sort("handed_at", descending=True).iter_rows(named=True):
        lead = handoff["lead_id"]
        yield handoff, following.get(lead, NEVER), ends.get(lead, []), attempts.get(lead, [])
        following[lead] = handoff["handed_at"]


def state_of(handoff: dict, end: datetime, ends: list[datetime], attempts: list[datetime], as_of: datetime) -> str:
    handed, due = handoff["handed_at"], due_of(handoff["region"], handoff["handed_at"])
    closed = min((at for at in [*ends, handoff["rejected_at"] or NEVER] if handed <= at < end), default=NEVER)
    tried = min((at for at in attempts if handed <= at <= min(end, closed)), default=None)
    if tried is None and closed <= due and handoff["reject_reason"] in NO_CONTACT:
        return "excused"
    if tried is not None:
        if tried > due:
            return "late"
        return "in time" if due <= as_of else "answered, not yet due"
    if due > as_of:
        return "pending"
    return "closed unanswered" if closed < NEVER else "overdue"


@pytest.fixture(scope="module")
def states(large: Company) -> Counter[str]:
    return Counter(state_of(*each, DEFAULT_AS_OF) for each in handed_over(large))


def test_every_state_occurs(large: Company, states: Counter[str]):
    assert set(states) >= {"excused", "in time", "late", "pending", "closed unanswered", "overdue"}
    assert states.total() == large["handoffs"].height


def test_on_a_working_day_some_are_answered_whose_time_has_not_run_out(write: Callable[..., Company]):
    afternoon = datetime(2026, 10, 29, 15, 30, tzinfo=UTC)
    company = write(leads=20_000, seed=11, as_of=afternoon)
    assert Counter(state_of(*each, afternoon) for each in handed_over(company))["answered, not yet due"] > 0


def test_some_are_excused_and_fewer_closed_without_anybody_trying(states: Counter[str]):
    assert 0.02 < states["excused"] / states.total() < 0.06
    assert 0.02 < states["closed unanswered"] / states.total() < 0.10
