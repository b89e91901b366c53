"""A HubSpot account as it truly is, drawn by seed: records, their histories, what they hang on, and how they change."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone

START = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
DAY_MS = 86_400_000
# name -> (label, type, whether HubSpot made it); `shoe_size` is nothing that anybody reads.
PROPERTIES = {
    "contacts": {
        "createdate": ("Create Date", "datetime", True), "lastmodifieddate": ("Last Modified", "datetime", True),
        "email": ("Email", "string", True), "lifecyclestage": ("Lifecycle Stage", "enumeration", True),
        "hubspot_owner_id": ("Contact owner", "enumeration", True), "kunden_art": ("Segment", "string", False),
        "shoe_size": ("Shoe size", "number", False),
        "hs_lifecyclestage_lead_date": ("Became a Lead Date", "datetime", True),
    },
    "companies": {
        "createdate": ("Create Date", "datetime", True), "hs_lastmodifieddate": ("Last Modified", "datetime", True),
        "name": ("Company name", "string", True),
    },
    "deals": {
        "createdate": ("Create Date", "datetime", True), "hs_lastmodifieddate": ("Last Modified", "datetime", True),
        "dealstage": ("Deal Stage", "enumeration", True), "amount": ("Amount", "number", True),
        "closedate": ("Close Date", "datetime", True),
    },
    "calls": {
        "hs_createdate": ("Create date", "datetime", True), "hs_lastmodifieddate": ("Last Modified", "datetime", True),
        "hs_timestamp": ("Activity date", "datetime", True), "hs_call_duration": ("Call duration", "number", True),
    },
    "deal_splits": {
        "hs_createdate": ("Create date", "datetime", True), "hs_lastmodifieddate": ("Last Modified", "datetime", True),
        "hs_deal_id": ("Deal", "number", True), "hubspot_owner_id": ("Deal split owner", "enumeration", True),
        "hs_deal_split_percentage": ("Deal split percentage", "number", True),
    },
}  # fmt: skip
MODIFIED = {kind: "lastmodifieddate" if kind == "contacts" else "hs_lastmodifieddate" for kind in PROPERTIES}
CREATED = {kind: "createdate" if "createdate" in names else "hs_createdate" for kind, names in PROPERTIES.items()}
WITH_HISTORY = {"contacts": ("lifecyclestage",), "deals": ("dealstage", "amount")}
STAGES = ("lead", "marketingqualifiedlead", "salesqualifiedlead", "opportunity", "customer")


@dataclass
class Record:
    """One record; `values` hold instants in milliseconds, all else as text."""

    id: int
    values: dict[str, str | int | None]
    created: int
    modified: int
    history: dict[str, list[tuple[int, str | None]]] = field(default_factory=dict)
    is_archived: bool = False
    seen_modified: int | None = None  # what a search knows of it while the change is fresh


class Account:
    """The truth. `now` is its clock, in milliseconds."""

    def __init__(self, seed: int, size: int = 40) -> None:
        self.draws = random.Random(seed)
        self.now = int(START.timestamp() * 1000)
        self.lag = self.draws.choice((0, 4_000, 60_000))
        self.records: dict[str, dict[int, Record]] = {kind: {} for kind in PROPERTIES}
        self.about: dict[tuple[str, str], dict[int, set[int]]] = {}
        self.forms = {f"form-{number}": f"Form {number}" for number in range(self.draws.randint(0, 2))}
        self.submissions: list[tuple[str, str, int, str]] = []  # form, id, at, e-mail
        self.clicks: dict[str, tuple[int, str, str]] = {}  # id -> at, recipient, e-mail campaign
        self.moved: set[int] = set()  # records that were archived at some time
        self._next = self.draws.choice((1, 95, 9_990))
        kinds = list(PROPERTIES)
        for _ in range(size):
            self.add(self.draws.choice(kinds), self.now - self.draws.randint(1, 400) * DAY_MS)
        for _ in range(size // 2):
            self.change()
        self.now += 3_600_000

    def add(self, kind: str, at: int | None = None) -> None:
        at = self.now if at is None else at
        self._next += self.draws.randint(1, 3)
        record = Record(self._next, {CREATED[kind]: at, "shoe_size": "44"}, at, at)
        self.records[kind][record.id] = record
        for name, (_, what, _) in PROPERTIES[kind].items():
            if name not in (CREATED[kind], MODIFIED[kind], "shoe_size"):
                self._set(kind, record, name, self._drawn(name, what, at), at)
        record.seen_modified = None
        for other in self._others(kind):
            self._relate(kind, record.id, other)

    def change(self) -> None:
        """One thing that happens in a company, at a time that has just passed."""
        self.now += self.draws.randint(1, 2_000)
        what = self.draws.random()
        kind = self.draws.choice(list(PROPERTIES))
        living = [each for each in self.records[kind].values() if not each.is_archived]
        archived = [each for each in self.records[kind].values() if each.is_archived]
        if what < 0.25 or not living:
            self.add(kind)
        elif what < 0.6:
            record = self.draws.choice(living)
            name = self.draws.choice([n for n in PROPERTIES[kind] if n not in (CREATED[kind], MODIFIED[kind])])
            self._set(kind, record, name, self._drawn(name, PROPERTIES[kind][name][1], self.now), self.now)
        elif what < 0.7:
            record = self.draws.choice(living)
            record.is_archived = True
            self.moved.add(record.id)
        elif what < 0.75 and archived:  # restored: HubSpot says nothing of it in the last change
            self.draws.choice(archived).is_archived = False
        elif what < 0.8:
            self._erase(kind, self.draws.choice(living).id)
        elif what < 0.87 and self.forms:
            number = f"S{len(self.submissions)}"
            form = self.draws.choice(list(self.forms))
            self.submissions.append((form, number, self.now, f"p{self.draws.randrange(9)}@x.example"))
        elif what < 0.93:
            self.clicks[f"click-{len(self.clicks)}"] = (self.now, "p1@x.example", f"{self.draws.randrange(3)}")
        else:
            self._relate("deals", self.draws.choice([*self.records["deals"], 0]), "contacts")

    def living(self, kind: str) -> list[Record]:
        return [each for each in self.records[kind].values() if not each.is_archived]

    def told(self, value: str | int | None, name: str) -> str | None:
        """A value as the API tells it: instants in whichever way it likes, the same way each time for one value."""
        if not isinstance(value, int):
            return value
        moment = datetime.fromtimestamp(value / 1000, UTC)
        way = (value // 1000 + len(name)) % 4
        if way == 0:
            return str(value)
        if way == 1:
            return moment.astimezone(timezone(timedelta(hours=2))).isoformat(timespec="milliseconds")
        if way == 2 and value % 1000 == 0:
            return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
        return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def _others(self, kind: str) -> Iterator[str]:
        yield from {"calls": ("contacts", "deals"), "deals": ("contacts", "companies")}.get(kind, ())

    def _relate(self, kind: str, record: int, other: str) -> None:
        others = list(self.records[other])
        if others and record:
            chosen = set(self.draws.sample(others, min(len(others), self.draws.randint(0, 3))))
            self.about.setdefault((kind, other), {})[record] = chosen

    def _drawn(self, name: str, what: str, at: int) -> str | int | None:
        if what == "datetime":
            return self.draws.choice((None, at - self.draws.randint(0, 90) * DAY_MS, at // 1000 * 1000))
        if name == "lifecyclestage":
            return self.draws.choice(STAGES)
        return self.draws.choice(
            (None, "", f'{name} {self.draws.randrange(99)} "ä", x', str(self.draws.randrange(999)))
        )

    def _set(self, kind: str, record: Record, name: str, value: str | int | None, at: int) -> None:
        record.values[name] = value
        if name in WITH_HISTORY.get(kind, ()) and (value is None or isinstance(value, str)):
            record.history.setdefault(name, []).append((at, value))
        if self.now - record.modified > self.lag:
            record.seen_modified = record.modified
        record.modified = max(record.modified, at)

    def _erase(self, kind: str, record: int) -> None:
        del self.records[kind][record]
        for (of, other), links in self.about.items():
            if of == kind:
                links.pop(record, None)
            if other == kind:
                for linked in links.values():
                    linked.discard(record)
