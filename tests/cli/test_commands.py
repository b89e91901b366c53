"""The command line as a person types it: results on stdout, the rest on stderr, exit codes that can be relied on."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from command_line import typed
from few_marts import few_marts
from without_marts import canonical_alone

from overlap.agreements import Draft
from overlap.cli.tables import as_markdown
from overlap.store import open_store

pytestmark = pytest.mark.whole

REPORTS = ("revenue/by_rep", "lead/list", "funnel/by_group", "agreements/in_force", "data/files")
PROJECT = Path(__file__).parents[2]
LEADS = "lead_id,created_at,channel\nL1,2026-01-05T10:00:00Z,=cmd()\nL2,2026-01-06T10:00:00Z,\n"
DEALS = "deal_id,lead_id,closed_at,outcome,amount,currency\nD1,L1,2026-03-01T10:00:00Z,won,100.10,EUR\n"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A folder with an export, and the environment that names its stores."""
    folder = tmp_path_factory.mktemp("home")
    (folder / "export").mkdir()
    (folder / "export" / "leads.csv").write_text(LEADS)
    (folder / "export" / "deals.csv").write_text(DEALS)
    return folder


@pytest.fixture(scope="module")
def overlap(home):
    patch = pytest.MonkeyPatch()
    patch.setenv("OVERLAP_WAREHOUSE", str(home / "warehouse"))
    patch.setenv("OVERLAP_STORE", str(home / "store.db"))
    with few_marts(*REPORTS):
        yield typed
    patch.undo()


@pytest.fixture
def no_marts():
    with canonical_alone():
        yield


@pytest.fixture(scope="module")
def imported(overlap, home):
    return overlap("import", "overlap", str(home / "export"), "--format", "json")


def test_an_import_prints_its_account_as_json_and_nothing_else(imported):
    assert imported.returncode == 0, imported.stderr
    said = json.loads(imported.stdout)
    assert said["generation"] and said["files"] == [
        {"file": "leads.csv", "table": "leads", "records": 2, "accepted": 2, "rejected": 0, "refused": None},
        {"file": "deals.csv", "table": "deals", "records": 1, "accepted": 1, "rejected": 0, "refused": None},
    ]
    assert "Published generation" in imported.stderr


def test_asking_answers_in_four_formats(imported, overlap, home):
    assert imported.returncode == 0
    asked = json.loads(overlap("ask", "revenue/by_rep", "--format", "json").stdout, parse_float=Decimal)
    assert asked == [{
        "rep_id": None, "rep_name": "unassigned", "deal_count": 1, "revenue": Decimal("100.10"),
        "deals_worth": Decimal("1.0"),
    }]  # fmt: skip
    assert overlap("ask", "revenue/by_rep", "--format", "csv").stdout.splitlines() == [
        "rep_id,rep_name,deal_count,revenue,deals_worth", ",unassigned,1,100.10,1.0",
    ]  # fmt: skip
    assert "unassigned" in overlap("ask", "revenue/by_rep").stdout
    words = [sys.executable, "-m", "overlap", "ask", "revenue/by_rep", "--format", "parquet"]
    environment = {**os.environ, "OVERLAP_WAREHOUSE": str(home / "warehouse"), "PYTHONPATH": str(PROJECT)}
    raw = subprocess.run(words, cwd=home, env=environment, capture_output=True, check=True).stdout
    (home / "answer.parquet").write_bytes(raw)
    assert pl.read_parquet(home / "answer.parquet")["revenue"].to_list() == [Decimal("100.10")]


def test_filters_and_parameters_are_options(imported, overlap):
    assert imported.returncode == 0
    blank = overlap("ask", "lead/list", "--channels", "(none)", "--format", "json")
    assert [row["lead_id"] for row in json.loads(blank.stdout)] == ["L2"]
    period = overlap("ask", "lead/list", "--from=2026-01-05", "--to=2026-01-06", "--format", "json")
    assert [row["lead_id"] for row in json.loads(period.stdout)] == ["L1"]


def test_a_formula_in_a_crm_text_is_guarded_in_csv_and_kept_in_json(imported, overlap):
    assert imported.returncode == 0
    assert "'=cmd()" in overlap("ask", "funnel/by_group", "--format", "csv").stdout
    assert '"channel":"=cmd()"' in overlap("ask", "funnel/by_group", "--format", "json").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("ask", "revenue/by_rop"), 'Did you mean "revenue/by_rep"?'),
        (("ask", "revenue/by_rep", "--modle", "x"), 'Did you mean "model"?'),
        (("ask", "revenue/by_rep", "--model", "lineer"), 'Did you mean "linear"?'),
        (("ask", "revenue/by_rep", "--model"), "--model has no value"),
        (("ask", "lead/timeline"), "needs --lead_id"),
        (("ask", "revenue/by_rep", "--format", "jsn"), 'Did you mean "json"?'),
        (("ask", "data/files", "--channels", "x"), "takes no filters"),
    ],
)
def test_a_wrong_question_exits_2_and_names_the_nearest(imported, overlap, words, said):
    assert imported.returncode == 0
    asked = overlap(*words)
    assert asked.returncode == 2 and said in asked.stderr and asked.stdout == ""


