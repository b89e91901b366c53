"""The demo's banner in a real browser: above every page, and hidden for good in a browser that hid it."""

import pytest
from browsing import Served, visit
from playwright.sync_api import Page

from overlap.sentences.demo_stories import stories

pytestmark = pytest.mark.browser
BANNER, OPEN, HIDE, AGAIN = (f".st-key-demo_banner{part}" for part in ("", "_open", "_close", "_again"))


def test_every_page_says_what_to_look_for(page: Page, app: Served):
    for name in stories():
        visit(page, f"{app.url}/{'' if name == 'goals' else name}")
        page.locator(OPEN).get_by_role("button").click()
        page.wait_for_function(f"document.querySelector('{BANNER}').innerText.split(/\\s+/).length > 24")
        assert not page.locator("[data-testid=stException]").count(), name


def test_who_hides_it_does_not_see_it_in_the_next_session_until_the_sidebar_brings_it_back(page: Page, app: Served):
    visit(page, app.url)
    page.locator(HIDE).get_by_role("button").click()
    page.locator(AGAIN).wait_for()
    assert not page.locator(BANNER).count()
    page.wait_for_function("document.cookie.includes('overlap_demo_banner=away')")
    visit(page, f"{app.url}/data")
    assert not page.locator(BANNER).count()
    page.locator(AGAIN).get_by_role("button").click()
    page.locator(BANNER).wait_for()
    page.wait_for_function("document.cookie.includes('overlap_demo_banner=shown')")
    visit(page, f"{app.url}/data")
    assert page.locator(BANNER).count() == 1
