"""What people type, beside a generation: the store's tables in a reader, loaded anew when their revision has moved."""

from collections.abc import Mapping, Sequence
from threading import Lock
from typing import Any

import duckdb
import polars as pl
from sqlalchemy import Column, Date, Float, Integer, Table, select

from overlap.agreements import Agreements, Row, SignedAgreement, at_ask, pending, read_agreements, resolve
from overlap.contract import BY_NAME
from overlap.store import Store
from overlap.store.schema import HOUSE, METADATA, REVISIONS, UtcTime
from overlap.warehouse.layout import Manifest

TABLES: Mapping[str, Table] = {
    name: table for name, table in METADATA.tables.items() if table not in (HOUSE, REVISIONS)
}
AGREEMENTS = "agreements"
_TYPES = (
    (Integer, "bigint", pl.Int64),
    (Float, "double", pl.Float64),
    (UtcTime, "timestamptz", pl.Datetime("us", "UTC")),
    (Date, "date", pl.Date),
)


class Live:
    """The store's tables and the agreements of one reader. Threads share it; a refresh is one transaction."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        manifest: Manifest,
        store: Store | None,
        drafts: Sequence[SignedAgreement],
    ) -> None:
        """Make `store.<table>`, empty, and find `agreements.<kind>` as they were built; before the reader is locked.

        `drafts` count as signed.
        """
        self._connection, self._manifest, self.store, self._drafts = connection, manifest, store, drafts
        self._loaded = dict.fromkeys(TABLES, 0)
        self._lock = Lock()
        self.built = read_agreements(connection)
        connection.execute("create schema store")
        for table in TABLES.values():
            connection.execute(_made(table))

    def refresh(self, tables: Sequence[str]) -> dict[str, int]:
        """Load those of the tables that were written since. Table -> its revision now; nothing without a store.

        Raises StoreError.
        """
        if self.store is None or not tables:
            return {}
        now = self.store.revisions()
        with self._lock:
            for table in tables:
                if self._loaded[table] != now[table]:
                    self._load(table)
            return {table: self._loaded[table] for table in tables}

    def written(self) -> frozenset[str]:
        """The canonical tables that have a namesake here with rows in it."""
        revisions = self.store.revisions() if self.store else {}
        return frozenset(name for name in BY_NAME if revisions.get(name))

    def agreed(self) -> Agreements:
        """What holds as the store stands now, whether a build has applied it or not."""
        signed = [*(self.store.agreements() if self.store else []), *self._drafts]
        return resolve(self._manifest.agreed("source_agreements"), self._manifest.agreed("folder_agreements"), signed)

    def pending(self) -> tuple[Row, ...]:
        """What is signed and waits for a build; nothing without a store."""
        return pending(self.built, self.agreed()) if self.store else ()

    def close(self) -> None:
        """Let the store's connections go."""
        if self.store:
            self.store.close()

    def _load(self, name: str) -> None:
        assert self.store
        table = TABLES[name]
        with self.store.read() as read:
            # The counter before the rows: a write between the two is loaded twice, never missed.
            revision = read.scalar(select(REVISIONS.c.revision).where(REVISIONS.c.table_name == name))
            rows = read.execute(select(table)).fetchall()
        agreed = at_ask(self.built, self.agreed()) if name == AGREEMENTS else None
        cursor = self._connection.cursor()
        try:
            cursor.register("fresh", pl.DataFrame(rows, schema=_schema(table), orient="row"))
            cursor.execute("begin")
            cursor.execute(_made(table))
            cursor.execute(f'insert into store."{name}" select {_read(table)} from fresh')
            if agreed:
                agreed.write(cursor)
            cursor.execute("commit")
            cursor.unregister("fresh")
        finally:
            cursor.close()  # what was begun and not committed is undone
        self._loaded[name] = revision or 0


def _made(table: Table) -> str:
    columns = ", ".join(f'"{column.name}" {_type(column)}' for column in table.columns)
    return f'create or replace table store."{table.name}" ({columns})'


def _read(table: Table) -> str:
    lists = """from_json("{0}", '["varchar"]')"""
    return ", ".join((lists if column.info else '"{0}"').format(column.name) for column in table.columns)


def _type(column: Column[Any]) -> str:
    found = next((sql for type_, sql, _ in _TYPES if isinstance(column.type, type_)), "varchar")
    return f"{found}[]" if column.info else found


def _schema(table: Table) -> dict[str, Any]:
    return {
        column.name: next((frame for type_, _, frame in _TYPES if isinstance(column.type, type_)), pl.String)
        for column in table.columns
    }
