"""Money under a filter: people add up to what was booked, whoever shares a deal, and a list adds up to its number."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from asked import asked
from demo_house import demo_house
from every_second import every_second

from overlap.reports import Filters, answer, catalogue
from overlap.reports.header import Report
from overlap.warehouse.reader import Reader, open_reader

pytestmark = pytest.mark.whole

SHARED = {"booked_from", "credited_to", "overlap_amount", "pipeline_influenced", "pipeline_weighted"}
LEAST_AND_MOST = {"lowest", "highest"}  # of several models, which do not add up
YEAR = Filters(starts_on=date(2025, 7, 1), ends_on=date(2026, 7, 1))
CUTS = {
    "a year": {},
    "two channels": {"channels": ("paid_search", "partner")},
    "expansions": {"kinds": ("expansion",)},
}
NUMBERS = [
    pytest.param(report, column.name, id=f"{report.name} {column.name}")
    for report in sorted(catalogue().values(), key=lambda report: report.name)
    for column in report.columns
    if column.metric in SHARED
    and column.name not in LEAST_AND_MOST
    and report.takes_filters
    and not any(param.required for param in report.params)
]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    with closing(open_reader(demo_house(tmp_path_factory.mktemp("demo")))) as opened:
        yield opened


def total(reader: Reader, report: Report, column: str, filters: Filters) -> Decimal:
    return sum(asked(reader, report.name, filters)[column].drop_nulls(), Decimal(0))


def of_field(reader: Reader, field: str) -> list[str | None]:
    """Every value of a filter, and the row without one."""
    return [*asked(reader, "data/filter_choices").filter(field=field)["value"].to_list(), None]


def test_there_is_something_shared(reader: Reader) -> None:
    rows = answer(reader, "revenue/deals_closed", YEAR.narrowed({"reps": (of_field(reader, "reps")[0],)})).frame
    assert rows.filter(rows["share"] < 1).height and (rows["revenue"] <= rows["booked"]).all()


def numbers_and_cuts() -> Iterator[Any]:
    """Each report's numbers under one of the cuts, the next's under the next; under all of them by `make soak`."""
    numbers: list[Any] = NUMBERS
    reports = list(dict.fromkeys(number.values[0].name for number in numbers))
    for number in numbers:
        place = reports.index(number.values[0].name)
        for which, (name, cut) in enumerate(CUTS.items()):
            marks = () if which == place % len(CUTS) else pytest.mark.soak
            yield pytest.param(*number.values, cut, id=f"{number.id}-{name}", marks=marks)


@pytest.mark.parametrize(("report", "column", "cut"), every_second(numbers_and_cuts()))
def test_teams_add_up_to_the_whole(reader: Reader, report: Report, column: str, cut: dict[str, object]) -> None:
    filters = YEAR.narrowed(cut)
    teams = [filters.narrowed({"teams": (team,)}) for team in dict.fromkeys(of_field(reader, "teams"))]
    whole = total(reader, report, column, filters)
    assert sum((total(reader, report, column, each) for each in teams), Decimal(0)) == whole


@pytest.mark.parametrize("report", ["goals/totals", "revenue/credited"])
def test_people_add_up_to_what_was_booked_to_the_cent(reader: Reader, report: str) -> None:
    booked = asked(reader, report, YEAR)["revenue"][0]
    people = [YEAR.narrowed({"reps": (rep,)}) for rep in of_field(reader, "reps")]
    rows = [asked(reader, report, each).row(0, named=True) for each in people]
    assert booked > 0 and sum(row["revenue"] for row in rows) == booked
    assert sum(row["deal_count"] for row in rows) > asked(reader, report, YEAR)["deal_count"][0]


def test_booked_from_and_credited_to_a_channel_are_two_numbers(reader: Reader) -> None:
    """The deals of leads from there, and the part of all deals that its touches earn: each adds up over channels."""
    channels = of_field(reader, "channels")
    for report in ("goals/totals", "revenue/credited"):
        each = [
            answer(reader, report, YEAR.narrowed({"channels": (one,)})).frame["revenue"][0]
            for one in dict.fromkeys(channels)
        ]
        assert sum(each) == asked(reader, report, YEAR)["revenue"][0]
    one = YEAR.narrowed({"channels": ("paid_search",)})
    booked, credited = (answer(reader, name, one).frame["revenue"][0] for name in ("goals/totals", "revenue/credited"))
    assert booked != credited
    proof = answer(reader, "revenue/conservation", one).frame.row(0, named=True)
    assert proof["booked"] == asked(reader, "goals/totals", YEAR)["revenue"][0]


@pytest.mark.parametrize("cut", [{}, {"kinds": ("new",)}, {"channels": ("paid_search", "partner")}])
def test_the_cash_view_has_the_interval_of_its_credit_over_the_cost(reader: Reader, cut: dict[str, object]) -> None:
    filters = YEAR.narrowed(cut)
    credited = {row["group_id"]: row for row in answer(reader, "revenue/intervals", filters).frame.to_dicts()}
    found = answer(reader, "revenue/return_by_campaign", filters).frame.to_dicts()
    compared = [row for row in found if row["cost"] and row["campaign_id"] in credited]
    assert any(row["cash_return_low"] is not None for row in compared)
    for row in compared:
        of = credited[row["campaign_id"]]
        ends = [None if end is None else float(end / row["cost"]) for end in (of["low"], of["high"])]
        assert [row["cash_return_low"], row["cash_return_high"]] == [
            None if end is None else pytest.approx(end, rel=1e-4) for end in ends
        ]
