"""What people type, beside a generation: the store's tables in a reader, loaded anew when their revision has moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

import duckdb
from sqlalchemy import select

from overlap.agreements import Agreements, Row, SignedAgreement, at_ask, pending, read_agreements, resolve
from overlap.contract import BY_NAME
from overlap.store import Store
from overlap.store.schema import REVISIONS
from overlap.warehouse.generations.manifest import Manifest
from overlap.warehouse.reader.store_tables import TABLES, all_rows, last_write, made, put, rows_written

AGREEMENTS = "agreements"


@dataclass(frozen=True)
class _Loaded:
    """How far a table is loaded: its revision, and the newest entry of the audit about it."""

    revision: int = 0
    written: int = 0


class Live:
    """The store's tables and the agreements of one reader. Threads share it; a refresh is one transaction."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        manifest: Manifest,
        store: Store | None,
        drafts: Sequence[SignedAgreement],
    ) -> None:
        """Make `store.<table>`, empty; before the reader is locked. `drafts` count as signed."""
        self._connection, self._manifest, self.store, self._drafts = connection, manifest, store, drafts
        self._loaded = dict.fromkeys(TABLES, _Loaded())
        self._lock = Lock()
        self._pending: tuple[int, tuple[Row, ...]] | None = None
        connection.execute("create schema store")
        for table in TABLES.values():
            connection.execute(made(table))

    @cached_property
    def built(self) -> Agreements:
        """`agreements.<kind>` as they were built, whatever is signed since: most readers never ask."""
        with self._connection.cursor() as cursor:
            return read_agreements(cursor, "marts_file.agreements")

    def refresh(self, tables: Sequence[str]) -> dict[str, int]:
        """Load those of the tables that were written since. Table -> its revision now; nothing without a store.

        Raises StoreError.
        """
        if self.store is None or not tables:
            return {}
        now = self.store.revisions()
        with self._lock:
            for table in tables:
                if self._loaded[table].revision != now[table]:
                    self._load(table)
            return {table: self._loaded[table].revision for table in tables}

    def written(self) -> frozenset[str]:
        """The canonical tables that have a namesake here with rows in it."""
        revisions = self.store.revisions() if self.store else {}
        return frozenset(name for name in BY_NAME if revisions.get(name))

    def agreed(self) -> Agreements:
        """What holds as the store stands now, whether a build has applied it or not."""
        signed = [*(self.store.agreements() if self.store else []), *self._drafts]
        return resolve(self._manifest.agreed("source_agreements"), self._manifest.agreed("folder_agreements"), signed)

    def pending(self) -> tuple[Row, ...]:
        """What is signed and waits for a build, worked out once for all who look; nothing without a store."""
        if self.store is None:
            return ()
        revision = self.store.revision(AGREEMENTS)  # before what it counts: a signature between the two is seen later
        if self._pending is None or self._pending[0] != revision:
            self._pending = revision, pending(self.built, self.agreed())
        return self._pending[1]

    def close(self) -> None:
        """Let the store's connections go."""
        if self.store:
            self.store.close()

    def _load(self, name: str) -> None:
        assert self.store
        table, before = TABLES[name], self._loaded[name]
        with self.store.read() as read:
            # The counter before the rows: a write between the two is loaded twice, never missed.
            revision = read.scalar(select(REVISIONS.c.revision).where(REVISIONS.c.table_name == name)) or 0
            written = last_write(read, table)
            changed = rows_written(read, table, before.written, revision - before.revision) if before.revision else None
            rows = all_rows(read, table) if changed is None else changed
        agreed = at_ask(self.built, self.agreed()) if name == AGREEMENTS else None
        cursor = self._connection.cursor()
        try:
            cursor.execute("begin")
            if changed is None:
                cursor.execute(made(table))
            put(cursor, table, rows)
            if agreed:
                agreed.write(cursor)
            cursor.execute("commit")
        finally:
            cursor.close()  # what was begun and not committed is undone
        self._loaded[name] = _Loaded(revision, written)
