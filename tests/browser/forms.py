"""What visitors do with the forms: say who they are, rate a lead, propose and sign."""

import time
from datetime import date
from pathlib import Path

from browsing import LOOKED_MS, SHOWN, Served, settle, visit
from playwright.sync_api import Page

from overlap.store import open_store
from overlap.store.unfinished import typed_so_far


def say_who(page: Page, name: str, team: str = "Sales") -> None:
    """Become a person, or another one: one of the list in sales, a typed name in marketing."""
    page.locator(".st-key-who_frame button").first.click()
    dialog = page.get_by_role("dialog")
    if team == "Sales":
        box = dialog.locator("[data-testid=stSelectbox] input")
        box.click()
        box.fill(name)
        page.get_by_role("option", name=name).first.click()
    else:
        dialog.get_by_text(team, exact=True).click()
        settle(page)
        box = dialog.locator("[data-testid=stTextInput] input")
        box.fill(name)
        box.press("Tab")
    settle(page)
    dialog.get_by_role("button", name="This is me").click()
    dialog.wait_for(state="hidden")
    settle(page)


def fill_in(page: Page, stars: int, comment: str, reason: str = "") -> None:
    """Fill the feedback form of the lead on the page, without saving."""
    page.get_by_role("radio", name=f"{stars} of 5 stars").click()
    if reason:
        page.get_by_text(reason, exact=True).click()
    page.get_by_label("In their words, or yours").fill(comment)


def comments(page: Page) -> list[str]:
    """What people wrote, as the page shows it in the block of feedback and among the proposals."""
    return page.locator("[data-testid=stText]").all_inner_texts()


def open_agreement(page: Page, url: str, name: str) -> None:
    """The Definitions page at one agreement."""
    visit(page, url + agreement_at(name))


def agreement_at(name: str) -> str:
    """Its address in the app."""
    return f"/definitions?look_up=Agreements&find_Agreements={name}"


def choose_day(page: Page, on: date) -> None:
    """Type a day into the only date field of the page."""
    parts = page.locator("[data-testid=stDateInput] [role=spinbutton]")
    for place, number in enumerate((on.year, on.month, on.day)):
        parts.nth(place).click()
        page.keyboard.type(f"{number:04d}" if place == 0 else f"{number:02d}")


def open_decision(page: Page, url: str) -> None:
    """The form for a decision, as Mia of marketing."""
    visit(page, f"{url}/review-meeting")
    say_who(page, "Mia", "Marketing")
    page.get_by_text("Write a decision").click()
    settle(page)


def half_typed(page: Page, app: Served, what: str, owner: str) -> None:
    """Type a decision as Mia without saving it, and wait until the server has heard of it."""
    open_decision(page, app.url)
    for label, says in (("What was decided", what), ("Who owns it", owner)):
        page.get_by_label(label).fill(says)
        page.get_by_label(label).press("Tab")
        settle(page)
    for _ in range(SHOWN // LOOKED_MS):
        if so_far(app.folder).get("owner") == owner:
            return
        time.sleep(LOOKED_MS / 1000)
    raise AssertionError("The server never heard of it.")


def so_far(folder: Path) -> dict[str, object]:
    """What Mia has typed of a decision and not saved."""
    with open_store(folder / "store.db") as store:
        return dict(typed_so_far(store, "meeting_decision", "Mia"))
