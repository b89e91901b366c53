"""The app in two processes behind one port: the house changes under it, a process is killed, a visitor goes on."""

import os
import signal
from datetime import UTC, datetime
from pathlib import Path

import pytest
from browsing import SHOWN, serving, settle, visit
from controls import go
from playwright.sync_api import Page, expect

from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.importing import Export, import_folder, source_named

pytestmark = pytest.mark.browser

LEADS = (
    "lead_id,created_at,channel,company\n"
    "L1,2026-01-05T10:00:00Z,web,Ace\nL2,2026-01-06T10:00:00Z,,Cee <b>& Sons</b> *x*\n"
)
LOOKS_MS = 200


def worker_of(page: Page) -> int:
    (found,) = [each.get("value", "") for each in page.context.cookies() if each.get("name") == "overlap_worker"]
    return int(found)


def processes(front: int) -> list[int]:
    """Those of the workers, in order."""
    return [int(each) for each in Path(f"/proc/{front}/task/{front}/children").read_text("utf-8").split()]


def bring(folder: Path, second: int):
    return import_folder(
        Warehouse(folder / "warehouse"), folder / "store.db", Export(source_named("overlap"), folder / "export"),
        now=datetime(2026, 11, 21, 12, 0, second, tzinfo=UTC),
    )  # fmt: skip


def test_an_empty_house_fills_under_two_processes_and_a_visitor_goes_on_with_the_other_when_one_is_killed(
    tmp_path: Path, page: Page
):
    """What is imported is seen without a restart, what is refused changes nothing."""
    (tmp_path / "export").mkdir()
    leads = tmp_path / "export" / "leads.csv"
    main = page.locator("[data-testid=stMain]")
    with serving(tmp_path, by_command=True, workers=2) as app:
        visit(page, f"{app.url}/data")  # the first visit of this server, and not by its front page
        expect(page.get_by_text("overlap import").first).to_be_visible()
        expect(page.get_by_role("dialog")).to_have_count(0)
        first = worker_of(page)

        leads.write_text(LEADS)
        assert bring(tmp_path, 1).is_new
        visit(page, f"{app.url}/lead?lead_id=L1")
        expect(main.get_by_text("Ace").first).to_be_visible()
        assert worker_of(page) == first

        leads.write_text("")
        assert bring(tmp_path, 2).manifest is None
        go(page, f"{app.url}/lead?lead_id=L2")
        expect(main.get_by_text("Cee <b>& Sons</b> *x*").first).to_be_visible()

        killed = processes(app.process.pid)[first]
        os.kill(killed, signal.SIGKILL)
        for _ in range(SHOWN // LOOKS_MS):
            if worker_of(page) != first:
                break
            page.wait_for_timeout(LOOKS_MS)
        assert worker_of(page) != first
        settle(page)
        expect(main.get_by_text("Cee <b>& Sons</b> *x*").first).to_be_visible()  # the address brought the screen back

        for _ in range(SHOWN // LOOKS_MS):
            if len(processes(app.process.pid)) == 2:
                break
            page.wait_for_timeout(LOOKS_MS)
        assert len(processes(app.process.pid)) == 2 and killed not in processes(app.process.pid)
