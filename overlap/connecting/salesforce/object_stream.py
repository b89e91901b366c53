"""The records of one Salesforce object: those that changed, the deleted among them, and who was erased for good.

Where an object says when a record changed, only changes are asked for. A record that was taken out of the recycle bin
stands nowhere: where Salesforce counts other records, all ids are compared.
"""

from collections.abc import Iterator
from typing import Any

import polars as pl

from overlap.connecting.loader_table import LoaderTable
from overlap.connecting.running import LAG, Running
from overlap.connecting.salesforce.api import Salesforce
from overlap.connecting.salesforce.objects import SalesObject
from overlap.connecting.texts import DAY, TIME, iso, text_of
from overlap.connecting.wanted import Field, Wanted, wanted

_KINDS = {"datetime": TIME, "date": DAY}
_CHANGED = ("SystemModstamp", "LastModifiedDate", "CreatedDate")  # the first an object has tells of its changes
_IDS = 200
ID, DELETED, CREATED = "Id", "IsDeleted", "CreatedDate"


class ObjectStream:
    """One object being pulled. Raises RemoteError, LackingError where the user may not read it."""

    def __init__(self, sales: Salesforce, of: SalesObject, running: Running) -> None:
        self._sales, self._of, self._running = sales, of, running
        described = sales.fields(of.name, of.needs)
        names = {each["name"]: each for each in described}
        self._changed = next((name for name in _CHANGED if name in names), None)
        self._wanted = {each.name: each for each in wanted(map(_field, described), running.source, of.raw)}
        for name in (ID, DELETED, CREATED):
            if name in names:
                self._wanted.setdefault(name, Wanted(name, name, TIME if name == CREATED else "text"))
        columns = tuple(each.column for each in self._wanted.values())
        # Without an id or a time of change the object is read whole.
        self.table = LoaderTable(of.name, columns, ID if ID in names and self._changed else None)

    def pull(self) -> None:
        """Bring the object's table up to date."""
        of, running, table = self._of, self._running, self.table
        since = running.since(table)
        if running.staged.has_ended(of.name):
            return
        if table.key is None:
            rows = [self._row(each) for page in self._pages("") for each in page]
            running.put_whole(table, rows)
        else:
            where = f" where {self._changed} >= {since}" if since else ""
            for page in self._pages(where):
                self._put(page)
            if since is None:
                running.drop_unseen(table)
            else:
                self._compare()
        running.staged.ends(of.name)

    def _pages(self, where: str, *, is_bulk: bool = True) -> Iterator[list[dict[str, Any]]]:
        of = self._of
        query = f"select {', '.join(self._wanted)} from {of.name}{where}"
        for page in self._sales.records(query, of.name, of.needs, is_bulk=of.is_bulk and is_bulk):
            yield page
            self._running.counts(of.name, len(page))

    def _put(self, page: list[dict[str, Any]]) -> None:
        for each in page:
            self._running.staged.put(self.table, str(each[ID]), [self._row(each)])
        self._running.staged.reached(self._of.name, "")

    def _compare(self) -> None:
        """If Salesforce counts other records than are known, find out which are gone and which were missed."""
        of, running = self._of, self._running
        if CREATED not in self._wanted:
            return
        deleted = pl.col(self._wanted[DELETED].column) if DELETED in self._wanted else pl.lit("false")
        created = pl.col(self._wanted[CREATED].column)
        known = running.rows(self.table).select(ID, created.alias(CREATED), deleted.alias(DELETED)).collect()
        before = iso(running.until - LAG)
        settled = known.filter(pl.col(CREATED) < before)
        here = (settled.filter(pl.col(DELETED) != "true").height, settled.height)
        if here != self._sales.counts(of.name, f"{CREATED} < {before}", of.needs):
            self._compare_ids(dict(known.select(ID, DELETED).iter_rows()))

    def _compare_ids(self, known: dict[str, str]) -> None:
        """Erase what Salesforce no longer has; read again what it has otherwise than it is known."""
        of, is_flagged = self._of, DELETED in self._wanted
        query = f"select {ID}{f', {DELETED}' if is_flagged else ''} from {of.name}"
        pages = self._sales.records(query, of.name, of.needs, is_bulk=of.is_bulk)
        there = {str(each[ID]): text_of(each.get(DELETED)) or "false" for page in pages for each in page}
        for gone in known.keys() - there.keys():
            self._running.staged.put(self.table, gone, [])
        other = sorted(each for each, deleted in there.items() if known.get(each) != deleted)
        for begin in range(0, len(other), _IDS):
            ids = ", ".join(f"'{each}'" for each in other[begin : begin + _IDS])
            for page in self._pages(f" where {ID} in ({ids})", is_bulk=False):
                self._put(page)

    def _row(self, record: dict[str, Any]) -> dict[str, str | None]:
        told = {each.column: text_of(record.get(name), each.kind) for name, each in self._wanted.items()}
        return self.table.row(told)


def _field(described: dict[str, Any]) -> Field:
    kind = _KINDS.get(described.get("type", ""), "text")
    return Field(described["name"], described.get("label") or "", kind, bool(described.get("custom")))
