"""A check that is killed leaves nothing of the CRM where the machine keeps passing files."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from overlap.warehouse.generations.layout import Warehouse

pytestmark = pytest.mark.whole

ROWS = 200_000


@pytest.fixture
def export(tmp_path: Path) -> Path:
    folder = tmp_path / "export"
    folder.mkdir()
    rows = (f"L{number},2026-01-05T10:00:00Z,Greta Example,greta@example.com" for number in range(ROWS))
    (folder / "leads.csv").write_text("\n".join(["lead_id,created_at,lead_name,email", *rows]), encoding="cp1252")
    return folder


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGTERM])
def test_a_killed_check_leaves_no_names_in_the_temporary_folder(tmp_path, export, blow):
    passing, home = tmp_path / "passing", tmp_path / "home"
    passing.mkdir()
    places = {"TMPDIR": str(passing), "OVERLAP_WAREHOUSE": str(home / "w"), "OVERLAP_STORE": str(home / "s.db")}
    command = [sys.executable, "-m", "overlap", "import", "overlap", str(export), "--check"]
    process = subprocess.Popen(
        command, env={**os.environ, **places}, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    while process.poll() is None and not list((home / "w").glob("aside-*/*")):
        time.sleep(0.005)
    assert process.poll() is None, "it ended before it could be killed"
    process.send_signal(blow)
    process.wait(timeout=60)

    assert list(passing.rglob("*")) == []
    assert (list((home / "w").glob("aside-*")) != []) == (blow == signal.SIGKILL)
    with Warehouse(home / "w").aside() as folder:
        assert list((home / "w").glob("aside-*")) == [folder]  # what the killed one left is gone
