"""Demo companies of a few sizes, each imported once in a run of the tests and copied to whoever asks."""

import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

from few_marts import few_marts
from filelock import FileLock

from overlap.demo import DemoOptions, generate, ready
from overlap.demo.options import SHIPPED_DIRTY
from overlap.demo.ready import Home, make_ready
from overlap.warehouse.building import silent
from overlap.warehouse.connections import DEFAULT_RESOURCES
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.importing import Export, import_folder, source_named
from overlap.warehouse.importing.last_forecast import FORECAST

NOW = datetime(2026, 11, 21, tzinfo=UTC)
EARLIER = ready._import_earlier  # noqa: SLF001 - the first of the two imports that make a company ready
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


def shipped_home(folder: Path) -> Home:
    """The company that is shown, ready and used, with its faulty records, in a folder."""
    made = made_once(folder, "shipped", lambda at: ready_home(at, DemoOptions(dirty_share=SHIPPED_DIRTY)))
    return Home(shutil.copytree(made, folder, dirs_exist_ok=True))


def ready_home(folder: Path, options: DemoOptions, clock: Callable[[], datetime] = lambda: NOW) -> Home:
    """A company made ready; as it was some weeks before, which nobody asks, it has the marts alone an import reads."""

    def earlier(*given: Any) -> None:
        with few_marts(FORECAST):
            EARLIER(*given)

    home = Home(folder)
    with patch.object(ready, "_import_earlier", earlier):
        make_ready(home, options, clock, DEFAULT_RESOURCES, silent)
    return home


def made_once(folder: Path, name: str, make: Callable[[Path], object]) -> Path:
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
