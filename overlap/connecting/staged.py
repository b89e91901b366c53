"""What a running pull has received so far: parts that are whole or not there, so that the next pull can go on."""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import polars as pl

from overlap.connecting.loader_table import LoaderTable, Row
from overlap.folders import private_folder
from overlap.warehouse.generations.durable import sync_folder, synced, write_whole

KEPT_AT = 1_000  # records after which what has come is written down
_PART, _BEGAN = "part.json", "began"
_NEW = ".new"


@dataclass(frozen=True)
class Part:
    """Some records. `told` names, by table, those whose rows stand here; tables in `whole` are all rows there are.

    `cursors` say behind which record a stream goes on, `ended` which have come to their end.
    """

    number: int
    rows: Mapping[str, pl.LazyFrame]
    told: Mapping[str, list[str]]
    whole: tuple[str, ...]
    cursors: Mapping[str, str]
    ended: tuple[str, ...]


@dataclass
class _Pending:
    rows: dict[LoaderTable, dict[str, list[Row]]] = field(default_factory=dict)
    whole: dict[LoaderTable, list[Row]] = field(default_factory=dict)
    cursors: dict[str, str] = field(default_factory=dict)
    ended: list[str] = field(default_factory=list)

    def part(self, number: int) -> Part:
        frames = {
            table.name: _frame(table, [row for rows in by_key.values() for row in rows])
            for table, by_key in self.rows.items()
        }
        frames |= {table.name: _frame(table, rows) for table, rows in self.whole.items()}
        told = {table.name: list(by_key) for table, by_key in self.rows.items()}
        whole = tuple(table.name for table in self.whole)
        return Part(number, frames, told, whole, dict(self.cursors), tuple(self.ended))


class Staged:
    """The parts of one pull, in the order in which they came: those written in a folder, and one that is not yet."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        private_folder(folder)
        for half in folder.glob(f"*{_NEW}"):  # a killed process left it
            shutil.rmtree(half, ignore_errors=True)
        self._written = [_read(path.parent) for path in sorted(folder.glob(f"*/{_PART}"))]
        self._pending = _Pending()

    @property
    def parts(self) -> list[Part]:
        """All that has come."""
        return [*self._written, self._pending.part(len(self._written) + 1)]

    def parts_of(self, table: LoaderTable) -> list[Part]:
        """All that has come of one table."""
        rows = {table: self._pending.rows[table]} if table in self._pending.rows else {}
        whole = {table: self._pending.whole[table]} if table in self._pending.whole else {}
        return [*self._written, _Pending(rows, whole).part(len(self._written) + 1)]

    def put(self, table: LoaderTable, key: str, rows: list[Row]) -> None:
        """These are all rows of the record `key`; none: it has none any more."""
        self._pending.rows.setdefault(table, {})[key] = rows

    def put_whole(self, table: LoaderTable, rows: list[Row]) -> None:
        """These are all rows of the table."""
        self._pending.whole[table] = rows

    def reached(self, stream: str, cursor: str) -> None:
        """The stream goes on behind `cursor`."""
        self._pending.cursors[stream] = cursor
        if max(map(len, self._pending.rows.values()), default=0) >= KEPT_AT:
            self.write()

    def ends(self, stream: str) -> None:
        """The stream has come to its end."""
        self._pending.ended.append(stream)

    def write(self) -> None:
        """Write down what is not yet, in one move."""
        part = self._pending.part(len(self._written) + 1)
        folder = self._folder / f"{part.number:06}"
        new = folder.with_suffix(_NEW)
        private_folder(new)
        for name, frame in part.rows.items():
            frame.collect().write_parquet(new / f"{name}.parquet")
            synced(new / f"{name}.parquet")
        said = {"told": part.told, "whole": part.whole, "cursors": part.cursors, "ended": part.ended}
        write_whole(new / _PART, json.dumps(said))
        new.rename(folder)
        sync_folder(self._folder)
        self._written.append(_read(folder))
        self._pending = _Pending()

    def began_at(self, now: datetime) -> datetime:
        """When this pull began, by the CRM's clock: now, if it has not yet."""
        path = self._folder / _BEGAN
        if not path.exists():
            write_whole(path, now.isoformat())
        return datetime.fromisoformat(path.read_text(encoding="utf-8"))

    def cursor(self, stream: str) -> str:
        """Behind which record the stream goes on; blank at its beginning."""
        found = [part.cursors[stream] for part in self._written if stream in part.cursors]
        return self._pending.cursors.get(stream) or (found[-1] if found else "")

    def has_ended(self, stream: str) -> bool:
        """Whether the stream was read to its end."""
        return stream in self._pending.ended or any(stream in part.ended for part in self._written)

    def told(self, table: LoaderTable) -> set[str]:
        """The records of a table that were told of so far."""
        found = {key for part in self._written for key in part.told.get(table.name, ())}
        return found | set(self._pending.rows.get(table, ()))


def _read(folder: Path) -> Part:
    said = json.loads((folder / _PART).read_text(encoding="utf-8"))
    rows = {path.stem: pl.scan_parquet(path) for path in folder.glob("*.parquet")}
    return Part(
        int(folder.name), rows, said["told"], tuple(said["whole"]), said["cursors"], tuple(said["ended"])
    )  # fmt: skip


def _frame(table: LoaderTable, rows: list[Row]) -> pl.LazyFrame:
    columns = {name: [row[name] for row in rows] for name in table.columns}
    return pl.LazyFrame(columns, schema=dict.fromkeys(table.columns, pl.String))
