"""Where the tables of a connection lie in the house, and how a pull puts new ones in their place, all at once.

connected/<name>/house.toml     the name of the variable that holds the token, and settings of the company
connected/<name>/CURRENT        the folder of the tables that count
connected/<name>/tables-<id>/   one Parquet file a table, and .pull.json: when they were pulled, and from when on
connected/<name>/running/       parts of a pull that has not ended; the next goes on with them
connected/<name>/failed.json    when the newest pull failed, and why; gone with the next that does not
"""

import json
import os
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

import polars as pl
from filelock import FileLock, Timeout

from overlap.connecting.loader_table import LoaderTable
from overlap.connecting.merging import is_untouched, merged
from overlap.connecting.staged import Part, Staged
from overlap.errors import WarehouseError
from overlap.folders import private_folder
from overlap.warehouse.generations.durable import sync_folder, synced, write_whole
from overlap.warehouse.generations.layout import Warehouse

_CURRENT, _RUNNING, _FAILED, _PULLED, _TABLES = "CURRENT", "running", "failed.json", ".pull.json", "tables-"


@dataclass(frozen=True)
class Pulled:
    """What a pull brought: when, from which moment of the CRM the next goes on, columns by table, what is lacking."""

    pulled_at: str
    until: str
    columns: dict[str, list[str]]
    lacks: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Failed:
    """The newest pull, where it failed."""

    failed_at: str
    why: str


class Place:
    """The folder of one connection."""

    def __init__(self, warehouse: Warehouse, name: str) -> None:
        self.name = name
        self.folder = warehouse.folder.parent / "connected" / name

    @property
    def tables(self) -> Path | None:
        """The folder of the tables that count, None before the first pull."""
        try:
            current = (self.folder / _CURRENT).read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return None
        return self.folder / current

    def former(self, table: str) -> Path | None:
        """The file of a table that counts."""
        tables = self.tables
        path = tables / f"{table}.parquet" if tables else None
        return path if path and path.exists() else None

    def pulled(self) -> Pulled | None:
        """What the newest pull that ended says of itself."""
        tables = self.tables
        return Pulled(**json.loads((tables / _PULLED).read_text(encoding="utf-8"))) if tables else None

    def failed(self) -> Failed | None:
        """How the newest pull failed, if it did."""
        try:
            return Failed(**json.loads((self.folder / _FAILED).read_text(encoding="utf-8")))
        except (FileNotFoundError, ValueError, TypeError):
            return None

    def keep_failure(self, at: datetime, why: str) -> None:
        """Remember that a pull failed."""
        private_folder(self.folder)
        write_whole(self.folder / _FAILED, json.dumps(asdict(Failed(at.isoformat(), why))))

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the one pull's lock. Raises WarehouseError while another runs."""
        private_folder(self.folder)
        try:
            lock = FileLock(self.folder / ".lock", timeout=0).acquire()
        except Timeout:
            raise WarehouseError(f"Another pull of {self.name} is running. Wait until it has finished.") from None
        with lock:
            yield

    def running(self, base: str) -> Staged:
        """The parts of the pull that did not end, if it went on from the same tables and in the same way; else none."""
        folder = self.folder / _RUNNING
        based_on = folder / "base"
        if not based_on.exists() or based_on.read_text(encoding="utf-8") != base:
            shutil.rmtree(folder, ignore_errors=True)
            private_folder(folder)
            write_whole(based_on, base)
        return Staged(folder)

    def land(self, staged: Staged, tables: Sequence[LoaderTable], pulled: Pulled) -> Path:
        """Put the merged tables in the place of the former, at once; a table that is not among them goes."""
        new = self.folder / f"{_TABLES}{secrets.token_hex(6)}"
        private_folder(new)
        parts = staged.parts
        for table in tables:
            self._land(table, new / f"{table.name}.parquet", parts)
        write_whole(new / _PULLED, json.dumps(asdict(pulled), indent=1))
        sync_folder(new)
        write_whole(self.folder / _CURRENT, new.name + "\n")
        (self.folder / _FAILED).unlink(missing_ok=True)
        self._clear(new)
        return new

    def _land(self, table: LoaderTable, path: Path, parts: Sequence[Part]) -> None:
        former = self.former(table.name)
        if former and is_untouched(table, parts) and list(pl.read_parquet_schema(former)) == list(table.columns):
            path.hardlink_to(former)
            return
        # In a fixed order: the same rows are the same bytes.
        merged(table, former, parts).sort(table.columns).collect().write_parquet(path)
        synced(path)

    def _clear(self, current: Path) -> None:
        shutil.rmtree(self.folder / _RUNNING, ignore_errors=True)
        for old in self.folder.glob(f"{_TABLES}*"):
            if old != current:
                shutil.rmtree(old, ignore_errors=True)


def connected(warehouse: Warehouse) -> tuple[Place, ...]:
    """The connections of a house."""
    found = sorted((warehouse.folder.parent / "connected").glob(f"*{os.sep}house.toml"))
    return tuple(Place(warehouse, path.parent.name) for path in found)
