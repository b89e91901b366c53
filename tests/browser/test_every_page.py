"""What only a browser shows: every page stands, whole and readable, at a desk, on a tablet, on a phone in the dark."""

from collections.abc import Iterator, Sequence
from contextlib import suppress

import pytest
from browsing import LOOKED_MS, Served, settle, visit
from controls import go
from desks import PHONE, TABLET, WIDE, Desks
from playwright.sync_api import Page, TimeoutError, expect

from overlap.sentences.demo_stories import stories

pytestmark = pytest.mark.browser

QUESTIONS = {
    "": "Are we on track for what we both signed up to?",
    "quality": "Are the leads good, and who says so?",
    "follow-up": "How fast is a lead followed up, and who is still waiting?",
    "follow-up?followup_view=speed": "How fast is a lead followed up, and who is still waiting?",
    "funnel": "Where do we lose leads",
    "revenue": "Which campaigns and which people earned the revenue together?",
    "capacity": "How many leads can sales really take?",
    "both-sides": "Which of the four complaints does the data support?",
    "translation": "What is a booth scan, a click or a visit worth to sales?",
    "lead": "What happened to",
    "definitions": "What does every number mean",
    "data": "How fresh and how trustworthy is the data?",
}
HEADING = "[data-testid=stMain] :is(h1, h2, h3)"
BESIDE_AND_CUT = """() => [
    [...document.querySelectorAll('[data-testid=stMain] [data-testid=stColumn]')]
        .filter(each => each.offsetWidth < each.parentElement.offsetWidth - 2).length,
    [...document.querySelectorAll('[data-testid^=stMetric] *')]
        .filter(each => each.clientWidth && each.scrollWidth > each.clientWidth + 1).map(each => each.innerText)
]"""
ON_A_TABLET = ("quality", "follow-up?followup_view=speed", "funnel", "revenue", "definitions", "data")
TWO_OF_THEM = ("quality", "definitions")


def stands(page: Page, address: str) -> None:
    """It answers its question above the fold, without an error, and nothing is wider than the window."""
    heading = page.locator(HEADING).first
    assert QUESTIONS[address] in heading.inner_text(), address
    errors = page.locator("[data-testid=stException], [data-testid=stAlertContentError]").all_inner_texts()
    assert errors == [], address
    box, size = heading.bounding_box(), page.viewport_size
    assert box and size and box["y"] + box["height"] < size["height"], address
    wide = page.evaluate(
        "() => [...document.querySelectorAll('[data-testid=stMain], html')].map(e => e.scrollWidth - e.clientWidth)"
    )
    assert max(wide) <= 0, (address, wide)


def fits_a_tablet(page: Page, address: str) -> None:
    """In a window made as narrow as that, columns stand below each other and no word of a card is cut."""
    settle(page)
    _resize(page, TABLET)
    with suppress(TimeoutError):  # cards grow to their new width in some frames
        page.wait_for_function(
            f"() => JSON.stringify(({BESIDE_AND_CUT})()) === '[0,[]]'", polling=LOOKED_MS, timeout=10_000
        )
    assert page.evaluate(BESIDE_AND_CUT) == [0, []], address


def _resize(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})


def tells_its_story(page: Page, name: str) -> None:
    """Its banner, opened where the page before did not, says what to look for there."""
    told = "document.querySelector('.st-key-demo_banner').innerText.split(/\\s+/).length > 24"
    if not page.evaluate(told):
        page.locator(".st-key-demo_banner_open").get_by_role("button").click()
    page.wait_for_function(told, polling=LOOKED_MS)
    expect(page.locator("[data-testid=stException]"), name).to_have_count(0)


@pytest.mark.parametrize("narrowed", [TWO_OF_THEM, pytest.param(ON_A_TABLET, marks=pytest.mark.soak)])
def test_every_page_answers_at_a_desk_fits_a_tablet_and_says_what_to_look_for(
    app: Served, page: Page, narrowed: tuple[str, ...]
):
    """Two pages are made as narrow as a tablet; by `make soak` all whose columns or cards could be cut."""
    told = {"" if name == "goals" else name for name in stories()}
    assert told <= QUESTIONS.keys()
    for address in _walked(page, app, [*QUESTIONS], narrowed):
        stands(page, address)
        if address in told:
            tells_its_story(page, address)
        if address in narrowed:
            fits_a_tablet(page, address)
            _resize(page, WIDE)


@pytest.mark.parametrize("nth", [3, pytest.param(1, marks=pytest.mark.soak)])
def test_every_page_answers_on_a_phone_in_the_dark(app: Served, desks: Desks, nth: int):
    """Every third page; all of them by `make soak`."""
    with desks.taken(PHONE, "dark") as page:
        for address in _walked(page, app, [*QUESTIONS][::nth]):
            stands(page, address)


def _walked(page: Page, app: Served, addresses: Sequence[str], measured: Sequence[str] = ()) -> Iterator[str]:
    """Visit the first and those whose layout is measured, and go on to the others; each, once it has its heading."""
    for number, address in enumerate(addresses):
        (go if number and address not in measured else visit)(page, f"{app.url}/{address}")
        expect(page.locator(HEADING).first).to_contain_text(QUESTIONS[address])
        settle(page)
        yield address
