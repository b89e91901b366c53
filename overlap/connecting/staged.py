"""What a running pull has received so far: parts that are whole or not there, so that the next pull can go on."""

import json
import shutil
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from overlap.connecting.loader_table import LoaderTable, Row
from overlap.folders import private_folder
from overlap.warehouse.durable import sync_folder, synced, write_whole

_PART, _BEGAN = "part.json", "began"
_NEW = ".new"


@dataclass(frozen=True)
class Part:
    """Some records of one stream. `told` names, by table, the records whose rows this part replaces."""

    number: int
    folder: Path
    stream: str
    cursor: str
    is_last: bool
    told: dict[str, list[str]]
    whole: tuple[str, ...]

    def rows(self, table: str) -> Path | None:
        """The file of this part's rows of a table."""
        path = self.folder / f"{table}.parquet"
        return path if path.exists() else None


@dataclass
class Staged:
    """The parts of one pull in a folder, in the order in which they came."""

    folder: Path
    parts: list[Part] = field(default_factory=list)
    _rows: dict[str, dict[str, list[Row]]] = field(default_factory=lambda: defaultdict(dict))
    _whole: dict[str, list[Row]] = field(default_factory=dict)
    _tables: dict[str, LoaderTable] = field(default_factory=dict)

    def put(self, table: LoaderTable, key: str, rows: list[Row]) -> None:
        """These are all rows of the record `key`; none: it has none any more."""
        self._tables[table.name] = table
        self._rows[table.name][key] = rows

    def put_whole(self, table: LoaderTable, rows: list[Row]) -> None:
        """These are all rows of the table."""
        self._tables[table.name] = table
        self._whole[table.name] = rows

    def keep(self, stream: str, cursor: str = "", *, is_last: bool = False) -> None:
        """Write what was put as the next part. The stream goes on behind `cursor`, or has ended."""
        if not (self._rows or self._whole or cursor or is_last):
            return
        number = len(self.parts) + 1
        new = self.folder / f"{number:06}{_NEW}"
        shutil.rmtree(new, ignore_errors=True)
        private_folder(new)
        told = {name: list(by_key) for name, by_key in self._rows.items() if by_key}
        rows = {name: [row for of_key in by_key.values() for row in of_key] for name, by_key in self._rows.items()}
        for name, of_table in {**rows, **self._whole}.items():
            if of_table or name in self._whole:
                _write(new / f"{name}.parquet", self._tables[name], of_table)
        said: dict[str, Any] = {"stream": stream, "cursor": cursor, "is_last": is_last, "told": told}
        write_whole(new / _PART, json.dumps({**said, "whole": list(self._whole)}))
        new.rename(self.folder / f"{number:06}")
        sync_folder(self.folder)
        self.parts.append(_read(self.folder / f"{number:06}"))
        self._rows.clear()
        self._whole.clear()

    def began_at(self, now: datetime) -> datetime:
        """When this pull began, by the CRM's clock: now, if it has not yet."""
        path = self.folder / _BEGAN
        if not path.exists():
            write_whole(path, now.isoformat())
        return datetime.fromisoformat(path.read_text(encoding="utf-8"))

    def cursor(self, stream: str) -> str:
        """Behind which record the stream goes on; blank at its beginning."""
        return next((part.cursor for part in reversed(self.parts) if part.stream == stream and part.cursor), "")

    def has_ended(self, stream: str) -> bool:
        """Whether the stream was read to its end."""
        return any(part.is_last for part in self.parts if part.stream == stream)

    def told(self, table: str) -> set[str]:
        """The records of a table that were told of so far."""
        return {key for part in self.parts for key in part.told.get(table, ())} | set(self._rows.get(table, ()))


def open_staged(folder: Path) -> Staged:
    """What lies in the folder; a part that a killed process left half-written is thrown away."""
    private_folder(folder)
    for half in folder.glob(f"*{_NEW}"):
        shutil.rmtree(half, ignore_errors=True)
    return Staged(folder, [_read(path.parent) for path in sorted(folder.glob(f"*/{_PART}"))])


def _read(folder: Path) -> Part:
    said = json.loads((folder / _PART).read_text(encoding="utf-8"))
    return Part(
        int(folder.name), folder, said["stream"], said["cursor"], said["is_last"], said["told"], tuple(said["whole"])
    )


def _write(path: Path, table: LoaderTable, rows: list[Row]) -> None:
    columns = {name: [row[name] for row in rows] for name in table.columns}
    pl.DataFrame(columns, schema=dict.fromkeys(table.columns, pl.String)).write_parquet(path)
    synced(path)
