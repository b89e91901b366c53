"""A task that is planned is no attempt, whatever the source calls it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from without_marts import canonical_alone

from overlap.sqlfile import QUERIES

REPORTS = ("followup/list",)


def test_a_task_that_was_not_done_is_no_attempt(case: Callable[[str], Any]) -> None:
    company = case("18-planned-task")
    (row,) = company.ask("followup/list")
    assert row["state"] == "late"
    assert row["first_attempt_at"].isoformat() == "2026-03-04T09:00:00+00:00"


@canonical_alone()
def test_a_word_for_a_status_that_nobody_knows_is_rejected_by_name(case: Callable[..., Any]) -> None:
    company = case("18-planned-task", imported=False)
    activities = company.export / "activities.csv"
    activities.write_text(activities.read_text().replace("Not Started", "Someday"))
    (reject,) = company.bring().rejects
    assert reject["reason"] == '"Someday" is not allowed in status. Use one of planned, done.'


def test_what_is_planned_may_lie_ahead_and_moves_no_as_of(case: Callable[..., Any]) -> None:
    company = case("18-planned-task", imported=False)
    activities, house = company.export / "activities.csv", company.export / "house.toml"
    activities.write_text(activities.read_text().replace("2026-03-02T10:20:00", "2027-01-04T10:20:00"))
    house.write_text("".join(line for line in house.read_text().splitlines(True) if "as_of" not in line))
    done = company.bring()
    assert not done.rejects
    assert done.manifest.as_of_at.isoformat() == "2026-03-04T09:00:00+00:00"
    (row,) = company.ask("followup/list")
    assert row["first_attempt_at"].isoformat() == "2026-03-04T09:00:00+00:00"


def test_whatever_reads_activities_asks_whether_they_were_done() -> None:
    """No model or report takes a planned task for one that took place."""
    readers = [path for path in Path(QUERIES).rglob("*.sql") if "from canonical.activities" in path.read_text()]
    readers += [path for path in Path(QUERIES).rglob("*.sql") if "join canonical.activities" in path.read_text()]
    # How a value is spelled matters before it is done, too.
    readers = [path for path in readers if path.stem != "values_are_spelled_in_one_way"]
    assert readers
    for path in readers:
        text = path.read_text()
        taken = text.count("from canonical.activities") + text.count("join canonical.activities")
        assert text.count("is_done(") == taken, path
