"""A served demo company and a real browser."""

import shutil
from collections.abc import Iterator

import pytest
from browsing import SHOWN, Served, serving
from demo_house import demo_house
from desks import Desks
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
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Another one, in which tests type: it stays out of the others, which compare what they see with reports."""
    folder = tmp_path_factory.mktemp("written")
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
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def desks(chromium: Browser) -> Desks:
    """For whoever needs another size, or another visitor."""
    return Desks(chromium)


@pytest.fixture
def page(desks: Desks) -> Iterator[Page]:
    """A visitor at a desk."""
    with desks.taken() as page:
        yield page
