"""A link that is sent shows what its sender saw: on the companies of `cases/given/` that are tried in a browser."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from shutil import copytree
from urllib.parse import urlencode

import pytest
from browsing import LOOKED_MS, Served, serving, settle, visit
from controls import go, pick, said
from demo_house import NOW
from desks import Desks
from playwright.sync_api import Page, expect

from overlap import words
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.importing import Export, import_folder, source_named

pytestmark = pytest.mark.browser

GIVEN = Path(__file__).parents[1] / "cases" / "given"
CHANNELS = ("Web & ads", "100% organic", "Trade show, EMEA", "A+B")  # the last two are picked
HOLDS_SO_MANY = "number => new URLSearchParams(location.search).getAll('channels').length === number"
FAR_AWAY = "Pacific/Auckland"
HOUSE = re.compile(r"House: ([\w-]+)\.")
NEW, ALL_KINDS = (words.money(Decimal(amount), "EUR") for amount in ("1400.00", "2800.00"))


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Served]]:
    """`served("11b-app")`: that company, imported and served; of a case without files the one its README names."""
    apps: dict[str, Served] = {}
    with ExitStack() as running:

        def serve(case: str) -> Served:
            house = HOUSE.search((GIVEN / case / "README.md").read_text(encoding="utf-8"))
            name = house[1] if house else case
            if name not in apps:
                folder = tmp_path_factory.mktemp(name)
                export = Path(copytree(GIVEN / name, folder / "export"))
                taken = Export(source_named("overlap"), export)
                import_folder(Warehouse(folder / "warehouse"), folder / "store.db", taken, now=NOW)
                apps[name] = running.enter_context(serving(folder))
            return apps[name]

        yield serve


@pytest.fixture
def elsewhere(desks: Desks) -> Iterator[Page]:
    """A visitor whose clock is that of the other side of the world; the desk is left with its own."""
    with desks.taken() as page:
        clock = page.context.new_cdp_session(page)
        clock.send("Emulation.setTimezoneOverride", {"timezoneId": FAR_AWAY})
        assert page.evaluate("() => new Intl.DateTimeFormat().resolvedOptions().timeZone") == FAR_AWAY
        yield page
        clock.send("Emulation.setTimezoneOverride", {"timezoneId": ""})
        clock.detach()


def main_text(page: Page) -> str:
    return page.locator("[data-testid=stMain]").inner_text()


def proof(page: Page) -> str:
    """What the page says was booked, to the cent."""
    return page.get_by_text("campaigns = people = booked:").inner_text()


def test_a_deal_won_late_on_the_last_evening_of_march_is_of_march_for_every_browser(served, page, elsewhere):
    app = served("11b-app")
    march = f"{app.url}/revenue?period=Custom+dates&dates=2026-03-31&dates=2026-03-31"
    for reader in (page, elsewhere):
        visit(reader, march)
        assert NEW in proof(reader)
    go(elsewhere, f"{march}&kinds=")
    assert ALL_KINDS in proof(elsewhere)
    assert "28 won deals" in main_text(elsewhere)


def test_channels_with_a_comma_an_ampersand_a_percent_or_a_plus_are_sent_as_themselves(served, page, elsewhere):
    app = served("11b-app")
    visit(page, f"{app.url}/revenue?period=All+time&kinds=&{urlencode({'channels': CHANNELS[:2]}, doseq=True)}")
    for number, channel in enumerate(CHANNELS[2:], start=3):
        pick(page, "channels", channel)
        page.wait_for_function(HOLDS_SO_MANY, arg=number, polling=LOOKED_MS)
    settle(page)
    visit(elsewhere, page.url)
    assert len(said(elsewhere)["channels"]) == len(CHANNELS)
    assert (said(elsewhere), main_text(elsewhere)) == (said(page), main_text(page))
    assert f"of {ALL_KINDS} booked before filters" in main_text(elsewhere)


def test_what_is_taken_away_stays_away_for_who_gets_the_link_on_the_next_page_too(served, page, elsewhere):
    app = served("34-chip-cleared-link")
    visit(page, f"{app.url}/revenue?period=All%20time")
    assert NEW in proof(page)
    page.locator(".st-key-clear_kinds button").first.click()
    page.get_by_text(f"booked: {ALL_KINDS}").wait_for()
    settle(page)
    assert said(page)["kinds"] == [""]
    visit(elsewhere, page.url)
    assert ALL_KINDS in proof(elsewhere)

    assert served("33-link-after-moving") == app
    page.locator("[data-testid=stSidebar]").get_by_text("Funnel leaks", exact=True).click()
    page.wait_for_function("() => document.title.startsWith('Funnel leaks')", polling=LOOKED_MS)
    settle(page)
    assert "period=All+time" in page.url
    visit(elsewhere, page.url)
    expect(elsewhere.get_by_role("button", name="All time")).to_be_visible()
    assert main_text(elsewhere) == main_text(page)
