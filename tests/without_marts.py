"""Imports that end with the canonical file: everything but marts, which are made of nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import duckdb

from overlap.warehouse.generations.manifest import Manifest
from overlap.warehouse.importing.imported import Imported
from overlap.warehouse.importing.one_import import OneImport


@contextmanager
def canonical_alone() -> Iterator[None]:
    """Within it, an import publishes a generation whose marts are empty."""
    with patch.object(OneImport, "_built", _built):
        yield


def _built(
    work: OneImport, said: Imported, draft: Manifest, paths: dict[str, Path]
) -> tuple[Imported, dict[str, Path]]:
    work._compare(draft, paths["canonical"])  # noqa: SLF001 - the step before the marts
    duckdb.connect(str(paths["marts"])).close()
    unasked = replace(draft, checks={"passed": 0, "warned": 0})
    return replace(said, manifest=unasked, is_new=True), paths
