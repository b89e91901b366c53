"""A mart that another version of a library may make otherwise is not taken over: its key says what made it."""

import ast
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from overlap.sqlfile import PROJECT
from overlap.warehouse.building import models
from overlap.warehouse.building.models import LIBRARIES, made_with
from overlap.warehouse.building.shards import keys

COMPUTING = ("steps", "stats", "credit", "subjects/*/steps")
# Read or write what others have computed, or say how many threads do.
NOT_COMPUTING = {"pyarrow", "threadpoolctl"}


def imported(file: Path) -> set[str]:
    """The packages that a file imports."""
    found = set[str]()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name.partition(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def test_every_library_that_computes_is_named() -> None:
    files = [
        file for pattern in COMPUTING for room in (PROJECT / "overlap").glob(pattern) for file in room.rglob("*.py")
    ]
    others = set().union(*map(imported, files)) - sys.stdlib_module_names - {"overlap"}
    known = packages_distributions()
    assert {name for other in others for name in known[other]} - NOT_COMPUTING <= set(LIBRARIES)
    assert others  # the rooms are where this test looks for them


@pytest.mark.parametrize("library", LIBRARIES)
def test_another_version_moves_the_key_of_every_mart(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made_with.cache_clear()
    before = {name: keys.key_of(model, {}, 7, None, {}) for name, model in models.models().items()}
    now = models.version
    monkeypatch.setattr(models, "version", lambda name: "99" if name == library else now(name))
    made_with.cache_clear()
    after = {name: keys.key_of(model, {}, 7, None, {}) for name, model in models.models().items()}
    made_with.cache_clear()
    assert [name for name in before if before[name] == after[name]] == []
