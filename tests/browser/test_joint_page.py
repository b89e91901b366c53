"""Joint revenue in a browser: a what-if reaches the deals behind a cell, and a phone shows a ledger one can read."""

from urllib.parse import quote

import pytest
from browsing import resting_box, settle, visit
from desks import PHONE
from playwright.sync_api import expect

from overlap import words
from overlap.reports import answer
from overlap.reports.filters import filters_of
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.reader import open_reader

pytestmark = pytest.mark.browser

ALL_TIME = "period=" + quote("All time")
NEW = filters_of({"kinds": "new"})


@pytest.fixture(scope="module")
def reader(app):
    opened = open_reader(Warehouse(app.folder / "warehouse"))
    yield opened
    opened.close()


def first_cell(page):
    """The largest campaign with the largest person who has any of it: the first number of the ledger."""
    return page.locator(".js-plotly-plot").first.locator(".scatterlayer .textpoint text").first


def test_a_cell_under_a_what_if_opens_to_its_deals_and_a_deal_to_its_cents(app, page, reader):
    asked = {"model": "time_decay", "window_days": 30}
    visit(page, f"{app.url}/revenue?{ALL_TIME}&model=time_decay&window_days=30")
    campaign = answer(reader, "revenue/by_campaign", NEW, params=asked).frame.drop_nulls("campaign_id")["campaign_id"][
        0
    ]
    people = answer(reader, "revenue/by_rep", NEW, params=asked).frame.drop_nulls("rep_id")["rep_id"]
    cells = [{"in_campaign": "yes", "campaign_id": campaign, "in_rep": "yes", "rep_id": person} for person in people]
    found = (answer(reader, "revenue/deals", NEW, params=asked | cell).frame for cell in cells)
    deals = next(frame for frame in found if not frame.is_empty())

    box = resting_box(first_cell(page))
    page.mouse.move(box["x"] + 4, box["y"] + 6)
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.get_by_text(f"{words.counted(deals.height, 'deal')}; select one to see how it is shared").wait_for()
    settle(page)

    grid = page.locator("[data-testid=stDataFrame]:visible").first
    box = resting_box(grid)
    page.mouse.click(box["x"] + 16, box["y"] + 52)  # the box that selects the first row
    booked = words.money(deals["booked"][0], "EUR")
    page.get_by_text(f"touches = people = deal: {booked}").wait_for()
    page.wait_for_url(f"**deal={deals['deal_id'][0]}*")  # the address is written when the page is drawn
    expect(page.get_by_text("touch by touch · what if a window of 30 days")).to_be_visible()


def test_a_phone_shows_fewer_people_and_says_who_stands_together(app, desks):
    with desks.taken(PHONE) as page:
        visit(page, f"{app.url}/revenue?{ALL_TIME}")
        ledger = page.locator(".js-plotly-plot").first
        ledger.locator(".xtick", has_text="others").wait_for()
        expect(ledger.locator(".xtick")).to_have_count(6)  # five people and others
