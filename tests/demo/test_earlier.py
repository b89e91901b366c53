"""The export of weeks before differs from the one of today in the deals that were entered late, and in nothing else."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from overlap.demo.earlier import earlier_export

AS_OF = datetime(2026, 10, 14, tzinfo=UTC)
DEALS = """deal_id,lead_id,closed_at,outcome,amount,stage,lost_reason,gross_margin
D1,L1,2026-08-31T21:59:59Z,won,10.00,won,,0.700000
D2,L2,2026-08-31T22:00:00Z,won,20.00,won,,0.700000
D3,L3,2026-09-30T22:00:00Z,won,30.00,won,,0.700000
D4,L4,2026-09-10T10:00:00Z,lost,40.00,lost,price,
D5,L2,next week,won,50.00,won,,0.700000
"""
STAGES = """deal_id,entered_at,stage,amount_then
D1,2026-08-01T10:00:00Z,discovery,9.00
D1,2026-08-31T21:59:59Z,won,10.00
D2,2026-08-01T10:00:00Z,discovery,18.00
D2,2026-08-20T10:00:00Z,proposal,19.00
D2,2026-08-31T22:00:00Z,won,20.00
D2,2026-08-31T22:00:00Z,won,20.00,one field more
"""
ENTRIES = """lead_id,stage,entered_at
L1,won,2026-08-31T21:59:59Z
L2,opportunity,2026-08-01T10:00:00Z
L2,won,2026-08-31T22:00:00Z
"""


@pytest.fixture
def export(tmp_path: Path) -> Path:
    folder = tmp_path / "export"
    folder.mkdir()
    files = {"deals": DEALS, "deal_stages": STAGES, "stage_entries": ENTRIES, "leads": "lead_id\nL1\n"}
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    (folder / "truth.json").write_text("{}", encoding="utf-8")
    return folder


def test_a_deal_won_in_the_month_before_is_open_as_it_stood_then(export: Path):
    with earlier_export(export, AS_OF, "Europe/Berlin") as earlier:
        now, then = ((folder / "deals.csv").read_text().splitlines() for folder in (export, earlier))
    assert then[2] == "D2,L2,,open,19.00,proposal,,"
    assert [line for line in then if line not in now] == [then[2]] and len(then) == len(now)


def test_its_close_and_the_lead_s_win_are_not_in_the_history_yet(export: Path):
    with earlier_export(export, AS_OF, "Europe/Berlin") as earlier:
        stages = (earlier / "deal_stages.csv").read_text()
        entries = (earlier / "stage_entries.csv").read_text()
    assert stages == STAGES.replace("D2,2026-08-31T22:00:00Z,won,20.00\n", "")
    assert entries == ENTRIES.replace("L2,won,2026-08-31T22:00:00Z\n", "")


def test_other_files_are_the_same_and_the_folder_is_gone_afterwards(export: Path):
    with earlier_export(export, AS_OF, "Europe/Berlin") as earlier:
        assert (earlier / "leads.csv").read_bytes() == (export / "leads.csv").read_bytes()
        assert {file.name for file in earlier.iterdir()} == {file.name for file in export.iterdir()} - {"truth.json"}
    assert not earlier.exists() and [path.name for path in export.parent.iterdir()] == ["export"]
