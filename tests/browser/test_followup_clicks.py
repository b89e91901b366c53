"""Follow-up and Capacity in a browser: a click on a number reaches its leads."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from browsing import resting_box, settle
from controls import stepped
from desks import Desks
from playwright.sync_api import Page

from overlap import words
from overlap.reports import answer
from overlap.subjects.followup.charts.handoff_states import STATES
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.reader import open_reader

pytestmark = pytest.mark.browser

ALL_TIME = "period=" + quote("All time")


@pytest.fixture(scope="module")
def page(desks: Desks) -> Iterator[Page]:
    """A visitor who goes on where the test before stopped."""
    with desks.taken() as page:
        yield page


@pytest.fixture(scope="module")
def reader(app):
    opened = open_reader(Warehouse(app.folder / "warehouse"))
    yield opened
    opened.close()


def main(page):
    return page.locator("[data-testid=stMain]")


def select_first_row(page, grid):
    """Tick the box of the first row of a list, once it stands still: what is drawn above may still push it down."""
    settle(page)
    grid.click(position={"x": 16, "y": 52})


def click_bar(page, chart, number):
    """Plotly hears a click on the plane above its bars, once the pointer has come there."""
    bar = main(page).locator(".js-plotly-plot").nth(chart).locator(".barlayer .point path").nth(number)
    settle(page)
    box = resting_box(bar)
    page.mouse.move(box["x"] + 1, box["y"] + 1)
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_whoever_waits_opens_and_leaves_as_a_file_a_bar_opens_to_its_handoffs_and_a_handoff_to_its_lead(
    app, page, reader
):
    stepped(page, f"{app.url}/follow-up?{ALL_TIME}")
    waiting = answer(reader, "followup/waiting").frame
    page.get_by_role("button", name=words.counted(waiting.height, "lead"), exact=True).click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_text(words.counted(waiting.height, "row")).wait_for()
    settle(page)
    with page.expect_download() as download:
        drawer.get_by_role("button", name="Export CSV").click()
    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 1 + waiting.height
    assert lines[1].startswith(waiting["handoff_id"][0])
    drawer.get_by_role("button", name="Close").click()
    drawer.wait_for(state="hidden")

    states = answer(reader, "followup/states").frame
    late = states["state"].to_list().index("late")
    click_bar(page, 1, late)
    named = f"{words.count(states['handoff_count'][late])} {STATES['late']}"
    page.get_by_text(named, exact=True).last.wait_for()
    handoffs = answer(reader, "followup/list", params={"state": "late"}).frame
    page.get_by_text(f"{words.counted(handoffs.height, 'row')}; select one to open its lead").wait_for()
    select_first_row(page, main(page).locator("[data-testid=stDataFrame]:visible").first)
    page.wait_for_url(f"**/lead?*lead_id={handoffs['lead_id'][0]}*")


def test_the_slider_asks_of_what_was_seen_and_past_it_of_a_replay_and_a_week_opens_to_its_handoffs(app, page, reader):
    busiest = round(answer(reader, "capacity/safe_budget").frame["busiest_intake"][0])
    stepped(page, f"{app.url}/capacity?{ALL_TIME}")
    page.get_by_text(f"{busiest} leads a week: ").wait_for()
    assert "outside what we have seen" not in main(page).inner_text()
    slider = main(page).get_by_role("slider")
    slider.focus()
    for _ in range(2):
        slider.press("ArrowRight")
    page.get_by_text(f"{busiest + 2} leads a week: outside what we have seen.").wait_for()
    page.get_by_text("A replay of what came, ").wait_for()
    page.wait_for_url(f"**intake={busiest + 2}*")

    weeks = answer(reader, "capacity/by_week").frame.to_dicts()
    click_bar(page, 1, 20)
    page.get_by_text(f"Week from {words.day(weeks[20]['week'])}: ").wait_for()
    page.get_by_text(f"{words.counted(weeks[20]['handoff_count'], 'row')}; select one to open its lead").wait_for()
