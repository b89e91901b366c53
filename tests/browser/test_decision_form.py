"""A decision that somebody writes on Review meeting is kept, half typed and saved, when the server is killed."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import LOOKED_MS, SHOWN, serving, settle, visit
from demo_house import demo_house
from forms import say_who
from playwright.sync_api import Page, expect

from overlap.store import open_store
from overlap.store.decisions import decisions
from overlap.store.unfinished import typed_so_far

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=alert(1)> *b* $1$ :smile: =cmd() '; drop table decisions; -- [x](http://y.z)"


def test_a_decision_survives_the_kill_of_the_server_half_typed_and_saved(tmp_path: Path, page: Page):
    demo_house(tmp_path)
    with serving(tmp_path) as app:
        open_decision(page, app.url)
        for label, says in (("What was decided", HOSTILE), ("Who owns it", "Sam")):
            page.get_by_label(label).fill(says)
            page.get_by_label(label).press("Tab")
            settle(page)
        until(lambda: so_far(tmp_path).get("owner") == "Sam")  # the server has heard of it
        app.kill()
    with serving(tmp_path) as app:
        open_decision(page, app.url)
        expect(page.get_by_label("What was decided")).to_have_value(HOSTILE)
        expect(page.get_by_label("Who owns it")).to_have_value("Sam")
        page.get_by_label("Who owns it").fill("Samuel")  # the click that saves it leaves the field as well
        page.get_by_role("button", name="Save the decision").click()
        page.get_by_text("Decided; saved on").first.wait_for()
        app.kill()
    with open_store(tmp_path / "store.db") as store:
        assert [(one.what, one.owner) for one in decisions(store) if "Sam" in one.owner] == [(HOSTILE, "Samuel")]
    assert so_far(tmp_path) == {}


def so_far(folder: Path) -> dict[str, object]:
    """What Mia has typed of a decision and not saved."""
    with open_store(folder / "store.db") as store:
        return dict(typed_so_far(store, "meeting_decision", "Mia"))


def until(holds: Callable[[], bool]) -> None:
    """Wait for what no page shows."""
    for _ in range(int(SHOWN / LOOKED_MS)):
        if holds():
            return
        time.sleep(LOOKED_MS / 1000)
    pytest.fail("It never held.")


def open_decision(page: Page, url: str) -> None:
    """The form for a decision, as Mia of marketing."""
    visit(page, f"{url}/review-meeting")
    say_who(page, "Mia", "Marketing")
    page.get_by_text("Write a decision").click()
    settle(page)
