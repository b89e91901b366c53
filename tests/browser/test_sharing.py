"""What an executive takes to the board: a link and a PDF within two clicks, and a page that prints whole."""

import io
from pathlib import Path

import pytest
from browsing import Served, visit
from controls import go
from desks import WIDE, Desks
from playwright.sync_api import expect
from pypdf import PdfReader

pytestmark = pytest.mark.browser
QUESTION = "Are we on track for what we both signed up to?"


def test_a_link_and_a_pdf_are_two_clicks_away_and_the_page_prints_whole(app: Served, desks: Desks, tmp_path: Path):
    with desks.taken(WIDE) as page:
        visit(page, f"{app.url}/?period=quarter")
        page.get_by_role("button", name="Share").click()
        expect(page.get_by_test_id("stCode").first).to_contain_text(f"{app.url}/?period=")
        with page.expect_download() as download:
            page.get_by_role("button", name="This page, PDF").click()
        download.value.save_as(tmp_path / "goals.pdf")
        assert download.value.suggested_filename.endswith(".pdf")
        said = "".join(sheet.extract_text() for sheet in PdfReader(tmp_path / "goals.pdf").pages)
        assert QUESTION in said and "Which of the four complaints" not in said

        page.keyboard.press("Escape")
        printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
        said = " ".join("".join(sheet.extract_text() for sheet in printed.pages).split())
        assert len(printed.pages) > 2  # not the first screen alone
        assert QUESTION in said and "generation" in said
        assert "Bring your data" not in said and "Export CSV" not in said
        page.emulate_media(media="print")
        beyond = page.evaluate(
            "() => { const edge = document.querySelector('[data-testid=stMainBlockContainer]').getBoundingClientRect();"
            " return [...document.querySelectorAll('.js-plotly-plot .main-svg')]"
            ".filter(each => each.getBoundingClientRect().right > edge.right + 2).length }"
        )
        page.emulate_media(media="screen")
        assert beyond == 0
        go(page, f"{app.url}/definitions")
        page.get_by_role("button", name="Share").click()
        expect(page.get_by_text(f"{app.url}/definitions", exact=True)).to_be_visible()
