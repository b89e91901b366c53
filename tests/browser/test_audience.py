"""For whom pages are shown: chosen by keyboard, kept from page to page, in the address, and reachable on a phone."""

import pytest
from browsing import settle, visit
from controls import go
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_an_audience_is_chosen_by_keyboard_and_kept_on_the_next_page_and_on_a_phone(app, page: Page) -> None:
    visit(page, f"{app.url}/funnel")
    headings = page.locator("[data-testid=stMain] h2")
    expect(headings.nth(1)).to_have_text("Why is mine like this?")
    chosen = page.get_by_role("combobox", name="Shown for")
    chosen.focus()
    page.keyboard.type("Sal")
    page.keyboard.press("Enter")
    page.wait_for_url("**audience=sales*")
    settle(page)
    expect(page.get_by_text("For sales: the leads that can still be called").first).to_be_visible()
    expect(headings.nth(1)).to_have_text("How long a step takes")

    page.locator("[data-testid=stSidebar]").get_by_text("Capacity", exact=True).click()
    page.wait_for_function("() => document.title.startsWith('Capacity')")
    expect(page.get_by_text("For sales: who has more waiting").first).to_be_visible()
    assert "audience=sales" in page.url

    page.set_viewport_size({"width": 390, "height": 844})
    go(page, f"{app.url}/capacity?audience=executive")
    expect(page.get_by_text("For executives: ").first).to_be_visible()
    page.locator("[data-testid=stExpandSidebarButton]").click()
    expect(page.get_by_role("combobox", name="Shown for")).to_be_in_viewport()
