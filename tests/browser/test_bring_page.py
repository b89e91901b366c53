"""A person who knows none of our tables drops files, answers what is asked and sees the company's own numbers."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import PROJECT, SHOWN, Served, serving, settle, visit
from demo_house import demo_house
from playwright.sync_api import Page, expect

from overlap.warehouse.generations.layout import Warehouse

sys.path.append(str(PROJECT / "tests" / "bring"))
from anonymous import AMERICAN, relabelled  # pyright: ignore[reportMissingImports]

pytestmark = pytest.mark.browser
expect.set_options(timeout=SHOWN)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of a company that has nothing yet, and so shows the demo."""
    folder = tmp_path_factory.mktemp("bring")
    demo_house(folder / "demo", leads=400)
    (folder / "own").mkdir()
    with serving(folder / "own", demo=folder / "demo") as served:
        yield served


@pytest.fixture(scope="module")
def exported(app: Served) -> list[Path]:
    """What a stranger's CRM gives: the demo company's rows under other names."""
    folder = app.folder.parent / "exported"
    relabelled(app.folder.parent / "demo" / "export", folder, AMERICAN, 4)
    return sorted(folder.glob("*.csv"))


def choose(page: Page, label: str, value: str) -> None:
    """A value of a list that can be searched."""
    box = page.locator("[data-testid=stSelectbox]").filter(has_text=label).locator("input").first
    box.click()
    page.keyboard.type(value)
    page.get_by_role("option", name=value).first.click()
    settle(page)


def test_from_the_demo_to_the_company_s_own_numbers(app: Served, exported: list[Path], page: Page) -> None:
    visit(page, f"{app.url}/funnel")
    page.get_by_role("button", name="Bring your own").click()
    page.wait_for_url(re.compile("bring-your-data"))
    page.locator("input[type=file]").set_input_files([str(path) for path in exported])
    expect(page.get_by_text("Recognised for sure")).to_be_visible()
    settle(page)

    page.reload()  # nothing is lost
    expect(page.get_by_text("Recognised for sure")).to_be_visible()
    settle(page)

    choose(page, "Look at the columns of", "deals")
    expect(page.get_by_test_id("stDataFrame").first).to_be_visible()
    choose(page, "Which time zone", AMERICAN.zone)
    page.get_by_text("month first").first.click()
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.get_by_text("Step 5: publish")).to_be_visible()
    assert Warehouse(app.folder / "warehouse").current_id() is None, "a check publishes nothing"

    page.get_by_role("button", name="Publish and open").click()
    expect(page.get_by_role("button", name="Back to the demo")).to_be_visible()
    settle(page)
    manifest = Warehouse(app.folder / "warehouse").current()
    assert (list(manifest.sources), manifest.reporting_currency) == (["company"], "EUR")
    assert not manifest.is_demo
    assert not list((app.folder / "draft").rglob("*.csv")), "uploads go once they are imported"
    expect(page.get_by_text(f"Generation {manifest.generation}")).to_be_visible()


def test_everybody_is_switched_and_the_demo_is_still_there(app: Served, exported: list[Path], page: Page) -> None:
    if Warehouse(app.folder / "warehouse").current_id() is None:
        pytest.fail("the test before this one publishes the company")
    visit(page, app.url)
    expect(page.get_by_text("This is a demo company")).to_have_count(0)
    page.get_by_role("button", name="Back to the demo").click()
    expect(page.get_by_text("This is a demo company")).to_be_visible()
    page.get_by_role("button", name="Back to your company").click()
    expect(page.get_by_text("This is a demo company")).to_have_count(0)
