"""What a click on a chart's mark opens, the keyboard alone opens too: by the table beside the chart."""

import pytest
from browsing import settle, visit
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

MOST_TABS = 12  # the buttons above a table come before its cells


def into_the_table(page: Page) -> None:
    """Tab on until a cell has the focus."""
    passed = []
    while "gridcell" not in passed and len(passed) < MOST_TABS:
        page.keyboard.press("Tab")
        page.wait_for_timeout(200)  # the grid takes the focus to a cell a moment later
        passed.append(
            page.evaluate("() => document.activeElement.getAttribute('role') ?? document.activeElement.tagName")
        )
    assert passed[-1] == "gridcell", passed


def focused(page: Page) -> str:
    return page.evaluate("() => document.activeElement.innerText")


def test_a_row_of_the_table_beside_a_chart_opens_the_rows_behind_its_mark(app, page):
    visit(page, f"{app.url}/")
    page.locator(".st-key-months_table_shown summary").focus()
    page.keyboard.press("Enter")
    page.locator(".st-key-months_table_shown [data-testid=stExpanderDetails]:not([inert])").wait_for()
    page.locator(".st-key-months_table [role=gridcell]").first.wait_for(state="attached")
    settle(page)
    into_the_table(page)
    page.keyboard.press("ArrowDown")
    page.wait_for_function("() => document.activeElement.id.endsWith('-1')")  # the second row
    month = focused(page)
    expect(page.get_by_role("heading", name=month, exact=True)).to_have_count(0)
    page.keyboard.press("Shift+Space")
    page.get_by_role("heading", name=month, exact=True).wait_for()
    settle(page)
    expect(page.locator(".st-key-month_deals_rows")).to_be_visible()
    page.keyboard.press("Shift+Space")
    page.get_by_role("heading", name=month, exact=True).wait_for(state="detached")
