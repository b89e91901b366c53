"""What happened is marked in every chart whose axis is days, and told in its table."""

from datetime import date

import plotly.graph_objects as go
import polars as pl

from overlap.charts.as_table import read_out
from overlap.charts.notes_on_time import is_over_time, with_notes
from overlap.charts.palette import LIGHT
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
    before = _weeks()
    drawn = with_notes(_weeks(), EVENTS, LIGHT)
    added = drawn.data[len(before.data) :]
    assert is_over_time(drawn)
    assert [list(trace.x) for trace in added] == [[date(2026, 1, 7), date(2026, 1, 19)]]  # pyright: ignore[reportAttributeAccessIssue]
    assert len(drawn.layout.shapes) == 2  # pyright: ignore[reportArgumentType, reportAttributeAccessIssue]
    told = [(line.mark, line.says) for line in read_out(drawn)][-2:]
    assert told == [
        ("7 Jan 2026", "Agreement changed: response; Campaign started: <b>Fair</b>"),
        ("19 Jan 2026", "Decided: call first"),
    ]


def test_a_chart_without_days_or_without_anything_in_them_is_left_as_it_is():
    assert not is_over_time(go.Figure(go.Bar(x=["a"], y=[1])))
    assert with_notes(_weeks(), EVENTS[:1], LIGHT) == _weeks()
