"""What a number opens to is exactly the rows it counts, in every cell that is out of the ordinary and every setting."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from math import ceil
from typing import Any

import polars as pl
import pytest
from asked import asked
from every_second import every_second
from signed_demo import CHOSEN, required, under, under_in_turn

from overlap.reports import Filters, Report, answer, catalogue, opened
from overlap.warehouse.reader import Reader

pytestmark = pytest.mark.whole

REPORTS = [report for _, report in sorted(catalogue().items()) if report.opens]
PEOPLE = Filters(reps=("R02", "R05", None), segments=("mid_market", None))
FIRST, LAST = date(2025, 3, 12), date(2026, 6, 20)  # in the middle of a week and of a month
NARROW = Filters(starts_on=FIRST, ends_on=LAST, regions=("EMEA", None), kinds=("new", "expansion"))
NUMBERS = {"within_days": (60,), "threshold": (25, 55), "days": (30,), "steps": (2,)}
OFTEN_EMPTY = ("data/", "content/unused")
Row = dict[str, Any]


def settings(report: Report, most: int) -> Iterator[dict[str, object]]:
    """So many of the other values of each parameter on its own, the next report others."""
    for param in report.params:
        others = [value for value in param.allowed if value != param.default]
        apart = max(1, ceil(len(others) / most))
        few = others[REPORTS.index(report) % apart :: apart]
        for value in (*few, *NUMBERS.get(param.name, ())):
            yield {param.name: value}


def odd_cells(report: Report, frame: pl.DataFrame, *, each: bool = True) -> Iterator[tuple[str, list[Row]]]:
    """Of each number that opens: the first row, the last, the largest, a zero, one without a value to open it by.

    Of the first three one, another for the next number, unless `each` of them is wanted.
    """
    for turn, opens in enumerate(report.opens, REPORTS.index(catalogue()[report.name])):
        counts = frame[opens.count]
        ends = [0, frame.height - 1] if frame.height else []
        largest = [counts.arg_max()] if counts.drop_nulls().len() else []
        ordinary = [*largest, *ends]
        places = set(ordinary if each else in_turn(ordinary, turn))
        places |= set((counts == 0).arg_true()[:1])
        for _, column in opens.bound:
            places |= set(frame[column].is_null().arg_true()[:1])
        rows = [frame.row(place, named=True) for place in sorted(places)]
        yield opens.count, [row for row in rows if row[opens.count] is not None]


def in_turn(rows: list[Any], place: int) -> list[Any]:
    """One of them, if there is one."""
    return [rows[place % len(rows)]] if rows else []


def fault(reader: Reader, report: Report, number: str, row: Row, filters: Filters, params: Mapping[str, object]) -> str:
    """What is wrong with the rows behind a number, or ''."""
    opens = report.open_for(number)
    assert opens
    name, narrowed, given = opened(report, number, row, filters, params)
    behind = answer(reader, name, narrowed, params=given)
    where = f"{params} {number}: {name} {narrowed} {given}"
    if behind.frame.height != row[number] or behind.is_cut:
        return f"{where} lists {behind.frame.height} of {row[number]}"
    if opens.sum and sum(behind.frame[opens.sum].drop_nulls(), Decimal(0)) != (row[opens.sum] or Decimal(0)):
        return f"{where} adds up otherwise than {row[opens.sum]}"
    return ""


@under_in_turn({"chosen": CHOSEN, "people": PEOPLE, "narrow": NARROW}, REPORTS)
def test_each_number_opens_to_exactly_the_rows_behind_it(demo: Reader, report: Report, filters: Filters) -> None:
    """Each kind of its odd cells without filters; under one a single cell, the next number another kind of them.

    A number that a filter leaves without a row is opened without it.
    """
    needed, tried = required(demo, report), list[str]()
    for chosen in (filters, Filters()):
        cells = list(odd_cells(report, asked(demo, report.name, chosen, needed), each=chosen != Filters()))
        if chosen != Filters():
            cells = [(number, in_turn(rows, turn)) for turn, (number, rows) in enumerate(cells, REPORTS.index(report))]
        tried += [fault(demo, report, number, row, chosen, needed) for number, rows in cells for row in rows]
        if all(rows for _, rows in cells):
            break
    assert not [text for text in tried if text]
    assert tried or report.name.startswith(OFTEN_EMPTY)


@pytest.mark.soak
@under({"all time": Filters(), "chosen": CHOSEN, "people": PEOPLE, "narrow": NARROW}, REPORTS)
def test_each_odd_cell_opens_to_exactly_the_rows_behind_it(demo: Reader, report: Report, filters: Filters) -> None:
    needed = required(demo, report)
    cells = odd_cells(report, asked(demo, report.name, filters, needed))
    assert not [
        text for number, rows in cells for row in rows if (text := fault(demo, report, number, row, filters, needed))
    ]


@pytest.mark.parametrize("most", [1, pytest.param(12, marks=pytest.mark.soak)])
@pytest.mark.parametrize(
    "report", every_second(report for report in REPORTS if report.params), ids=lambda report: report.name
)
def test_each_number_opens_to_the_same_rows_under_every_setting(demo: Reader, report: Report, most: int) -> None:
    """One other setting of each parameter of every second report, the next another; all of all by `make soak`."""
    for setting in settings(report, most):
        params = required(demo, report) | setting
        asked = report.when(params)
        cells = odd_cells(asked, answer(demo, report.name, CHOSEN, params=params).frame)
        assert not [
            text
            for number, rows in cells
            for row in rows[-1:]
            if (text := fault(demo, asked, number, row, CHOSEN, params))
        ]
