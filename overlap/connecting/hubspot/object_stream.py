"""The records of one HubSpot object: those that changed, those that were archived, a count that says if any are amiss.

Changed records are walked in the order of their ids, and read whole with what hangs on them. Archived ones stand in a
list of their own. What was erased for good stands nowhere: the ids of all records are compared, of a great many only
where their count is another than HubSpot's.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import polars as pl

from overlap.connecting.hubspot.api import LIST_PAGE, VERSION, HubSpot
from overlap.connecting.hubspot.objects import Histories, HubObject
from overlap.connecting.loader_table import LoaderTable
from overlap.connecting.running import LAG, Running
from overlap.connecting.texts import DAY, TIME, iso, text_of
from overlap.connecting.wanted import Field, has_column, wanted
from overlap.errors import LackingError

_KINDS = {"datetime": TIME, "date": DAY}
_CHUNK = 1_000  # records that are read together
_ALL_IDS_UP_TO = 10_000  # records whose ids are compared each time; from there on only where the count differs
ID, ARCHIVED, CREATED = "id", "is_archived", "createdAt"


class ObjectStream:
    """One object being pulled. Raises RemoteError, LackingError where the token may not read it."""

    def __init__(self, hub: HubSpot, of: HubObject, running: Running) -> None:
        self._hub, self._of, self._running = hub, of, running
        fields = list(self._fields())
        self._wanted = [
            each for each in wanted(fields, running.source, of.raw, "property_") if each.name != "hs_object_id"
        ]
        names = {field.name for field in fields}
        self._history = [name for each in of.histories for name in each.properties if name in names]
        # A table whose archived records nobody could tell from the others does not hold them.
        self._reads_archived = has_column(running.source, of.raw, ARCHIVED)
        flags = (ARCHIVED,) if self._reads_archived else ()
        self.table = LoaderTable(of.table, (ID, *flags, CREATED, *(each.column for each in self._wanted)), ID)

    def pull(self) -> None:
        """Bring the object's tables up to date."""
        of, running = self._of, self._running
        hanging = [each.table for each in of.histories] + [table for _, table in of.associated]
        since = running.since(self.table, *hanging)
        if running.staged.has_ended(of.kind):
            return
        # The archive comes first: what is restored from then on is missed by no search, or by the comparison of ids.
        self._take_archived()
        changed = [{"propertyName": of.modified, "operator": "GTE", "value": _ms(since)}] if since else []
        for ids in self._in_chunks(changed, running.staged.cursor(of.kind)):
            self._take(ids)
            running.staged.reached(of.kind, ids[-1])
        if since is None:
            for gone in running.former_ids(self.table) - running.staged.told(self.table):
                self._erase(gone)
        self._compare()
        running.staged.ends(of.kind)

    def _fields(self) -> Iterator[Field]:
        answer = self._hub.get(f"/crm/properties/{VERSION}/{self._of.kind}", self._of.kind, self._of.needs)
        for each in answer["results"]:
            kind = _KINDS.get(each.get("type", ""), "text")
            yield Field(each["name"], each.get("label") or "", kind, not each.get("hubspotDefined", False))

    def _in_chunks(self, filters: list[dict[str, Any]], cursor: str) -> Iterator[list[str]]:
        chunk: list[str] = []
        for page in self._hub.found(self._of.kind, filters, cursor, self._of.kind, self._of.needs):
            chunk += page
            if len(chunk) >= _CHUNK:
                yield chunk
                chunk = []
        if chunk:
            yield chunk

    def _take(self, ids: list[str]) -> list[str]:
        """Read the records of these ids; those that are there come back."""
        of, staged = self._of, self._running.staged
        properties = [each.name for each in self._wanted]
        records = self._hub.read(of.kind, ids, properties, self._history, of.kind, of.needs)
        for record in records:
            staged.put(self.table, str(record["id"]), [self._row(record)])
            for each in of.histories:
                staged.put(each.table, str(record["id"]), list(self._told(each, record)))
        there = [str(record["id"]) for record in records]
        for other, table in of.associated:
            self._take_associated(other, table, there)
        self._running.counts(of.kind, len(records))
        return there

    def _take_associated(self, other: str, table: LoaderTable, ids: list[str]) -> None:
        what = f"{self._of.kind} and their {other}"
        try:
            found = self._hub.associated(self._of.kind, ids, other, what, self._of.needs)
        except LackingError as error:
            self._running.goes_without(what, (table.name,), error)
            found = {}
        for each in ids:
            rows = [dict(zip(table.columns, (each, to), strict=True)) for to in found.get(each, ())]
            self._running.staged.put(table, each, [table.row(row) for row in rows])

    def _take_archived(self) -> None:
        """Read the archive. What has left it was restored, of which a record says nothing, or erased."""
        archived = set(self._archived())
        left = [each for each in self._known("true")[ID].to_list() if each not in archived]
        for begin in range(0, len(left), _CHUNK):
            chunk = left[begin : begin + _CHUNK]
            for gone in set(chunk) - set(self._take(chunk)):
                self._erase(gone)

    def _archived(self) -> Iterator[str]:
        names = ",".join(each.name for each in self._wanted)
        path = f"/crm/objects/{VERSION}/{self._of.kind}"
        asked = {"archived": "true", "limit": LIST_PAGE, "properties": names}
        for page in self._hub.listed(path, f"archived {self._of.kind}", self._of.needs, **asked):
            for record in page:
                rows = [self._row({**record, "archived": True})] if self._reads_archived else []
                self._running.staged.put(self.table, str(record["id"]), rows)
                yield str(record["id"])

    def _compare(self) -> None:
        """Find out which records are gone and which were missed."""
        of = self._of
        living = self._known("false")
        # A record restored beside one erased leaves the count as it was: only who knows the archive sees the first.
        if self._reads_archived and living.height > _ALL_IDS_UP_TO and self._has_as_many(living):
            return
        path = f"/crm/objects/{VERSION}/{of.kind}"
        there: dict[str, None] = {}
        for page in self._hub.listed(path, of.kind, of.needs, archived="false", limit=LIST_PAGE, properties=ID):
            there |= dict.fromkeys(str(record["id"]) for record in page)
        here = set(living[ID].to_list())
        for gone in here - set(there):
            self._erase(gone)
        missed = [each for each in there if each not in here]
        for begin in range(0, len(missed), _CHUNK):
            self._take(missed[begin : begin + _CHUNK])

    def _known(self, archived: str) -> pl.DataFrame:
        """The records that are known by now as archived ("true") or living."""
        rows = self._running.rows(self.table)
        told = pl.col(ARCHIVED) if self._reads_archived else pl.lit("false")
        return rows.filter(told == archived).select(ID, CREATED).collect()

    def _has_as_many(self, living: pl.DataFrame) -> bool:
        """Whether HubSpot counts as many records, of those that a search has had the time to learn of."""
        of, before = self._of, iso(self._running.until - LAG)
        filters = [{"propertyName": of.created, "operator": "LT", "value": _ms(before)}]
        known = living.filter(pl.col(CREATED) < before).height
        return known == self._hub.count(of.kind, filters, of.kind, of.needs)

    def _erase(self, record: str) -> None:
        for table in [self.table, *(each.table for each in self._of.histories), *(t for _, t in self._of.associated)]:
            self._running.staged.put(table, record, [])

    def _row(self, record: dict[str, Any]) -> dict[str, str | None]:
        properties = record.get("properties") or {}
        told = {each.column: text_of(properties.get(each.name), each.kind) for each in self._wanted}
        archived, created = text_of(bool(record.get("archived"))), text_of(record.get("createdAt"), TIME)
        return self.table.row({ID: str(record["id"]), ARCHIVED: archived, CREATED: created, **told})

    @staticmethod
    def _told(each: Histories, record: dict[str, Any]) -> Iterator[dict[str, str | None]]:
        for name, versions in (record.get("propertiesWithHistory") or {}).items():
            for version in versions if each.is_of(name) else ():
                told = {
                    str(each.table.key): str(record["id"]),
                    each.timestamp: text_of(version.get("timestamp"), TIME),
                    "name": name,
                    "value": text_of(version.get("value")),
                    "source": text_of(version.get("sourceType")),
                }
                yield each.table.row(told)


def _ms(moment: str) -> str:
    return str(round(datetime.fromisoformat(moment).timestamp() * 1000))
