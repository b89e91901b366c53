"""The benchmark of everything: figures are kept and compared, the document shows them, and a run goes through."""

import json
from pathlib import Path

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from typer.testing import CliRunner

from benchmarks import marts, run
from benchmarks.running import figures, telling
from benchmarks.running.figures import Figure
from benchmarks.running.process import step_of
from benchmarks.viewing.screen_read import digest, said
from overlap.warehouse.building.models import models

COST = Figure("build", 2000, "built again", "CPU s", 4.0)
PEAK = Figure("build", 2000, "built again", "peak MiB", 300)
LARGER = Figure("build", 9000, "built again", "CPU s", 8.0)


def test_figures_come_back_as_they_were_written(tmp_path: Path) -> None:
    figures.write(tmp_path / "kept.json", [COST, PEAK])
    assert figures.read(tmp_path / "kept.json") == {COST.key: COST, PEAK.key: PEAK}
    assert figures.read(tmp_path / "never.json") == {}


def test_a_part_that_is_measured_again_takes_the_place_of_its_older_figures_at_that_size_alone() -> None:
    kept = {each.key: each for each in (COST, PEAK, LARGER)}
    again = Figure("build", 2000, "built again", "CPU s", 2.0)
    assert figures.merged(kept, [again]) == [again, LARGER]


def test_a_figure_is_compared_with_the_kept_one_of_its_name_and_size() -> None:
    assert figures.times_as_much(COST, {COST.key: Figure(*COST.key, 16.0)}) == 0.25
    assert figures.times_as_much(COST, {LARGER.key: LARGER}) is None


@pytest.mark.parametrize(
    ("line", "step"),
    [
        ("wave 2 of 4: shard 1 of 2", "wave 2 of 4"),
        ("mart leads", "marts"),
        ("checks", "checks"),
        ("touches.parquet", "reading and judging"),
        ("warn: something", "the rest"),
    ],
)
def test_a_line_of_progress_announces_a_kind_of_step(line: str, step: str) -> None:
    assert step_of(line) == step


def test_sizes_stand_beside_each_other_and_the_words_around_stay(tmp_path: Path) -> None:
    document = tmp_path / "benchmarks.md"
    document.write_text(f"Before.\n{telling.BEGINS}\nold\n{telling.ENDS}\nAfter.\n", encoding="utf-8")
    telling.put_into(document, [COST, PEAK, LARGER])
    text = document.read_text(encoding="utf-8")
    assert text.startswith("Before.\n") and text.endswith("\nAfter.\n") and "old" not in text
    assert "| | | 2,000 leads | 9,000 leads |" in text
    assert "| built again | CPU s | 4 | 8 |" in text and "| built again | peak MiB | 300 |  |" in text


def test_the_document_shows_what_is_kept() -> None:
    kept = list(figures.read(run.KEPT).values())
    assert kept and telling.document(kept) in run.DOCUMENT.read_text(encoding="utf-8")


def sent(place: tuple[int, ...], text: str = "", block: str = "") -> ForwardMsg:
    """A message as a run sends it: a text, or a block of a kind."""
    message = ForwardMsg()
    message.metadata.delta_path.extend(place)
    if block:
        getattr(message.delta.add_block, block).SetInParent()
    else:
        message.delta.new_element.markdown.body = text
    return message


def test_a_screen_is_put_together_as_a_browser_does_it() -> None:
    around, part, again = sent((1, 0), block="vertical"), sent((1, 0, 0), "one"), sent((1, 0, 0), "two")
    assert digest([around, part, around, again]) == digest([around, again, around])  # the part waited to be sent
    assert digest([around, part]) != digest([around, again])
    gone = [around, part, sent((1, 0), block="form")]
    assert len([*said(gone)]) == len([*said([*gone, sent((1, 0), "a text instead")])]) == 1


def test_the_marts_of_credit_are_marts() -> None:
    assert set(marts.CREDIT) <= set(models())


@pytest.mark.soak
def test_a_run_on_a_small_company_measures_every_part_asked_for(tmp_path: Path) -> None:
    words = ["--leads", "2000", "--repeats", "1", "--folder", str(tmp_path), "--out", str(tmp_path / "out.json")]
    parts = [word for part in ("build", "marts", "reports", "pages") for word in ("--only", part)]
    done = CliRunner().invoke(run.app, [*words, *parts])
    assert done.exit_code == 0, done.output
    found = {part for part, *_ in json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))}
    assert found == {"import", "build", "marts", "reports", "each report", "pages"}
