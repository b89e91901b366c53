"""A demo company takes the place of an older one, and of nothing else."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from overlap.demo import DemoOptions, generate
from overlap.demo.folder import replacing
from overlap.errors import UsageError

pytestmark = pytest.mark.whole

TINY = DemoOptions(leads=100)


def test_a_new_folder_and_an_older_demo_company_are_written(tmp_path: Path):
    out = tmp_path / "new" / "export"
    first = generate(out, TINY)
    second = generate(out, DemoOptions(leads=100, parquet=True))
    assert first.rows == second.rows
    assert {path.suffix for path in out.iterdir()} == {".parquet", ".json", ".toml"}
    assert [path.name for path in out.parent.iterdir()] == ["export"]


def test_a_folder_with_anything_else_in_it_is_refused_and_kept(tmp_path: Path):
    (tmp_path / "thesis.txt").write_text("my only copy")
    with pytest.raises(UsageError, match=r"not empty and holds no older demo company \(truth.json\)"):
        generate(tmp_path, TINY)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_demo_company_somebody_added_files_to_is_refused(tmp_path: Path):
    out = tmp_path / "export"
    generate(out, TINY)
    (out / "notes.md").write_text("what we found")
    with pytest.raises(UsageError, match=r"holds notes.md, which is not part of a demo company"):
        generate(out, TINY)
    assert (out / "notes.md").read_text() == "what we found"


def test_a_file_is_no_folder(tmp_path: Path):
    (tmp_path / "export").write_text("a file")
    with pytest.raises(UsageError, match="is a file"):
        generate(tmp_path / "export", TINY)


def test_a_failed_run_leaves_the_older_company_and_no_rubbish(tmp_path: Path):
    out = tmp_path / "export"
    generate(out, TINY)
    before = (out / "leads.csv").read_bytes()
    with pytest.raises(RuntimeError, match="power cut"), replacing(out) as folder:
        (folder / "leads.csv").write_text("half a file")
        raise RuntimeError("power cut")
    assert (out / "leads.csv").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["export"]


@pytest.mark.whole
def test_progress_only_grows_and_ends_at_one(tmp_path: Path):
    told: list[float] = []
    generate(tmp_path / "export", DemoOptions(leads=1_000, chunk=100), lambda _what, done: told.append(done))
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert len(told) > 10


def test_the_summary_counts_the_rows_of_the_files(tmp_path: Path):
    summary = generate(tmp_path / "export", DemoOptions(leads=300, chunk=100))
    counted = {path.stem: len(path.read_text().splitlines()) - 1 for path in (tmp_path / "export").glob("*.csv")}
    assert summary.rows == counted


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"leads": 0}, "leads is 0: it must be 1 or more"),
        ({"threads": 0}, "threads is 0"),
        ({"chunk": -5}, "chunk is -5"),
        ({"chunk": 5_000_000}, "chunk is 5000000: it must be 2000000 or less"),
        ({"seed": -1}, "seed is -1"),
        ({"as_of": datetime(2026, 1, 1)}, "has no time zone"),
        ({"as_of": datetime(2023, 1, 1, tzinfo=UTC)}, "outside the demo company's life"),
        ({"as_of": datetime(2026, 10, 31, tzinfo=UTC) + timedelta(days=4_000)}, "outside the demo company's life"),
    ],
)
def test_options_that_make_no_company_are_refused_by_name(options: dict, message: str):
    with pytest.raises(UsageError, match=message):
        DemoOptions(**options)
