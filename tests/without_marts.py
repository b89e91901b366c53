"""Imports, and people forgotten, up to the canonical file: all but marts, which are made of nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from unittest.mock import patch

import duckdb

from overlap.warehouse.generations.manifest import Manifest
from overlap.warehouse.importing.imported import Imported
from overlap.warehouse.importing.one_import import OneImport

FORGETTING = import_module("overlap.warehouse.forgetting.forget")  # the package calls its function so


@contextmanager
def canonical_alone(*, is_compared: bool = True) -> Iterator[None]:
    """Within it, what is published has marts that are empty; unless `is_compared`, it does not say what changed either.

    To say it takes a quarter of an import that is not the first.
    """
    with (
        patch.object(OneImport, "_built", _built if is_compared else _built_uncompared),
        patch.object(FORGETTING, "marts_without", _marts_without),
        patch.object(FORGETTING, "_restated", lambda *_: []),
    ):
        yield


def is_alone() -> bool:
    """Whether an import begun now ends so."""
    return OneImport._built in (_built, _built_uncompared)  # noqa: SLF001


def _built(
    work: OneImport, said: Imported, draft: Manifest, paths: dict[str, Path]
) -> tuple[Imported, dict[str, Path]]:
    work._compare(draft, paths["canonical"])  # noqa: SLF001 - the step before the marts
    return _built_uncompared(work, said, draft, paths)


def _built_uncompared(
    _work: OneImport, said: Imported, draft: Manifest, paths: dict[str, Path]
) -> tuple[Imported, dict[str, Path]]:
    return replace(said, manifest=_empty(paths["marts"], draft), is_new=True), paths


def _marts_without(_canonical: Path, _older: Path, newer: Path, manifest: Manifest, *_: object) -> Manifest:
    return _empty(newer, manifest)


def _empty(marts: Path, manifest: Manifest) -> Manifest:
    duckdb.connect(str(marts)).close()
    return replace(manifest, checks={"passed": 0, "warned": 0})
