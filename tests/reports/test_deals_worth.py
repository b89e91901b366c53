"""A share of money says how many whole deals it is worth, and the deals behind it say how much of each."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date

import pytest
from demo_house import demo_house

from overlap.reports import Filters, answer, catalogue, opened
from overlap.reports.header import Report
from overlap.warehouse.reader import Reader, open_reader

CREDITED = {"credited_to", "pipeline_influenced"}
WORTH = {"deals_credited", "pipeline_deals_credited"}
# These give credit of no group of deals: eleven rules side by side, a proof of sums, one lead's own, one lead a row.
NO_GROUP_OF_DEALS = {"revenue/models_compared", "revenue/conservation", "lead/credit", "revenue/return_leads"}
REPORTS = [
    report
    for report in sorted(catalogue().values(), key=lambda report: report.name)
    if CREDITED & {column.metric for column in report.columns} and report.name not in NO_GROUP_OF_DEALS
]
LISTS = [report for report in REPORTS if report.grain == ("deal_id",)]
GROUPS = [report for report in REPORTS if report not in LISTS]
YEAR = Filters(starts_on=date(2025, 7, 1), ends_on=date(2026, 7, 1))
CUTS = {"a year": {}, "two channels": {"channels": ("paid_search", "partner")}, "a team": {"teams": ("Sales EMEA",)}}


def each(reports: list[Report]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("report", reports, ids=lambda report: report.name)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    with closing(open_reader(demo_house(tmp_path_factory.mktemp("demo")))) as opened_reader:
        yield opened_reader


def test_there_are_groups_and_lists_to_look_at() -> None:
    assert len(GROUPS) > 7 and len(LISTS) > 1


@each(GROUPS)
def test_credit_of_a_group_of_deals_says_how_many_it_is_worth(report: Report) -> None:
    assert WORTH & {column.metric for column in report.columns}


@each(LISTS)
def test_a_list_of_credited_deals_says_what_share_of_each(report: Report) -> None:
    shares = [column for column in report.columns if column.name == "share"]
    assert [(column.unit, column.metric) for column in shares] == [("rate", "credited_share")]


@pytest.mark.whole
@each([report for report in GROUPS if report.opens])
def test_the_shares_of_the_deals_opened_add_up_to_what_they_are_worth(reader: Reader, report: Report) -> None:
    worth = next(column.name for column in report.columns if column.metric in WORTH)
    opens = next(one for one in report.opens if catalogue()[one.report] in LISTS)
    """Under one of the cuts in which there is such a group, the next report begun at the next of them."""
    compared, place, cuts = 0, GROUPS.index(report) % len(CUTS), list(CUTS.values())
    for filters in map(YEAR.narrowed, cuts[place:] + cuts[:place]):
        if compared:
            break
        rows = answer(reader, report.name, filters).frame.to_dicts()
        for row in rows[:: max(1, len(rows) // 6)]:
            name, narrowed, given = opened(report, opens.count, row, filters, {})
            shares = answer(reader, name, narrowed, params=given).frame["share"]
            assert shares.sum() == pytest.approx(row[worth], abs=1e-4)
            assert shares.drop_nulls().is_between(0, 1).all()
            compared += 1
    assert compared


@pytest.mark.whole
@each([report for report in GROUPS if report.name in ("revenue/by_month", "revenue/by_campaign_and_rep")])
def test_the_worth_of_all_groups_is_that_of_the_whole(reader: Reader, report: Report) -> None:
    for cut in CUTS.values():
        filters = YEAR.narrowed(cut)
        whole = answer(reader, "revenue/credited", filters).frame["deals_worth"][0]
        assert answer(reader, report.name, filters).frame["deals_worth"].sum() == pytest.approx(whole, abs=1e-3)
