"""What happened is marked in every chart whose axis is days, and told in its table."""

import re
from datetime import date
from typing import Any

import plotly.graph_objects as go
import polars as pl

from overlap.charts.as_table import read_out
from overlap.charts.notes_on_time import is_over_time, over_months, with_notes
from overlap.charts.palette import LIGHT
from overlap.settings import PROJECT
from overlap.subjects.capacity.charts.weekly_load import weeks

EVENTS = [
    {"happened_on": date(2026, 1, 1), "kind": "campaign", "what": "before the chart begins"},
    {"happened_on": date(2026, 1, 7), "kind": "agreement", "what": "Agreement changed: response"},
    {"happened_on": date(2026, 1, 7), "kind": "campaign", "what": "Campaign started: <b>Fair</b>"},
    {"happened_on": date(2026, 1, 19), "kind": "decision", "what": "Decided: call first"},
    {"happened_on": date(2026, 2, 1), "kind": "campaign", "what": "after it ends"},
]


def _weeks() -> go.Figure:
    days = [date(2026, 1, 5), date(2026, 1, 12), date(2026, 1, 19)]
    rows = [
        {"week": day, "is_whole": True, "handoff_count": 3, "capacity": 5.0, "load": 0.6, "due_count": 3,
         "in_time_count": 2, "service_level": 0.67, "service_level_low": 0.2, "service_level_high": 0.9,
         "lowest_level": 0.67, "highest_level": 0.67}
        for day in days
    ]  # fmt: skip
    return weeks(pl.DataFrame(rows), LIGHT)


def test_each_day_within_the_chart_has_one_mark_that_says_all_of_it():
    before: Any = _weeks()
    drawn: Any = with_notes(_weeks(), EVENTS, LIGHT)
    added = drawn.data[len(before.data) :]
    assert is_over_time(drawn)
    assert [list(trace.x) for trace in added] == [[date(2026, 1, 7), date(2026, 1, 19)]]  # pyright: ignore[reportAttributeAccessIssue]
    assert len(drawn.layout.shapes) == 2  # pyright: ignore[reportArgumentType, reportAttributeAccessIssue]
    told = [(line.mark, line.says) for line in read_out(drawn)][-2:]
    assert told == [
        ("7 Jan 2026", "Agreement changed: response; Campaign started: <b>Fair</b>"),
        ("19 Jan 2026", "Decided: call first"),
    ]


def test_many_days_have_their_marks_and_no_fence_of_lines() -> None:
    days = [date.fromordinal(date(2026, 1, 1).toordinal() + place) for place in range(31)]
    events = [{"happened_on": day, "kind": "campaign", "what": "Campaign started"} for day in days]
    for most, lines in ((24, 24), (25, 0)):
        figure = go.Figure(go.Scatter(x=days, y=[1] * len(days)), layout={"xaxis": {"type": "date"}})
        drawn: Any = with_notes(figure, events[:most], LIGHT)
        assert len(drawn.data[1].x) == most
        assert len(drawn.layout.shapes) == lines


def test_marks_stand_at_the_top_of_the_upper_of_two_panels() -> None:
    drawn = with_notes(_weeks(), EVENTS, LIGHT)
    assert drawn.layout.yaxis9.overlaying == "y"  # pyright: ignore[reportAttributeAccessIssue]
    panels = _weeks()
    panels.update_layout(yaxis={"domain": [0.0, 0.4]}, yaxis2={"domain": [0.6, 1.0], "anchor": "x"})
    assert with_notes(panels, EVENTS, LIGHT).layout.yaxis9.overlaying == "y2"  # pyright: ignore[reportAttributeAccessIssue]


def test_a_chart_without_days_or_without_anything_in_them_is_left_as_it_is():
    assert not is_over_time(go.Figure(go.Bar(x=["a"], y=[1])))
    assert with_notes(_weeks(), EVENTS[:1], LIGHT) == _weeks()


def test_a_day_stands_within_its_month_where_months_are_drawn():
    figure = go.Figure(go.Bar(x=[0, 1], y=[5, 6]), layout={"meta": over_months([date(2026, 1, 1), date(2026, 2, 1)])})
    assert is_over_time(figure)
    added = with_notes(figure, EVENTS, LIGHT).data[1]
    assert list(added.x) == [-0.5, -0.5 + 6 / 31, -0.5 + 18 / 31, 0.5]  # pyright: ignore[reportAttributeAccessIssue]


# Charts with months or weeks in them whose axis is something else, and what that is.
OTHERWISE = {
    "agreements/charts/versions.py": "versions, one below the other",
    "capacity/charts/level_by_load.py": "leads a week",
    "followup/charts/arrivals_heatmap.py": "hours of a week",
    "funnel/charts/cohorts.py": "steps; months stand below each other",
    "goals/charts/goals_on_plan.py": "shares of a target",
    "quality/charts/threshold.py": "points",
    "revenue/charts/return_on_spend.py": "money",
    "translation/charts/lag_curve.py": "weeks later",
}


def test_every_chart_over_time_is_known_as_one():
    subjects = PROJECT / "overlap" / "subjects"
    about_time = {
        str(path.relative_to(subjects)): text
        for path in subjects.glob("*/charts/*.py")
        if re.search(r"month|week", text := path.read_text(encoding="utf-8"))
    }
    marked = {name for name, text in about_time.items() if 'type="date"' in text or "over_months(" in text}
    assert set(about_time) - marked == set(OTHERWISE)
    assert marked >= {"capacity/charts/weekly_load.py", "goals/charts/booked_by_month.py", "quality/charts/auc.py"}
