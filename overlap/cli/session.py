"""What every command starts from: the settings, the warehouse, the resources, progress on stderr."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from overlap.reading import Limits
from overlap.settings import Settings, load
from overlap.warehouse.building import Progress as OnProgress
from overlap.warehouse.connections import Resources
from overlap.warehouse.generations.layout import Warehouse

errors = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)


def settings(**options: Any) -> Settings:
    """The settings in force; an option that is None was not given. Raises UsageError."""
    return load(options)


def warehouse(of: Settings) -> Warehouse:
    """The warehouse the settings name."""
    return Warehouse(of.warehouse)


def store_if_there(of: Settings) -> str | Path | None:
    """The store the settings name; None where it is a file that nobody has made yet, so that asking makes none."""
    place = str(of.store)
    return None if "://" not in place and not Path(place).exists() else of.store


def resources(of: Settings) -> Resources:
    """What a build may use."""
    limits = Limits(int(of.unpacked_limit), of.unpacked_ratio)
    return Resources(
        of.memory_limit, of.threads, of.generations_kept, limits, of.key_file, of.leads_per_shard, of.engine, of.spark
    )


def now() -> datetime:
    """The wall clock; the only place commands read it."""
    return datetime.now(UTC)


def is_asked() -> bool:
    """Whether a person sits there who can answer; nobody does where cron or systemd starts a command."""
    return sys.stdin is not None and sys.stdin.isatty()


@contextmanager
def progress() -> Iterator[OnProgress]:
    """A bar on a terminal; elsewhere a line on stderr whenever the step changes."""
    if not sys.stderr.isatty():
        yield _Lines()
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=errors, transient=True) as bar:
        task = bar.add_task("", total=1.0)
        yield lambda what, share: bar.update(task, description=what, completed=share)


class _Lines:
    def __init__(self) -> None:
        self._last = ""

    def __call__(self, what: str, share: float) -> None:
        if what != self._last:
            self._last = what
            errors.print(what)
