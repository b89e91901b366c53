"""A person who knows none of our tables drops files, answers what is asked and sees the company's own numbers."""

import csv
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest
from browsing import PROJECT, SHOWN, Served, serving, settle, visit
from demo_house import demo_house
from playwright.sync_api import Page, TimeoutError, expect

from overlap.demo import DemoOptions, generate
from overlap.mapping.draft_folder import DraftFolder
from overlap.warehouse.generations.layout import Warehouse

sys.path += [str(PROJECT / "tests" / "bring"), str(PROJECT / "tests" / "dialects")]
from anonymous import AMERICAN, relabelled  # pyright: ignore[reportMissingImports]
from relabelling import Dialect, relabel  # pyright: ignore[reportMissingImports]

SOME = ("activities", "campaigns", "deals", "handoffs", "leads", "reps", "stage_entries")  # tests/bring guesses all
FIVE = (
    "all-contacts",
    "all-deals-2026",
    "all-calls",
    "contact-us",
    "users",
)  # what a person exports from HubSpot's pages
pytestmark = pytest.mark.browser
expect.set_options(timeout=SHOWN)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of a company that has nothing yet, and so shows the demo."""
    folder = tmp_path_factory.mktemp("bring")
    demo_house(folder / "demo", leads=500)
    (folder / "own").mkdir()
    with serving(folder / "own", demo=folder / "demo") as served:
        yield served


@pytest.fixture(scope="module")
def company(app: Served) -> Path:
    """The rows of a company with a few dozen leads."""
    folder = app.folder.parent / "company"
    folder.mkdir()
    generate(folder, DemoOptions(leads=60))
    return folder


@pytest.fixture(scope="module")
def exported(company: Path) -> list[Path]:
    """What a stranger's CRM gives: some of its tables under other names."""
    some, folder = company.parent / "some", company.parent / "exported"
    some.mkdir()
    for table in SOME:
        shutil.copy(company / f"{table}.csv", some)
    relabelled(some, folder, AMERICAN, 4)
    return sorted(folder.glob("*.csv"))


@pytest.fixture(scope="module")
def five(company: Path) -> list[Path]:
    """Five files of HubSpot's pages, of the same company."""
    told, export = (company.parent / "hubspot" / name for name in ("told", "export"))
    for folder in (told, export):
        folder.mkdir(parents=True)
    relabel(company, Dialect("hubspot", "user_interface", {}), told, export)
    return [path for path in sorted(export.glob("*.csv")) if any(each in path.name for each in FIVE)]


def won_in_the_last_12_months(deals: Path) -> list[Decimal]:
    """What HubSpot's own file says was won in the months that Shared goals shows first."""
    with deals.open(encoding="utf-8", newline="") as file:
        return [
            Decimal(deal["Amount"])
            for deal in csv.DictReader(file)
            if deal["Is Closed Won"] == "true" and "2025-10" <= deal["Close Date"] < "2026-10"
        ]


def choose(page: Page, label: str, value: str) -> None:
    """A value of a list that can be searched; drawn anew by the answer before, it forgets what was typed meanwhile."""
    box = page.locator("[data-testid=stSelectbox]").filter(has_text=label).locator("input").first
    option = page.get_by_role("option", name=value).first

    def is_chosen() -> bool:
        box.click()
        box.fill(value)
        with suppress(TimeoutError):
            option.click(timeout=5_000)
            return True
        return False

    assert any(is_chosen() for _ in range(8)), f"{label} offers no {value}"
    settle(page)


@pytest.mark.soak
def test_a_stranger_s_files_are_recognised_asked_about_and_checked(
    app: Served, exported: list[Path], page: Page
) -> None:
    """By `make soak`; without a browser it is `tests/bring/test_source_of_own_files.py`."""
    visit(page, f"{app.url}/data")
    page.get_by_role("button", name="Bring your own").click()
    page.wait_for_url(re.compile("bring-your-data"))
    page.locator("input[type=file]").set_input_files([str(path) for path in exported])
    expect(page.get_by_text("Recognised for sure")).to_be_visible()
    settle(page)

    choose(page, "Look at the columns of", "deals")
    expect(page.get_by_test_id("stDataFrame").first).to_be_visible()
    choose(page, "Which time zone", AMERICAN.zone)
    choose(page, "Which currency", "EUR")
    page.get_by_text("month first, as in America", exact=True).first.click()
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.get_by_text("Step 5: publish")).to_be_visible()
    assert Warehouse(app.folder / "warehouse").current_id() is None


def test_five_files_of_hubspot_and_at_most_six_questions(app: Served, five: list[Path], page: Page) -> None:
    warehouse = Warehouse(app.folder / "warehouse")
    DraftFolder(warehouse.folder).clear(keep_files=False)  # what another test has dropped
    visit(page, f"{app.url}/data")
    page.get_by_role("button", name="Bring your own").click()
    page.wait_for_url(re.compile("bring-your-data"))
    assert len(five) == 5
    page.locator("input[type=file]").set_input_files([str(path) for path in five])
    expect(page.get_by_text("Step 3: questions")).to_be_visible()
    settle(page)
    page.reload()  # nothing is lost
    expect(page.get_by_text("Step 3: questions")).to_be_visible()
    settle(page)
    questions = page.locator("[class*=st-key-bring_ask_]:not([class*=personal]):not([class*=_yes])")
    expect(questions).to_have_count(3)  # six would do
    choose(page, "When does marketing pass", "a contact gets an owner")
    choose(page, "Which time zone", "Europe/Berlin")
    choose(page, "Which currency", "EUR")
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.get_by_text("Step 5: publish")).to_be_visible()
    expect(questions).to_have_count(3)
    assert warehouse.current_id() is None, "a check publishes nothing"
    page.get_by_role("button", name="Publish and open").click()
    expect(page.get_by_role("button", name="Back to the demo")).to_be_visible()
    settle(page)

    manifest = warehouse.current()
    assert (list(manifest.sources), manifest.reporting_currency) == (["hubspot"], "EUR")
    assert not manifest.is_demo
    assert not list((app.folder / "draft").rglob("*.csv")), "uploads go once they are imported"
    expect(page.get_by_test_id("stSidebarUserContent").get_by_text(manifest.generation)).to_be_visible()
    won = won_in_the_last_12_months(next(path for path in five if "deals" in path.name))
    expect(
        page.get_by_text(f"€ {sum(won) / 1000:.1f}k booked in {len(won)} won deals (Oct 2025 to Sep 2026)")
    ).to_be_visible()


def test_everybody_is_switched_and_the_demo_is_still_there(app: Served, page: Page) -> None:
    if Warehouse(app.folder / "warehouse").current_id() is None:
        pytest.fail("the test before this one publishes the company")
    visit(page, app.url)
    expect(page.get_by_text("This is a demo company")).to_have_count(0)
    page.get_by_role("button", name="Back to the demo").click()
    expect(page.get_by_text("This is a demo company")).to_be_visible()
    page.get_by_role("button", name="Back to your company").click()
    expect(page.get_by_text("This is a demo company")).to_have_count(0)
