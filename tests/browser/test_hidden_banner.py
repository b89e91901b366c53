"""The demo's banner is hidden for good in a browser that hid it."""

import pytest
from browsing import Served, visit
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
BANNER, HIDE, AGAIN = (f".st-key-demo_banner{part}" for part in ("", "_close", "_again"))


def test_who_hides_it_does_not_see_it_in_the_next_session_until_the_sidebar_brings_it_back(page: Page, app: Served):
    visit(page, f"{app.url}/data")
    page.locator(HIDE).get_by_role("button").click()
    page.locator(AGAIN).wait_for()
    expect(page.locator(BANNER)).to_have_count(0)
    page.wait_for_function("document.cookie.includes('overlap_demo_banner=away')")
    visit(page, f"{app.url}/data")
    expect(page.locator(BANNER)).to_have_count(0)
    page.locator(AGAIN).get_by_role("button").click()
    page.locator(BANNER).wait_for()
    page.wait_for_function("document.cookie.includes('overlap_demo_banner=shown')")
    visit(page, f"{app.url}/data")
    expect(page.locator(BANNER)).to_have_count(1)
