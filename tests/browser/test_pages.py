"""The pages show the numbers that the command line gives, and what is behind them."""

from urllib.parse import quote

import pytest
from browsing import resting_box, settle, visit
from controls import go
from playwright.sync_api import expect

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
def reader(app):
    opened = open_reader(Warehouse(app.folder / "warehouse"))
    yield opened
    opened.close()


def errors(page) -> list[str]:
    return page.locator("[data-testid=stException], [data-testid=stAlertContentError]").all_inner_texts()


def test_the_first_page_shows_the_command_line_s_numbers_which_open_to_as_many_rows_and_a_row_to_its_lead(
    app, page, reader
):
    visit(page, f"{app.url}/?period=" + quote("All time"))
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
    visit(page, f"{app.url}/goals?period=" + quote("All time") + "&channels=partner")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.wait_for_url(f"{app.url}/?period=*&channels=partner")
    revenue = answer(reader, "goals/totals", filters_of({"channels": "partner"})).frame["revenue"][0]
    assert words.money_short(revenue, "EUR") in page.locator("[data-testid=stMetricValue]").all_inner_texts()
    expect(page.get_by_text("Filters · 1")).to_be_visible()


def test_rubbish_in_the_address_is_ignored_in_words(app, page):
    visit(page, f"{app.url}/funnel?channels=" + quote("<script>alert(1)</script>") + "&dates=x&period=nonsense")
    assert errors(page) == []
    expect(page.get_by_text("Not known here and ignored")).to_be_visible()

    page.evaluate(LINK_THEN_SWITCH)  # a page that is being left is not brought back by what is clicked on it
    page.wait_for_function("() => document.title.startsWith('Data') && window.overlapLeaving.until === 0")
    settle(page)
    expect(page.locator("h1, h2, h3").first).to_contain_text("How fresh and how trustworthy is the data?")


def test_a_lead_is_found_by_its_name_and_nonsense_finds_nothing(app, page, reader):
    lead = answer(reader, "lead/list", params={"state": "won"}).frame.to_dicts()[0]
    visit(page, f"{app.url}/lead?lead_id={lead['lead_id']}")
    assert lead["company"] in page.locator("[data-testid=stMain]").inner_text()
    go(page, f"{app.url}/lead?lead_id=" + quote("'; drop table leads; --"))
    expect(page.locator("[data-testid=stException]")).to_have_count(0)
    box = page.locator("[data-testid=stTextInput] input").first
    box.fill("<b>nobody</b> $1$ :smile:")
    box.press("Enter")
    settle(page)
    assert errors(page) == []
