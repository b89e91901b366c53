"""The pages show the numbers that the command line gives, and what is behind them."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from browsing import resting_box, settle
from controls import stepped
from desks import Desks
from playwright.sync_api import Page, expect

from overlap import words
from overlap.reports import Filters, answer
from overlap.reports.filters import filters_of
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.reader import open_reader

pytestmark = pytest.mark.browser

LINK_THEN_SWITCH = """() => {
    const links = [...document.querySelectorAll('[data-testid=stSidebar] [data-testid=stPageLink] a')]
    links.find(link => link.innerText.trim().endsWith('Data')).click()
    document.querySelector('[data-testid=stMain] [role=radio][aria-checked=false]').click()
}"""


@pytest.fixture(scope="module")
def page(desks: Desks) -> Iterator[Page]:
    """A visitor who goes on where the test before stopped."""
    with desks.taken() as page:
        yield page


@pytest.fixture(scope="module")
def reader(app):
    opened = open_reader(Warehouse(app.folder / "warehouse"))
    yield opened
    opened.close()


def test_the_first_page_shows_the_command_line_s_numbers_which_open_to_as_many_rows_and_a_row_to_its_lead(
    app, page, reader
):
    stepped(page, f"{app.url}/?period=" + quote("All time"))
    revenue = answer(reader, "goals/totals").frame["revenue"][0]
    shown = page.locator("[data-testid=stMetricValue]").all_inner_texts()
    assert words.money_short(revenue, "EUR") in shown
    assert len(shown) >= 4

    won = answer(reader, "revenue/deals_closed", Filters(), params={"outcome": "won"}).frame
    page.get_by_role("button", name=f"{won.height} won deals").first.click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_text(f"{won.height} rows").wait_for()
    grid = drawer.locator("[data-testid=stDataFrame]:visible")
    grid.wait_for()
    settle(page)
    box = resting_box(grid)
    page.mouse.click(box["x"] + 16, box["y"] + 52)  # the box that selects the first row
    page.wait_for_url("**/lead?*lead_id=*")
    settle(page)
    assert won["lead_id"][0] in page.url
    assert "What happened to" in page.locator("[data-testid=stMain] :is(h1, h2, h3)").first.inner_text()


def test_a_filter_in_the_address_narrows_the_numbers_as_it_does_on_the_command_line(app, page, reader):
    """The first page, which has no path, is found by its name too, and says so nowhere."""
    stepped(page, f"{app.url}/goals?period=" + quote("All time") + "&channels=partner")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.wait_for_url(f"{app.url}/?period=*&channels=partner")
    revenue = answer(reader, "goals/totals", filters_of({"channels": "partner"})).frame["revenue"][0]
    shown = page.locator("[data-testid=stMetricValue]").filter(has_text=words.money_short(revenue, "EUR"))
    expect(shown.first).to_be_visible()
    expect(page.get_by_text("Filters · 1")).to_be_visible()


def test_a_page_that_is_being_left_is_not_brought_back_by_what_is_clicked_on_it(app, page):
    stepped(page, f"{app.url}/funnel")
    page.evaluate(LINK_THEN_SWITCH)
    page.wait_for_function("() => document.title.startsWith('Data') && window.overlapLeaving.until === 0")
    settle(page)
    expect(page.locator("h1, h2, h3").first).to_contain_text("How fresh and how trustworthy is the data?")
