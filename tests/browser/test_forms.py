"""What people type in the browser is kept: through a kill, a double click, and somebody else typing at once."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from browsing import serving, settle, visit
from controls import go
from demo_house import demo_house
from desks import Desks
from forms import (
    agreement_at,
    choose_day,
    comments,
    fill_in,
    half_typed,
    open_agreement,
    open_decision,
    say_who,
    so_far,
)
from playwright.sync_api import Page, expect

from overlap.reports import Filters, answer
from overlap.store import open_store
from overlap.store.decisions import decisions
from overlap.store.feedback import given
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.reader import open_reader

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=alert(1)> *b* $1$ :smile: =cmd() '; drop table feedback; -- [x](http://y.z)"


@pytest.fixture
def visitors(desks: Desks) -> Iterator[list[Page]]:
    """Two people at two desks."""
    with desks.taken() as one, desks.taken() as other:
        yield [one, other]


def to_rate(folder: Path) -> list[tuple[str, str]]:
    """Leads handed over once and not rated, each with its person: those of the busiest first."""
    reader = open_reader(Warehouse(folder / "warehouse"))
    every = answer(reader, "quality/feedback_queue", params={"state": "all"}).frame
    reader.close()
    with open_store(folder / "store.db") as store:  # what was typed since is not in the warehouse
        typed = [one.lead_id for one in given(store)]
    frame = every.unique("lead_id", keep="none", maintain_order=True)
    frame = frame.filter(~pl.col("is_rated") & ~pl.col("lead_id").is_in(typed))
    busy = pl.len().over("rep_name")
    return (
        frame.sort(busy, "rep_name", descending=[True, False], maintain_order=True).select("rep_name", "lead_id").rows()
    )


def busiest(folder: Path) -> tuple[str, str, list[str]]:
    """The person with most handoffs to rate: id, name, and the leads, the oldest first."""
    reader = open_reader(Warehouse(folder / "warehouse"))
    frame = answer(reader, "quality/feedback_queue").frame
    reader.close()
    rep_id, name, _ = frame.group_by("rep_id", "rep_name").len().sort("len", "rep_id").row(-1)
    return rep_id, name, frame.filter(rep_id=rep_id)["lead_id"].to_list()


def kept(folder: Path, lead_id: str) -> list[tuple[int, str]]:
    """Stars and comment of every row the store holds about a lead."""
    with open_store(folder / "store.db") as store:
        return [(one.rating, one.comment) for one in given(store) if one.lead_id == lead_id]


def progress(page: Page, url: str, name: str) -> str:
    """How many of their leads a person has rated, as the queue says."""
    visit(page, f"{url}/lead")
    say_who(page, name)
    page.get_by_text("Rate my leads").click()
    settle(page)
    page.get_by_text("all time", exact=True).click()
    page.get_by_text("handed to you ever").wait_for()
    settle(page)
    return page.locator("[data-testid=stProgress]").inner_text().strip()


@pytest.mark.parametrize(("kills", "leads"), [(1, 500), pytest.param(60, 2500, marks=pytest.mark.soak)])
def test_feedback_and_a_decision_half_typed_and_saved_survive_the_kill_of_the_server(tmp_path, page, kills, leads):
    """Feedback once the page has said that it is saved; the decision as its writer has left it."""
    demo_house(tmp_path, leads=leads)
    handed = to_rate(tmp_path)[:kills]
    assert len(handed) == kills
    for number, (name, lead_id) in enumerate(handed):
        with serving(tmp_path) as app:
            if number == 0:
                half_typed(page, app, HOSTILE, "Sam")
            (visit if number else go)(page, f"{app.url}/lead?lead_id={lead_id}")
            say_who(page, name)
            fill_in(page, 1 + number % 5, f"{HOSTILE} {number}")
            page.get_by_role("button", name="Save feedback").dblclick()
            page.get_by_text("Saved on").wait_for()
            app.kill()
        assert kept(tmp_path, lead_id) == [(1 + number % 5, f"{HOSTILE} {number}")]
    with serving(tmp_path) as app:
        open_decision(page, app.url)
        expect(page.get_by_label("What was decided")).to_have_value(HOSTILE)
        expect(page.get_by_label("Who owns it")).to_have_value("Sam")
        page.get_by_label("Who owns it").fill("Samuel")  # the click that saves it leaves the field as well
        page.get_by_role("button", name="Save the decision").click()
        page.get_by_text("Decided; saved on").first.wait_for()
        go(page, f"{app.url}/lead?lead_id={handed[-1][1]}")
        assert comments(page).count(f"{HOSTILE} {kills - 1}") == 1
        app.kill()
    with open_store(tmp_path / "store.db") as store:
        assert [(one.what, one.owner) for one in decisions(store) if "Sam" in one.owner] == [(HOSTILE, "Samuel")]
    assert so_far(tmp_path) == {}


@pytest.mark.soak
def test_two_people_save_at_once_and_both_are_kept(written, visitors):
    """By `make soak`; without a browser it is `tests/store/test_typed_feedback.py`."""
    _, name, leads = busiest(written.folder)
    chosen = leads[-2:]
    for page, lead_id in zip(visitors, chosen, strict=True):
        visit(page, f"{written.url}/lead?lead_id={lead_id}")
        say_who(page, name)
        fill_in(page, 4, f"at once {lead_id}", "good fit")
    for page in visitors:
        page.get_by_role("button", name="Save feedback").evaluate("button => button.click()")
    for page in visitors:
        page.get_by_text("Saved on").wait_for()
    assert [kept(written.folder, lead_id) for lead_id in chosen] == [[(4, f"at once {lead_id}")] for lead_id in chosen]


def test_the_queue_is_worked_with_the_keyboard_alone(written, page):
    _, name, _ = busiest(written.folder)
    before = progress(page, written.url, name)
    rated, total = int(before.split()[0]), before.split()[2]
    first = page.locator("[data-testid=stMain] [data-testid=stVerticalBlock] strong").all_inner_texts()
    page.locator("[data-testid=stMain] h1").click()
    page.keyboard.press("4")
    settle(page)
    page.get_by_label("In their words, or yours").fill("by keyboard")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Saved on").wait_for()
    settle(page)
    assert page.locator("[data-testid=stProgress]").inner_text().strip() == f"{rated + 1} of {total} rated"
    assert page.locator("[data-testid=stMain] [data-testid=stVerticalBlock] strong").all_inner_texts() != first
    with open_store(written.folder / "store.db") as store:
        assert [(one.rating, one.comment) for one in given(store)][-1] == (4, "by keyboard")
    page.get_by_role("button", name="Undo the last").click()
    page.get_by_text("Taken back on").wait_for()
    assert page.locator("[data-testid=stProgress]").inner_text().strip() == f"{rated} of {total} rated"


@pytest.mark.soak
def test_two_people_sign_a_threshold_and_the_pages_use_it_at_once(written, visitors):
    """By `make soak`; without a browser it is `tests/ui/test_signing.py`."""
    sales, marketing = visitors
    _, name, _ = busiest(written.folder)
    open_agreement(sales, written.url, "threshold")
    say_who(sales, name)
    sales.get_by_label("points").fill("48")
    choose_day(sales, date(2026, 6, 1))
    sales.get_by_label("Why").fill(HOSTILE)
    sales.get_by_role("button", name="Propose and sign").click()
    sales.get_by_text("Proposed on").wait_for()
    expect(sales.get_by_role("button", name="Sign for marketing")).to_be_hidden()  # two people sign

    open_agreement(marketing, written.url, "threshold")
    say_who(marketing, "<b>Mia</b> *M*", "Marketing")
    assert HOSTILE in comments(marketing)
    marketing.get_by_role("button", name="Sign for marketing").click()
    marketing.get_by_text("Signed by both teams").wait_for()

    go(sales, written.url + agreement_at("threshold"))
    assert "in force since 1 Jun 2026" in sales.locator("[data-testid=stMain]").inner_text()
    assert "Marketing: <b>Mia</b> *M*" in sales.locator("[data-testid=stMain]").inner_text()
    assert sales.locator("[data-testid=stTable]:visible").first.locator("td").all_inner_texts()[-1] == "48"
    reader = open_reader(Warehouse(written.folder / "warehouse"), store=open_store(written.folder / "store.db"))
    agreed = answer(reader, "agreements/in_force", Filters()).frame.filter(agreement="threshold")
    reader.close()
    assert agreed["value"].to_list() == ["48"]
