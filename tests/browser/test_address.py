"""The address is the screen: whatever a control shows stands in the URL, and a URL brings it back, on every page."""

import re
from collections.abc import Collection, Iterator

import pytest
from browsing import LOOKED_MS, settle, visit
from controls import choose, found, found_folded, said, says, set_otherwise, shown, shown_folded
from playwright.sync_api import Page, expect

from overlap.reports.filters import LISTS

pytestmark = pytest.mark.browser

PAGES = (
    *("Shared goals", "Lead quality", "Follow-up", "Funnel leaks", "Joint revenue", "Capacity"),
    *("Lead", "Definitions", "Data", "Shared goals"),
)
FILTERED = PAGES[5]  # where the lists are narrowed: on the pages before it everything is still drawn
SOME = ("Joint revenue", FILTERED, "Definitions", "Shared goals")  # with each kind of control
TWO_LISTS = ("channels", "reps")  # of seven that are made alike
FOLDING = "audience"  # folds blocks in, with their controls: left as it is
VIEWS = re.compile(r"(^|_)view$|^look_up$|^model$")  # switches each option of which shows other controls
FOLDED = ("Time decay", "Our own")  # options that add controls to a popover
OPENED = {"model": FOLDED}  # of these the options that do


@pytest.fixture
def fresh(desks) -> Iterator[Page]:
    """Somebody else's browser: every address it opens is a first visit."""
    with desks.taken() as page:
        yield page


def go_to(page: Page, title: str) -> None:
    """Another page, by its link in the sidebar."""
    page.locator("[data-testid=stSidebar] [data-testid=stPageLink]").get_by_text(title, exact=True).click()
    page.wait_for_function("title => document.title.startsWith(title)", arg=title, polling=LOOKED_MS)
    settle(page)


@pytest.mark.parametrize(
    ("pages", "lists", "nth", "least"),
    [(SOME, TWO_LISTS, 3, 12), pytest.param(PAGES, LISTS, 1, 30, marks=pytest.mark.soak)],
)
def test_every_control_of_every_page_goes_into_the_address_and_comes_back(
    app, page, fresh, pages: tuple[str, ...], lists: Collection[str], nth: int, least: int
):
    """Somebody else opens each page as it is left. Some pages and every third of their views; all by `make soak`."""
    visit(page, app.url)
    page.get_by_role("button", name="Last 12 full months").click()
    page.get_by_text("All time", exact=True).click()
    page.wait_for_url("**period=All+time*")
    settle(page)
    page.mouse.click(700, 5)
    met = {"period"}
    for number, title in enumerate(pages):
        go_to(page, title)
        assert met <= {*said(page)}, f"{title}: the link to it has lost something"
        for view in _views(page, nth):
            for key in found_folded(page) if view in ("", *FOLDED) else found(page):
                left = key in LISTS and (title != FILTERED or key not in lists)
                if left or key in {*met, FOLDING} or VIEWS.search(key):
                    continue
                if set_otherwise(page, key):
                    says(page, key)
                    settle(page)
                    met.add(key)
            if nth == 1:
                visit(fresh, page.url)
                _becomes_equal(fresh, page, f"{title}, {view}")
        if title in pages[number + 1 :]:
            continue  # it is opened at the end, with all that is said by then
        visit(fresh, page.url)
        _becomes_equal(fresh, page, title)
        assert shown_folded(fresh) == shown_folded(page), title
    assert len(met) > least, sorted(met)


def _becomes_equal(fresh: Page, page: Page, title: str) -> None:
    """The same controls, the same words and numbers, the same address, once both pages stand still."""
    for _ in range(600):
        if _texts(fresh) == _texts(page):
            break
        fresh.wait_for_timeout(100)
    assert _texts(fresh) == _texts(page), title
    assert shown(fresh) == shown(page), title
    assert said(fresh) == said(page), title


def _texts(page: Page) -> list[str]:
    return page.locator("[data-testid=stMain] p").all_inner_texts()


def _views(page: Page, nth: int) -> Iterator[str]:
    """Every so many of the options of every switch that shows other controls, one after another."""
    switches = [key for key in found(page) if VIEWS.search(key)]
    if not switches:
        yield ""
    for key in switches:
        group = page.locator(f".st-key-{key} [data-testid=stButtonGroup]")
        for option in (OPENED.get(key) or group.get_by_role("radio").all_inner_texts())[::nth]:
            choose(page, key, option)
            yield option


def test_one_day_cleared_lists_and_going_back(app, page, fresh):
    """A period of one day, a list emptied that its page opens on something, and a step back."""
    day = "2026-03-31"
    visit(page, f"{app.url}/revenue?period=Custom+dates&dates={day}&dates={day}")
    expect(page.get_by_role("button", name="31 Mar 2026")).to_be_visible()
    page.locator(".st-key-clear_kinds button").first.click()
    page.wait_for_url("**kinds=*")
    settle(page)
    address = page.url
    assert said(page) == {"period": ["Custom dates"], "dates": [day, day], "kinds": [""]}
    visit(fresh, address)
    _becomes_equal(fresh, page, "Joint revenue")
    go_to(page, "Funnel leaks")
    assert said(page) == {"period": ["Custom dates"], "dates": [day, day], "kinds": [""]}
    page.go_back()
    page.wait_for_url(address)
    page.wait_for_function("() => document.title.startsWith('Joint revenue')", polling=LOOKED_MS)
    _becomes_equal(page, fresh, "Joint revenue")
    page.go_back()
    page.locator(".st-key-clear_kinds button").first.wait_for()
    assert "kinds" not in said(page)


def test_what_is_chosen_while_a_link_is_still_being_drawn_stays_chosen(app, page):
    """The period, then at once for whom the page is shown; the sales' order of blocks draws the lists anew."""
    page.goto(f"{app.url}/funnel?period=All+time&segments=enterprise")
    page.get_by_role("button", name="All time").first.click()
    page.get_by_text("Last full quarter", exact=True).last.click()
    audience = page.get_by_role("combobox", name="Shown for")
    audience.focus()
    page.keyboard.type("Sal")
    page.keyboard.press("Enter")
    page.wait_for_url("**audience=sales*")
    settle(page)
    expect(page.get_by_role("button", name="Last full quarter").first).to_be_visible()
    assert said(page) == {"period": ["Last full quarter"], "segments": ["enterprise"], "audience": ["sales"]}
