"""One pull while it runs: what was there before, what has come, from which moment on, what the CRM lacks."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import polars as pl

from overlap.connecting.loader_table import LoaderTable, Row
from overlap.connecting.merging import merged
from overlap.connecting.place import Place, Pulled
from overlap.connecting.staged import Staged
from overlap.connecting.texts import iso
from overlap.errors import LackingError, RemoteError
from overlap.reading import Source

Progress = Callable[[str, float], None]

# A CRM shows a change to a search some time after it was made: that much is asked for again.
LAG = timedelta(minutes=15)
_SAID_EVERY = 10_000


@dataclass
class Running:
    """Everything the streams of a pull share. `until` is the CRM's time before which all is known once they ended."""

    place: Place
    source: Source
    staged: Staged
    former: Pulled | None
    until: datetime
    is_whole: bool
    on_progress: Progress
    streams: int
    lacks: dict[str, str] = field(default_factory=dict)
    _known: dict[str, LoaderTable] = field(default_factory=dict)
    _absent: set[str] = field(default_factory=set)
    _begun: int = 0
    _count: int = 0

    def begins(self, stream: str) -> None:
        """Say what is being pulled."""
        self._begun += 1
        self._count = 0
        self.on_progress(f"pull: {stream}", (self._begun - 1) / self.streams)

    def counts(self, stream: str, more: int) -> None:
        """Say how far it is, now and then."""
        before, self._count = self._count, self._count + more
        if before // _SAID_EVERY != self._count // _SAID_EVERY:
            self.on_progress(f"pull: {stream}, {self._count:,} records", (self._begun - 1) / self.streams)

    def since(self, *tables: LoaderTable) -> str | None:
        """From when on changes are asked for; None where all is, for what is known lacks a table or a column of it."""
        self._known |= {table.name: table for table in tables}
        if self.former is None or self.is_whole:
            return None
        for table in tables:
            if not set(table.columns) <= set(self.former.columns.get(table.name, ())):
                return None
        return self.former.until

    def rows(self, table: LoaderTable) -> pl.LazyFrame:
        """The table as it is by now."""
        return merged(table, self.place.former(table.name), self.staged.parts_of(table))

    def former_ids(self, table: LoaderTable) -> set[str]:
        """The records of a table that were known before."""
        path, key = self.place.former(table.name), table.key
        if path is None or key is None:
            return set()
        return set(pl.scan_parquet(path).select(key).collect()[key].drop_nulls().to_list())

    def _had_rows(self, table: str) -> bool:
        former = self.place.former(table)
        return former is not None and pl.scan_parquet(former).select(pl.len()).collect().item() > 0

    def put_whole(self, table: LoaderTable, rows: list[Row]) -> None:
        """These are all rows of the table; nothing is put where they are what was there before."""
        former = self.place.former(table.name)
        if former is None or sorted(map(_told, rows)) != sorted(map(_told, pl.read_parquet(former).to_dicts())):
            self.staged.put_whole(table, rows)

    def goes_without(self, stream: str, tables: tuple[str, ...], error: LackingError) -> None:
        """Note what the CRM lacks. Raises RemoteError if it was there before: numbers would change without a word."""
        if not self.is_whole and any(self._had_rows(name) for name in tables):
            raise RemoteError(
                f"{error} It was pulled before, so nothing was changed. Grant the permission again, or read all anew "
                "without it: --whole."
            ) from None
        self.lacks[stream] = str(error)
        self._absent |= set(tables)

    @property
    def tables(self) -> list[LoaderTable]:
        """The tables that the CRM has."""
        return [table for name, table in self._known.items() if name not in self._absent]

    def drop_unseen(self, *tables: LoaderTable) -> None:
        """Read whole, what was known of and not met any more is gone."""
        for table in tables:
            for gone in self.former_ids(table) - self.staged.told(table):
                self.staged.put(table, gone, [])

    def done(self, pulled_at: datetime) -> Pulled:
        """What this pull says of itself."""
        columns = {table.name: list(table.columns) for table in self.tables}
        return Pulled(iso(pulled_at), iso(self.until - LAG), columns, self.lacks)


def begin(
    place: Place, source: Source, began_at: datetime, on_progress: Progress, streams: int, *, is_whole: bool
) -> Running:
    """A pull that begins now, or goes on where one broke off: it then began when that did."""
    tables = place.tables
    staged = place.running(f"{tables.name if tables else ''} {'whole' if is_whole else 'changed'}")
    until = staged.began_at(began_at)
    return Running(place, source, staged, place.pulled(), until, is_whole, on_progress, streams)


def _told(row: Row) -> list[str]:
    return [f"{name}={value}" for name, value in row.items() if value is not None]
