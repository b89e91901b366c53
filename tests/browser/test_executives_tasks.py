"""What an executive comes for, from the first page, in a browser: each within two clicks, a PDF for the board too."""

import re
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from browsing import Served, settle, visit
from controls import go
from desks import WIDE, Desks
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from overlap import words
from overlap.reports import Filters, answer
from overlap.subjects.meeting import sentences as meeting
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.reader import open_reader

pytestmark = pytest.mark.browser
MOST_CLICKS = 2
SO_FAR = Filters(date(2026, 10, 1), date(2026, 11, 1))  # the quarter's days that the demo company's data reach
A_YEAR_BEFORE = Filters(date(2025, 10, 1), date(2025, 11, 1))


class FromFirstPage:
    """A person who is on the first page again before each task, and has two clicks."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self._url, self._left = page, url, 0

    def begins(self) -> None:
        (go if self.page.url.startswith(self._url) else visit)(self.page, self._url)
        self._left = MOST_CLICKS

    def clicks(self, what: Locator) -> None:
        assert self._left, "that is a third click"
        self._left -= 1
        what.click()


@pytest.mark.parametrize("is_made", [False, pytest.param(True, marks=pytest.mark.soak)])
def test_on_track_whose_part_three_questions_and_a_link_and_a_pdf(
    app: Served, desks: Desks, tmp_path: Path, is_made: bool
) -> None:
    """The PDF of all questions is one click away; by `make soak` it is made."""
    with desks.taken(WIDE) as page:
        main, executive = page.get_by_test_id("stMain"), FromFirstPage(page, app.url)

        executive.begins()
        expect(main.get_by_text("goals on plan").first).to_be_visible()
        expect(main.get_by_role("heading", name="What moved booked revenue")).to_be_visible()
        expect(main.get_by_text("What goes with the change: whose part").first).to_be_visible()
        expect(main.get_by_text("within noise").or_(main.get_by_text("With it go")).first).to_be_visible()
        executive.clicks(page.get_by_test_id("stPopoverButton").filter(has_text="calendar_today"))
        executive.clicks(page.get_by_role("button", name="This quarter against a year before"))
        page.wait_for_url("**compare=year*")
        settle(page)
        expect(page).to_have_url(re.compile("period="))
        expect(main.get_by_text("on plan").first).to_be_visible()
        expect(main.get_by_text(_against_last_year(app.folder)).first).to_be_visible()

        executive.begins()
        executive.clicks(page.get_by_test_id("stSidebar").get_by_text("Review meeting", exact=True))
        expect(page.get_by_role("heading", name="Agenda")).to_be_visible()
        for kind in _first_three(app.folder):
            expect(main.get_by_text(kind).first).to_be_visible()
        expect(page.get_by_role("link", name="See it on").nth(2)).to_be_visible()

        executive.begins()
        executive.clicks(page.get_by_role("button", name="Share"))
        expect(page.get_by_text("Link to what you see")).to_be_visible()
        expect(page.get_by_test_id("stCode").first).to_contain_text(app.url)
        whole = page.get_by_role("button", name="All questions, PDF")
        expect(whole).to_be_enabled()
        if not is_made:
            return
        with page.expect_download() as download:
            executive.clicks(whole)
        download.value.save_as(tmp_path / "pack.pdf")
        pages = [sheet.extract_text() for sheet in PdfReader(tmp_path / "pack.pdf").pages]
        assert "Review pack" in pages[0] and len(pages) > 10
        assert "Are we on track for what we both signed up to?" in " ".join(pages)


def _against_last_year(folder: Path) -> str:
    """How booked revenue of the quarter's whole days has grown, by the command line's numbers."""
    with closing(open_reader(Warehouse(folder / "warehouse"))) as reader:
        now, before = (answer(reader, "goals/totals", days).frame["revenue"][0] for days in (SO_FAR, A_YEAR_BEFORE))
    return f"{words.growth(now, before)} against Oct 2025"


def _first_three(folder: Path) -> list[str]:
    with closing(open_reader(Warehouse(folder / "warehouse"))) as reader:
        items = answer(reader, "meeting/agenda").frame.to_dicts()[:3]
    assert len(items) == 3
    return [f"{item['place']}. {meeting.KINDS[item['kind']]}" for item in items]
