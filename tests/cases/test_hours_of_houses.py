"""Hours as houses have them: past midnight, round the clock, with a short Friday, a region's holidays, a shutdown."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

REPORTS = ("followup/list",)
BERLIN = ZoneInfo("Europe/Berlin")


def attempt(company: Any) -> dict[str, Any]:
    """What is said of the one handoff of a company."""
    (row,) = company.ask("followup/list")
    return row


@pytest.mark.parametrize(
    ("name", "state", "minutes"),
    [
        ("13-overnight-shift", "in_time", 45),
        ("14-round-the-clock", "in_time", 59),
        ("14b-round-the-clock-2359", "late", 61),
        ("15-regional-holiday", "in_time", 50),
        ("16-short-friday", "in_time", 50),
        ("17-company-holiday", "in_time", 50),
    ],
)
def test_the_clock_of_a_handoff_runs_while_the_house_works(
    case: Callable[[str], Any], name: str, state: str, minutes: int
) -> None:
    row = attempt(case(name))
    assert (row["state"], row["business_minutes"]) == (state, minutes)


def test_a_shift_belongs_to_the_day_it_opens_on(case: Callable[..., Any]) -> None:
    """Friday's night shift works until Saturday 06:00; the next one opens on Monday."""
    company = case("13-overnight-shift", imported=False)
    handoffs = company.export / "handoffs.csv"
    handoffs.write_text(handoffs.read_text().replace("2026-03-02T23:30", "2026-03-07T05:30"))
    activities = company.export / "activities.csv"
    activities.write_text(activities.read_text().replace("2026-03-03T00:15", "2026-03-09T22:10"))
    company.bring()
    row = attempt(company)
    assert (row["state"], row["business_minutes"]) == ("in_time", 40)
    assert row["due_at"] == datetime(2026, 3, 9, 22, 30, tzinfo=BERLIN)
