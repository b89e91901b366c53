"""What was read of files holds while they stand as they stood: a new, changed, moved or removed one is noticed."""

import os
from pathlib import Path

import pytest

from overlap.file_stamps import standing
from overlap.sqlfile import load_all
from overlap.warehouse.building import models


def _write(path: Path, statement: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"-- Rows.\n--\n-- grain: id\n{statement}\n")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a-b/one", "a/two", "three"):
        _write(tmp_path / f"{name}.sql", "select 1 as id")
    (tmp_path / "notes.txt").write_text("not SQL")
    return tmp_path


def test_files_stand_in_order_of_their_paths(folder: Path) -> None:
    assert [Path(path) for path, *_ in standing(folder, ".sql")] == sorted(folder.rglob("*.sql"))
    assert standing(folder / "absent", ".sql") == ()


def test_what_is_loaded_is_what_stands_now(folder: Path) -> None:
    assert [*load_all(folder)] == ["a/two", "a-b/one", "three"]
    _write(folder / "a" / "two.sql", "select 22 as id")
    assert load_all(folder)["a/two"].sql == "select 22 as id"
    _write(folder / "four.sql", "select 4 as id")
    (folder / "three.sql").unlink()
    assert [*load_all(folder)] == ["a/two", "a-b/one", "four"]


def test_a_touched_file_is_read_again(folder: Path) -> None:
    before = standing(folder, ".sql")
    os.utime(folder / "three.sql", ns=(1, 1))
    assert standing(folder, ".sql") != before


def test_the_hash_of_models_moves_with_a_macro(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "MACROS", folder)
    before = models.models_hash()
    assert models.models_hash() == before
    _write(folder / "three.sql", "select 33 as id")
    assert models.models_hash() != before
