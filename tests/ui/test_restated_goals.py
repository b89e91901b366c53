"""Shared goals says which numbers of the shown months are others than when they were first published."""

from pathlib import Path

import duckdb
import pytest
from few_rows import LEADS
from houses import house
from streamlit.testing.v1 import AppTest

from overlap.warehouse.generations.layout import Warehouse

pytestmark = pytest.mark.whole

DEALS = [{"deal_id": "D1", "outcome": "won", "closed_at": "2026-05-10T09:00:00", "amount": "100.00", "kind": "new"}]
RESTATED = """
    insert into meta.restated (generation, known_at, metric, month, before_value, after_value, why, row_count)
    values
        ('g', '2026-06-20T08:00:00Z', 'revenue_booked', '2026-05-01', 50, 100, 'another export', 1),
        ('g', '2026-06-20T08:00:00Z', 'deals_won', '2024-05-01', 4, 5, 'another export', null)
"""


@pytest.fixture(scope="module")
def restated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A house that says another number of May than it did, and of a May two years before."""
    folder = tmp_path_factory.mktemp("restated")
    house(folder, leads=LEADS, deals=DEALS).close()
    warehouse = Warehouse(folder / "warehouse")
    manifest = warehouse.current()
    with duckdb.connect(str(warehouse.path(manifest.files["marts"]))) as marts:
        marts.execute(RESTATED)
    return folder


@pytest.fixture
def page(show, restated: Path, app: AppTest) -> AppTest:
    show(restated)
    return app


def shown(app: AppTest, **asked: str | list[str]) -> AppTest:
    for name, value in asked.items():
        app.query_params[name] = value
    app.switch_page("pages/goals_page.py").run()
    assert not app.exception, [each.value for each in app.exception]
    return app


def test_the_restatements_of_the_months_shown_are_listed_before_and_now(page):
    app = shown(page)
    assert any("Of May 2026, once the month was over" in each.value for each in app.markdown)
    [restated] = [each.value for each in app.dataframe if "Before" in each.value.columns]
    assert restated[["Number", "Before", "Now", "Why"]].to_numpy().tolist() == [
        ["Booked revenue", "€\u00a050.00", "€\u00a0100.00", "another export"]
    ]


def test_months_outside_the_period_are_not_told(page):
    app = shown(page, period="Custom dates", dates=["2026-01-01", "2026-01-31"])
    assert "Before" not in {column for each in app.dataframe for column in each.value.columns}
