"""`overlap demo`: what it writes is asked for in words, and it says what it planted."""

import csv
import io
import json
import shutil
import sys
from pathlib import Path
from unittest.mock import Mock, create_autospec, patch

import pytest
from command_line import typed as in_words
from few_marts import few_marts

from overlap.cli import main, serving, session
from overlap.demo import DemoOptions, ready
from overlap.demo.ready import Home
from overlap.demo.truth.estimators import ESTIMATORS
from overlap.demo.truth.planted import PLANTED

EFFECTS = [each.id for each in PLANTED]
DRAWN = ("bad_campaign", "leak")
# What a company that is used asks of its own numbers.
ASKED_IN_USE = (
    "goals/forecast", "goals/totals", "followup/totals", "quality/reject_reasons", "quality/feedback_queue",
    "quality/feedback_by_rep", "quality/handoffs",
)  # fmt: skip


def typed(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """(exit code, stdout, stderr) of the command."""
    code = 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["overlap", "demo", *words])
        try:
            main()
        except SystemExit as ended:
            code = int(ended.code or 0)
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture
def company(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    folder = tmp_path / "company"
    assert typed(capsys, "--leads", "300", "--out", str(folder))[0] == 0
    return folder


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder in which the command made a used company, and what it said."""
    folder = tmp_path_factory.mktemp("used")
    with few_marts(*ASKED_IN_USE):
        done = in_words("demo", "--used", "--leads", "150", "--out", str(folder))
    assert done.returncode == 0, done.stderr
    return folder, done.stderr


def test_the_truth_is_a_table_of_every_effect(company: Path, capsys: pytest.CaptureFixture[str]):
    code, out, err = typed(capsys, "--truth", "--out", str(company))
    assert (code, err) == (0, "")
    assert [line.split()[0] for line in out.splitlines()[2:]] == EFFECTS


@pytest.mark.whole
def test_a_used_company_is_ready_to_be_served(used: tuple[Path, str]):
    folder, err = used
    assert Home(folder).is_ready
    assert f"OVERLAP_WAREHOUSE={folder}/warehouse OVERLAP_STORE={folder}/store.db overlap run" in err


@pytest.mark.whole
def test_what_run_serves_without_a_company_is_a_used_one_and_is_made_once(
    tmp_path: Path, used: tuple[Path, str], monkeypatch
):
    served, made = [], Mock(side_effect=lambda home, *_: shutil.copytree(used[0], home.folder))
    monkeypatch.setattr(serving, "DEMO", tmp_path / "demo")
    monkeypatch.setattr(serving.os, "execv", lambda *words: served.append(words))
    monkeypatch.setattr(serving.os, "chdir", lambda _: None)
    monkeypatch.setattr(ready, "make_ready", create_autospec(ready.make_ready, side_effect=made))
    monkeypatch.setattr(serving.os, "environ", {})  # what it leaves to the app it becomes
    monkeypatch.setattr(sys, "argv", ["overlap", "run", "--or-demo"])
    generations = []
    for _ in range(2):
        serving.os.environ.clear()
        with pytest.raises(SystemExit):
            main()
        generations.append(Home(tmp_path / "demo").warehouse.current_id())
    assert {(program, *words[1:3]) for program, words in served} == {(sys.executable, "-m", "ui.serve")}
    assert len(served) == 2 and generations[0] == generations[1] and made.call_count == 1
    _, options, clock, resources, _ = made.call_args.args
    assert (options.leads, clock, resources.generations_kept) == (DemoOptions().leads, session.now, 3)
    assert Home(tmp_path / "demo").is_ready


def test_the_truth_can_be_read_by_machines(company: Path, capsys: pytest.CaptureFixture[str]):
    rows = json.loads(typed(capsys, "--truth", "--out", str(company), "--format", "json")[1])
    assert [row["effect"] for row in rows] == EFFECTS
    leak = next(row for row in rows if row["effect"] == "leak")
    assert (leak["place"], leak["parameter"]) == ("segments mid_market; from sql; to opportunity", -1.0)
    text = typed(capsys, "--truth", "--out", str(company), "--format", "csv")[1]
    assert [row["effect"] for row in csv.DictReader(io.StringIO(text))] == EFFECTS


def test_a_folder_without_a_demo_company_has_no_truth(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    code, out, err = typed(capsys, "--truth", "--out", str(tmp_path))
    assert (code, out) == (2, "")
    assert "holds no demo company" in err


def test_a_company_with_nothing_planted_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    typed(capsys, "--leads", "100", "--null", "--out", str(tmp_path / "null"))
    rows = json.loads(typed(capsys, "--truth", "--out", str(tmp_path / "null"), "--format", "json")[1])
    assert {row["effect"] for row in rows if row["parameter"]} == {"hot_leads_first"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--null", "--scenario", "both"], "ask for one of them"),
        (["--scenario", "bad_lead"], 'Did you mean "bad_leads"?'),
        (["--draws", "-1"], "0 or more"),
        (["--draw-seed", "-1"], "draw_seed is -1"),
    ],
)
def test_a_wrong_wish_is_refused_with_what_to_write(
    words: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    code, _, err = typed(capsys, "--out", str(tmp_path / "none"), *words)
    assert code == 2 and said in err
    assert not (tmp_path / "none").exists()


def test_a_company_needs_a_folder(capsys: pytest.CaptureFixture[str]):
    code, _, err = typed(capsys, "--leads", "100")
    assert code == 2 and "--out FOLDER" in err


@pytest.mark.whole
@few_marts(*{ESTIMATORS[effect].report for effect in DRAWN})
@patch.dict(ESTIMATORS, {effect: ESTIMATORS[effect] for effect in DRAWN}, clear=True)
def test_draws_write_what_the_reports_show(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    folder = tmp_path / "company"
    code, out, err = typed(capsys, "--leads", "200", "--draws", "2", "--out", str(folder))
    assert code == 0 and "draw 2 of 2" in err and "draw" not in out
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    measured = {effect["id"]: effect for effect in truth["effects"] if effect["draws"] == 2}
    assert set(measured) == set(DRAWN)
    for effect in measured.values():
        assert effect["sd"] > 0 and effect["tolerance"] == pytest.approx(3 * effect["sd"], abs=2e-4)
