"""The day the data reach: an as-of at midnight is no day of its own, and a day that has begun is not over."""

from datetime import date
from pathlib import Path

import pytest
from houses import house_of

from overlap.reports import answer

house = house_of("data/span", "goals/by_month")

pytestmark = pytest.mark.whole

LEAD = {"lead_id": "L1", "created_at": "2026-10-05T09:00:00"}
DATED = {"lead_id": "L2", "created_at": "2026-11-01"}


@pytest.mark.parametrize(
    ("as_of", "leads", "reaches_on", "whole_until"),
    [
        ("2026-11-01T00:00:00+01:00", [LEAD], date(2026, 10, 31), date(2026, 11, 1)),
        ("2026-11-01T00:00:00+01:00", [LEAD, DATED], date(2026, 11, 1), date(2026, 11, 2)),
        ("2026-10-31T14:05:00+01:00", [LEAD], date(2026, 10, 31), date(2026, 10, 31)),
        ("2026-10-31T23:59:59+01:00", [LEAD], date(2026, 10, 31), date(2026, 11, 1)),
    ],
)
def test_the_data_reach_to_the_last_day_of_which_they_have_anything(
    tmp_path: Path, as_of: str, leads: list[dict[str, str]], reaches_on: date, whole_until: date
) -> None:
    reader = house(tmp_path, as_of=as_of, leads=leads)
    span = answer(reader, "data/span").frame.row(0, named=True)
    months = answer(reader, "goals/by_month").frame
    assert (span["reaches_on"], span["whole_until"]) == (reaches_on, whole_until)
    assert months.filter(month=date(2026, 10, 1))["is_whole"].to_list() == [whole_until >= date(2026, 11, 1)]
    reader.close()
