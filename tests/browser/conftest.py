"""A served demo company and a real browser."""

import shutil
from collections.abc import Iterator
from functools import partial

import pytest
from browsing import SHOWN, Served, serving
from demo_house import demo_house
from playwright.sync_api import Browser, Page, expect, sync_playwright

expect.set_options(timeout=SHOWN)
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The demo company, served."""
    folder = tmp_path_factory.mktemp("served")
    demo_house(folder)
    with serving(folder) as served:
        yield served


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert found, "No Chromium: install the package chromium."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=QUIET)
        # Whatever moves on a page is drawn by the processor here, and takes half of what a visit costs.
        browser.new_context = partial(browser.new_context, reduced_motion="reduce")
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A fresh visitor at a desk."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(SHOWN)
    yield context.new_page()
    context.close()
