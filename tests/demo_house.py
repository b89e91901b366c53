"""Demo companies of a few sizes, each imported once in a run of the tests and copied to whoever asks."""

import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from overlap.demo import DemoOptions, generate
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.importing import Export, import_folder, source_named

NOW = datetime(2026, 11, 21, tzinfo=UTC)
UNTUNED = DemoOptions(leads=20_000, seed=504)  # a seed on which nothing was tuned
DEMO = DemoOptions().seed


def demo_house(folder: Path, leads: int = 2500, seed: int = DEMO) -> Warehouse:
    """A warehouse below `folder` holding the demo company of that size, with its export and its store."""
    made = made_once(folder, f"demo-of-{leads}-{seed}", lambda at: _make(at, DemoOptions(leads=leads, seed=seed)))
    shutil.copytree(made, folder, dirs_exist_ok=True)
    return Warehouse(folder / "warehouse")


def untuned_house(folder: Path) -> Warehouse:
    """The company in which tests look for what is planted."""
    return demo_house(folder, UNTUNED.leads, UNTUNED.seed)


def made_once(folder: Path, name: str, make: Callable[[Path], None]) -> Path:
    """A folder of that name in which `make` was called once for all processes of this run; nobody changes it."""
    made = _folder_of_run(folder) / name
    with FileLock(f"{made}.lock"):
        if not made.exists():
            unfinished = made.with_name(f"{made.name}-unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)
            make(unfinished)
            unfinished.rename(made)
    return made


def _make(folder: Path, options: DemoOptions) -> None:
    generate(folder / "export", options)
    source = Export(source_named("overlap"), folder / "export")
    import_folder(Warehouse(folder / "warehouse"), folder / "store.db", source, now=NOW)


def _folder_of_run(folder: Path) -> Path:
    """Of pytest's temporary folders the one that all processes of this run share."""
    for parent in folder.parents:
        if parent.name.startswith("popen-"):
            return parent.parent
        if re.fullmatch(r"pytest-\d+", parent.name):
            return parent
    return folder.parent
