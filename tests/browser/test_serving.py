"""The app while the house changes under it: empty, then imported, an import refused, without a restart."""

from datetime import UTC, datetime

import pytest
from browsing import serving, visit
from controls import go
from playwright.sync_api import expect

from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.importing import Export, import_folder, source_named

pytestmark = pytest.mark.browser

LEADS = (
    "lead_id,created_at,channel,company\n"
    "L1,2026-01-05T10:00:00Z,web,Ace\nL2,2026-01-06T10:00:00Z,,Cee <b>& Sons</b> *x*\n"
)


def bring(folder, second):
    return import_folder(
        Warehouse(folder / "warehouse"), folder / "store.db", Export(source_named("overlap"), folder / "export"),
        now=datetime(2026, 11, 21, 12, 0, second, tzinfo=UTC),
    )  # fmt: skip


def test_an_empty_house_says_what_to_do_and_the_next_import_is_seen_without_a_restart(tmp_path, page):
    (tmp_path / "export").mkdir()
    leads = tmp_path / "export" / "leads.csv"
    main = page.locator("[data-testid=stMain]")
    with serving(tmp_path, by_command=True) as app:
        visit(page, f"{app.url}/data")  # the first visit of this server, and not by its front page
        expect(page.get_by_text("overlap import").first).to_be_visible()
        expect(page.get_by_role("dialog")).to_have_count(0)

        leads.write_text(LEADS)
        assert bring(tmp_path, 1).is_new
        visit(page, f"{app.url}/lead?lead_id=L2")
        expect(main.get_by_text("Cee <b>& Sons</b> *x*").first).to_be_visible()

        leads.write_text("")
        assert bring(tmp_path, 2).manifest is None
        go(page, f"{app.url}/lead?lead_id=L1")
        expect(main.get_by_text("Ace").first).to_be_visible()
