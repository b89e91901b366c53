"""The app in two processes behind one port: a visitor stays with one, and goes on with the other when it is killed."""

import os
import signal
from datetime import UTC, datetime
from pathlib import Path

import pytest
from browsing import SHOWN, serving, settle, visit
from playwright.sync_api import Page, expect

from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.importing import Export, import_folder, source_named

pytestmark = pytest.mark.browser

LEADS = "lead_id,created_at,channel,company\nL1,2026-01-05T10:00:00Z,web,Ace\nL2,2026-01-06T10:00:00Z,,Bee\n"
LOOKS_MS = 200


def worker_of(page: Page) -> int:
    (found,) = [each.get("value", "") for each in page.context.cookies() if each.get("name") == "overlap_worker"]
    return int(found)


def processes(front: int) -> list[int]:
    """Those of the workers, in order."""
    return [int(each) for each in Path(f"/proc/{front}/task/{front}/children").read_text("utf-8").split()]


def test_a_visitor_stays_with_one_process_and_goes_on_with_the_other_when_it_is_killed(tmp_path: Path, page: Page):
    (tmp_path / "export").mkdir()
    (tmp_path / "export" / "leads.csv").write_text(LEADS)
    import_folder(
        Warehouse(tmp_path / "warehouse"), tmp_path / "store.db", Export(source_named("overlap"), tmp_path / "export"),
        now=datetime(2026, 11, 21, 12, tzinfo=UTC),
    )  # fmt: skip
    with serving(tmp_path, by_command=True, workers=2) as app:
        visit(page, f"{app.url}/data")
        first = worker_of(page)
        visit(page, f"{app.url}/lead?lead_id=L2")
        expect(page.get_by_text("Bee").first).to_be_visible()
        assert worker_of(page) == first

        killed = processes(app.process.pid)[first]
        os.kill(killed, signal.SIGKILL)
        for _ in range(SHOWN // LOOKS_MS):
            if worker_of(page) != first:
                break
            page.wait_for_timeout(LOOKS_MS)
        assert worker_of(page) != first
        settle(page)
        expect(page.get_by_text("Bee").first).to_be_visible()  # the address brought the screen back

        for _ in range(SHOWN // LOOKS_MS):
            if len(processes(app.process.pid)) == 2:
                break
            page.wait_for_timeout(LOOKS_MS)
        assert len(processes(app.process.pid)) == 2 and killed not in processes(app.process.pid)