def test_a_refused_file_exits_1_and_a_reject_only_when_strict(overlap, tmp_path, no_marts):
    (tmp_path / "leads.csv").write_text(LEADS + "L3,31/02/2026,web\n")
    (tmp_path / "deals.csv").write_text(DEALS)
    assert overlap("import", "overlap", str(tmp_path), "--check").returncode == 0
    strict = overlap("import", "overlap", str(tmp_path), "--check", "--strict")
    assert strict.returncode == 1 and "31/02/2026" in strict.stdout
    (tmp_path / "leads.csv").write_text("")
    refused = overlap("import", "overlap", str(tmp_path), "--check", "--format", "json")
    assert refused.returncode == 1
    assert json.loads(refused.stdout)["files"][0]["refused"]


def test_before_anything_is_imported_it_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("OVERLAP_WAREHOUSE", str(tmp_path / "none"))
    asked = typed("ask", "goals/totals")
    assert asked.returncode == 1 and "Nothing has been imported" in asked.stderr and "overlap demo" in asked.stderr


def test_status_says_where_each_setting_comes_from(imported, overlap, home):
    assert imported.returncode == 0
    rows = json.loads(overlap("status", "--format", "json").stdout)
    assert {"about": "setting", "name": "warehouse", "value": str(home / "warehouse"), "origin": "environment"} in rows


def test_every_report_is_listed_with_its_question(overlap):
    listed = json.loads(overlap("reports", "--format", "json").stdout)
    assert {"revenue/by_campaign", "goals/totals", "lead/timeline"} <= {row["report"] for row in listed}
    assert all(row["question"].endswith("?") for row in listed)
    shown = overlap("reports").stdout
    assert "Which days do the company's leads and deals cover?" in shown
    assert not any(row["notes"] and row["notes"] in shown for row in listed), "a terminal shows the question alone"


def test_the_page_of_tables_is_the_contract():
    written = (PROJECT / "docs" / "tables.md").read_text()
    assert written == as_markdown(), "the contract has changed: overlap tables > docs/tables.md"


def test_an_as_of_without_an_offset_is_the_houses_own_and_nonsense_is_refused(overlap, tmp_path, monkeypatch):
    monkeypatch.setenv("OVERLAP_WAREHOUSE", str(tmp_path / "warehouse"))
    monkeypatch.setenv("OVERLAP_STORE", str(tmp_path / "store.db"))
    (tmp_path / "leads.csv").write_text(LEADS)
    (tmp_path / "house.toml").write_text('time_zone = "Europe/Berlin"\n')
    said = json.loads(overlap("import", "overlap", str(tmp_path), "--as-of", "2026-01-06", "--format", "json").stdout)
    assert said["as_of"] == "2026-01-05T23:00:00+00:00"
    refused = overlap("import", "overlap", str(tmp_path), "--as-of", "soon")
    assert refused.returncode == 2 and '"soon" is not an instant' in refused.stderr


def test_the_store_goes_into_a_file_and_back(imported, overlap, home):
    with open_store(home / "store.db") as store:
        store.sign(Draft("threshold", {"points": 50}, datetime(2026, 1, 1, tzinfo=UTC), "Mara", "Sam"))
    made = overlap("backup", str(home / "one.backup"))
    assert (made.returncode, made.stdout) == (0, "")
    assert "agreements: 1, feedback: 0" in made.stderr

    again = overlap("backup", str(home / "one.backup"))
    assert (again.returncode, "--force" in again.stderr) == (2, True)
    assert overlap("backup", str(home / "one.backup"), "--force").returncode == 0

    with open_store(home / "store.db") as store:
        store.sign(Draft("threshold", {"points": 60}, datetime(2026, 1, 2, tzinfo=UTC), "Mara", "Sam"))
    back = overlap("restore", str(home / "one.backup"))
    assert (back.returncode, "brings it back" in back.stderr) == (0, True)
    agreed = overlap("ask", "agreements/in_force", "--format", "csv").stdout
    assert "threshold,all,points,50," in agreed


def test_a_build_of_what_is_signed_finds_nothing_to_do(imported, overlap):
    done = overlap("build", "--signed")
    assert (done.returncode, done.stderr.strip()) == (0, "No signed change is waiting for a build.")


def test_what_stops_an_import_is_printed_with_the_exact_command_that_accepts_it(home, overlap, imported):
    folder = home / "none left"
    folder.mkdir()
    (folder / "leads.csv").write_text("lead_id,created_at\nL9,2026-01-05T10:00:00Z\n")
    done = overlap("import", "overlap", str(folder), "--strict", "--format", "json")
    assert done.returncode == 1 and {stop["accept"] for stop in json.loads(done.stdout)["stopped"]} == {"shrink"}
    assert "shrink: 2 of the 2 rows of leads published before are not in this export." in done.stderr
    assert f"overlap import overlap '{folder}' --strict --accept shrink\n" in done.stderr
    assert overlap("import", "overlap", str(folder), "--check").returncode == 1
    accepted = overlap("import", "overlap", str(folder), "--accept", "shrink")
    assert accepted.returncode == 0 and "Published generation" in accepted.stderr
    status = json.loads(overlap("status", "--format", "json").stdout)
    assert [row["name"] for row in status if row["about"] == "accepted"] == ["shrink", "shrink"]

    assert overlap("rollback").returncode == 2
    back = overlap("rollback", "--yes")
    assert back.returncode == 0 and "Published now:  generation" in back.stderr and "3 records" in back.stderr
    refused = overlap("import", "overlap", str(folder))
    assert refused.returncode == 1 and "--accept rolled-back" in refused.stderr
    status = json.loads(overlap("status", "--format", "json").stdout)
    assert [row["about"] for row in status if row["about"] in ("accepted", "rolled back")] == ["rolled back"]
