"""Follow-up and Capacity say who waits, open every view, and say in words what is missing."""

from typing import Any

import pytest
from few_rows import LEADS as ALONE
from streamlit.testing.v1 import AppTest

pytestmark = pytest.mark.whole

LEADS = [
    {"lead_id": f"L{number}", "created_at": "2026-01-05T08:00:00", "company": "Varga", "channel": "webinar"}
    for number in range(3)
]
HANDOFFS = [
    {"handoff_id": f"H{number}", "lead_id": f"L{number}", "handed_at": "2026-01-05T09:30:00", "rep_id": "R1"}
    for number in range(3)
]
CALLS = [
    {
        "activity_id": "A1", "lead_id": "L0", "rep_id": "R1", "kind": "call", "occurred_at": "2026-01-05T10:00:00",
        "direction": "outbound", "is_automated": False,
    }
]  # fmt: skip
REPS = [{"rep_id": "R1", "rep_name": "Anna *Keller*", "team": "North"}]
HOUSE: dict[str, Any] = {"leads": LEADS, "handoffs": HANDOFFS, "reps": REPS, "activities": CALLS}


@pytest.fixture
def served(look_at, app: AppTest) -> AppTest:
    """The app on that house, not yet on any page."""
    look_at(**HOUSE)
    return app


def opened(app: AppTest, page: str = "followup", period: str = "All time", **address: str) -> str:
    """All that the page says at that address."""
    app.query_params["period"] = period
    for name, value in address.items():
        app.query_params[name] = value
    app.switch_page(f"pages/{page}_page.py").run()
    return _said(app)


def turned(app: AppTest, **state: str) -> str:
    """All that the page says once these controls are turned."""
    for name, value in state.items():
        app.session_state[name] = value
    app.run()
    return _said(app)


def _said(app: AppTest) -> str:
    assert not app.exception, [each.value for each in app.exception]
    assert not app.error, [text.value for text in app.text]
    return "\n".join(element.value for element in [*app.markdown, *app.caption])


def test_a_lead_never_tried_is_a_miss_and_waits(served):
    said = opened(served)
    assert "**33.3% got a first attempt within the agreed time (now 4 h of business time)**" in said
    assert "**2 leads are overdue now**, no attempt logged." in said
    assert "seven states = 3 handoffs" in said
    assert served.metric[2].value == "2"


def test_who_was_handed_over_before_the_period_still_waits(served):
    said = opened(served, period="Last 30 days")
    assert "No lead was handed over in this period" in said
    assert "**2 leads are overdue now**" in said


def test_every_view_stands_on_a_few_rows(served):
    views = {
        "levels": "Service level by person",
        "speed": "Does a fast first attempt go with winning?",
        "tries": "handoffs that have had 14 days",
        "guards": "Signs of gaming the target",
    }
    opened(served)
    assert [says for view, says in views.items() if says not in turned(served, followup_view=view)] == []


def test_levels_stand_by_every_dimension(served):
    opened(served)
    for by in ("team", "campaign", "channel", "segment"):
        assert f"Service level by {by}" in turned(served, level_by=by)
    assert "By the hour of the week" in turned(served, level_by="hour")


def test_capacity_says_that_one_week_is_too_few_and_who_has_a_backlog(served):
    said = opened(served, "capacity")
    assert "**Nobody can say yet: no weekly capacity agreed.** 2 leads wait for a first attempt" in said
    assert "the backlog of 1 of 1 person is growing" in said


def test_an_address_may_name_a_view(served):
    assert "Signs of gaming the target" in opened(served, followup_view="Guards")


def test_without_activities_the_page_says_so_and_shows_what_handoffs_tell(look_at, app):
    look_at(**{name: rows for name, rows in HOUSE.items() if name != "activities"})
    said = opened(app)
    assert "No source supplies **activities**" in said
    assert "overdue" not in said
    assert "Handoffs by hour of arrival" in said
    assert [metric.value for metric in app.metric] == ["–", "–", "3", "–"]
    capacity = opened(app, "capacity")
    assert "No source supplies **activities**" in capacity
    assert "What came each week" in capacity


def test_activities_with_a_header_and_no_row_make_the_level_nought(look_at, app):
    look_at(**(HOUSE | {"activities": []}))
    assert "**0.0% got a first attempt" in opened(app)


def test_without_handoffs_nothing_is_claimed(look_at, app):
    look_at(leads=ALONE)
    said = opened(app)
    assert "No source supplies **handoffs**" in said
    assert not app.metric


def test_the_queue_says_the_time_left_in_hours(served: AppTest) -> None:
    opened(served)
    (queue,) = [table for table in served.dataframe if "minutes_left" in table.value.columns]
    assert max(queue.value["minutes_left"]) < -8 and "Time left, hours" in queue.proto.columns
