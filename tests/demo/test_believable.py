"""An executive would believe the demo company: its figures lie in their ranges, asked of the product's own reports."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest
from demo_house import DEMO, demo_house, shipped_home
from power import believable_table

from overlap.demo.truth.believable import Believable, of_company
from overlap.demo.truth.believable_reads import LAST_YEAR, TWO_YEARS, YEAR_BEFORE
from overlap.reports import Filters, answer
from overlap.warehouse.reader import Reader, open_reader

pytestmark = pytest.mark.whole

PAGE = Path(__file__).parents[2] / "docs" / "demo.md"
UNSEEN = (211, 223)  # chosen before the company was tuned, and asked once it was final: nothing was moved for them


@dataclass(frozen=True)
class Believed:
    """A company of 20,000 leads: what its reports say."""

    seed: int
    reader: Reader
    figures: list[tuple[Believable, float]]


@pytest.fixture(scope="module", params=[DEMO, *(pytest.param(seed, marks=pytest.mark.soak) for seed in UNSEEN)])
def company(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Believed]:
    """The one that is shown; those that were not seen before by `make soak`."""
    folder = tmp_path_factory.mktemp("believed")
    is_shown = request.param == DEMO
    warehouse = shipped_home(folder).warehouse if is_shown else demo_house(folder, 20_000, request.param)
    with closing(open_reader(warehouse)) as reader:
        yield Believed(request.param, reader, [(each, each.read(reader)) for each in of_company()])


def test_every_figure_lies_in_its_range(company: Believed):
    assert {each.what: value for each, value in company.figures if not each.holds(value)} == {}


def test_some_campaigns_cost_more_than_they_return(company: Believed):
    rows = answer(company.reader, "revenue/return_by_campaign", TWO_YEARS).frame
    some = rows.filter(pl.col("judged_cost") > 0)
    assert 2 <= some.filter(pl.col("revenue") < pl.col("judged_cost")).height < some.height / 2


def test_the_page_shows_what_the_shipped_company_shows(company: Believed):
    if company.seed == DEMO:
        assert believable_table(company.figures) in PAGE.read_text(encoding="utf-8")


def test_the_shipped_company_has_a_safe_number_in_the_months_its_pages_open_with(company: Believed):
    if company.seed == DEMO:
        assert answer(company.reader, "capacity/safe_budget", LAST_YEAR).frame["safe_intake"][0] is not None


def test_no_month_of_the_years_compared_is_empty_and_a_year_compares_with_a_year(company: Believed):
    months = answer(company.reader, "goals/by_month", YEAR_BEFORE).frame
    assert months.height == 12
    for column in ("lead_count", "mql_count", "handoff_count", "deal_count", "revenue"):
        assert (months[column] > 0).all(), column
    first, last = (_revenue(company.reader, year) for year in (YEAR_BEFORE, LAST_YEAR))
    assert -0.05 < last / first - 1 < 0.40  # deals are few, so that it differs by seed


def test_the_running_quarter_is_on_pace_with_a_team_ahead_and_one_behind(company: Believed):
    goals = answer(company.reader, "goals/status").frame.filter(pl.col("metric") == "booked_from")
    paces = dict(goals.select("region", "pace").iter_rows())
    assert 0.85 < paces.pop(None) < 1.05
    assert max(paces.values()) > 0.95 > min(paces.values())


def _revenue(reader: Reader, year: Filters) -> float:
    return float(answer(reader, "goals/totals", year).frame["revenue"][0])
