"""A signed change whose build fails: the pages keep their numbers, say why and what to do, and try again when asked.

The same in the app alone: `tests/ui/test_failing_build.py`.
"""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from browsing import Served, serving, settle, visit
from demo_house import demo_house
from forms import open_agreement, say_who
from playwright.sync_api import Page

from overlap.agreements import Draft
from overlap.store import open_store
from overlap.store.proposals import propose
from overlap.warehouse.generations.layout import Warehouse

pytestmark = [pytest.mark.browser, pytest.mark.soak]

JUNE = datetime(2026, 6, 1, tzinfo=UTC)
STRICT = Draft("response", {"limit_minutes": 30}, JUNE, "", "Sam")
BROKEN = "In every file, records read = accepted + rejected"


def account(folder: Path, change: int) -> None:
    """Let the account of the imported files be wrong by so many records (a check of level stop), while the app runs."""
    warehouse = Warehouse(folder / "warehouse")
    canonical = warehouse.path(warehouse.current().files["canonical"])
    copied = folder / "copied.duckdb"  # the app holds the file itself open
    shutil.copy(canonical, copied)
    with duckdb.connect(copied) as connection:
        connection.execute("update meta.files set records = records + $n where file = 'leads.csv'", {"n": change})
    copied.replace(canonical)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Served]:
    demo_house(tmp_path, leads=500)
    account(tmp_path, 1)
    with open_store(tmp_path / "store.db") as store:
        propose(store, STRICT, "form-1")
    with serving(tmp_path) as served:
        yield served


def main_text(page: Page) -> str:
    settle(page)
    return page.locator("[data-testid=stMain]").inner_text()


def held(page: Page) -> list[str]:
    """The values that the agreement on the page has."""
    settle(page)
    return page.locator("[data-testid=stTable]:visible").first.locator("tbody td:last-child").all_inner_texts()


def test_a_signed_change_that_cannot_be_built_is_said_on_every_page_and_built_when_asked_again(app, page):
    warehouse = Warehouse(app.folder / "warehouse")
    generation = warehouse.current_id()
    open_agreement(page, app.url, "response")
    say_who(page, "Mia", "Marketing")
    before = held(page)
    page.get_by_role("button", name="Sign for marketing").click()
    page.get_by_text("Both signatures are kept").wait_for()
    assert BROKEN in main_text(page) and "Mend these rows in the export and import it again" in main_text(page)
    assert held(page) == before

    visit(page, f"{app.url}/follow-up")
    assert "Signed, but not in these numbers: Response." in main_text(page)
    page.get_by_text("Why, and what to do").click()
    page.get_by_text("Both signatures are kept").wait_for()
    # Nothing tries again by itself: one build was started, and it failed.
    assert (app.folder / "warehouse" / "build.log").read_text().count(BROKEN) == 1
    assert warehouse.current_id() == generation

    account(app.folder, -1)
    say_who(page, "Mia", "Marketing")
    page.get_by_role("button", name="Try again").click()
    page.get_by_text("in force since 1 Jun 2026").wait_for()
    assert held(page) == ["30", before[1]]
    assert "Both signatures are kept" not in main_text(page)
    assert warehouse.current_id() != generation
