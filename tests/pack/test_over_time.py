"""A mark in a chart of the pack stands between the days it happened between, the latest ones named below."""

import re
from datetime import date

from overlap.pack.drawing import svg
from overlap.pack.drawing.over_time import over_time
from overlap.pack.drawing.shown import Mark, Series, TimeChart

DAYS = [date(2026, 1, 1), date(2026, 1, 11), date(2026, 1, 21)]


def _drawn(marks: list[Mark]) -> str:
    return over_time(TimeChart("", "", DAYS, [Series("a", [1.0, 2.0, 3.0])], "", marks=marks), svg.ON_PAPER, "serif")


def test_marks_of_one_step_stand_apart():
    drawn = _drawn([Mark(date(2026, 1, 6), "half"), Mark(date(2026, 1, 1), "start"), Mark(date(2025, 12, 31), "early")])
    places = [float(x) for x in re.findall(r'<line x1="([\d.]+)"[^>]*stroke-dasharray="2 3"', drawn)]
    assert places == [44, 44 + (680 - 44 - 14) / 4]
    assert "(1) 1 Jan 2026: start" in drawn and "(2) 6 Jan 2026: half" in drawn and "early" not in drawn


def test_what_happened_after_the_last_step_is_no_mark_of_it():
    drawn = _drawn([Mark(date(2026, 1, 30), "within the last"), Mark(date(2026, 1, 31), "after it")])
    assert "within the last" in drawn and "after it" not in drawn


def test_days_are_named_along_a_short_axis_and_months_along_a_long_one():
    assert "21 Jan 2026" in _drawn([])
    year = [date(2026, month, 1) for month in range(1, 13)]
    drawn = over_time(TimeChart("", "", year, [Series("a", [1.0] * 12)], ""), svg.ON_PAPER, "serif")
    assert ">Mar 2026<" in drawn and "1 Mar 2026" not in drawn


def test_only_the_latest_are_named():
    drawn = _drawn([Mark(date(2026, 1, day), f"happened {day}") for day in range(1, 13)])
    assert re.findall(r": happened (\d+)", drawn) == [str(day) for day in range(5, 13)]


def test_no_number_on_the_axis_is_wider_than_the_room_beside_it():
    for highest in (7.5, 9_999, 131_000.0, 2_400_000.0, 9_900_000.0, 24e6):
        drawn = over_time(TimeChart("", "", DAYS, [Series("a", [0.0, 0.0, highest])], ""), svg.ON_PAPER, "serif")
        told = [each for each in re.findall(r'text-anchor="end">([^<]*)</text>', drawn) if "Jan" not in each]
        assert len(told) > 2 and all(svg.wide(each, svg.NOTE) <= 38 for each in told), told
