"""A Salesforce org as it truly is, by seed: records that change, go into the recycle bin, come back, are erased."""

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime

START = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
DAY_MS = 86_400_000
# name -> (label, type, whether the company made it), beside Id, CreatedDate and what STAMPED and BINNED add.
FIELDS = {
    "Lead": {
        "Email": ("Email", "email", False), "Status": ("Lead Status", "picklist", False),
        "Geo__c": ("Region", "string", True), "Shoe__c": ("Shoe size", "double", True),
        "ConvertedDate": ("Converted Date", "date", False), "IsConverted": ("Converted", "boolean", False),
    },
    "Contact": {"Email": ("Email", "email", False), "LastName": ("Last Name", "string", False)},
    "LeadHistory": {
        "LeadId": ("Lead ID", "reference", False), "Field": ("Changed Field", "picklist", False),
        "OldValue": ("Old Value", "anyType", False), "NewValue": ("New Value", "anyType", False),
    },
    "Opportunity": {
        "StageName": ("Stage", "picklist", False), "Amount": ("Amount", "currency", False),
        "CloseDate": ("Close Date", "date", False),
    },
    "User": {"Name": ("Full Name", "string", False), "Email": ("Email", "email", False)},
    "OpportunityStage": {"MasterLabel": ("Master Label", "string", False), "IsWon": ("Won", "boolean", False)},
    "DatedConversionRate": {"IsoCode": ("Iso Code", "string", False), "StartDate": ("Start Date", "date", False)},
}  # fmt: skip
STAMPED = ("Lead", "Contact", "Opportunity", "User", "OpportunityStage")
BINNED = ("Lead", "Contact", "Opportunity", "LeadHistory")
UNTIMED = ("DatedConversionRate",)


@dataclass
class Record:
    id: str
    values: dict[str, str | bool | float | None]
    created: int
    modified: int
    is_deleted: bool = False
    seen_from: int = 0  # a long transaction: stamped before others can see it
    before: "Record | None" = field(default=None, repr=False)


class Org:
    """The truth. `now` is its clock, in milliseconds."""

    def __init__(self, seed: int, size: int = 40) -> None:
        self.draws = random.Random(seed)
        self.now = int(START.timestamp() * 1000)
        self.lag = self.draws.choice((0, 5_000, 60_000))
        self.records: dict[str, dict[str, Record]] = {name: {} for name in FIELDS}
        self._next = 0
        for _ in range(size):
            self.add(self.draws.choice(list(FIELDS)), self.now - self.draws.randint(1, 400) * DAY_MS)
        for _ in range(size // 2):
            self.change()
        self.now += 3_600_000

    def add(self, name: str, at: int | None = None) -> None:
        self._next += 1
        at = self.now if at is None else at
        identifier = f"00Q{self._next:012}"
        values = {each: self._drawn(what) for each, (_, what, _) in FIELDS[name].items()}
        self.records[name][identifier] = Record(identifier, values, at, at, seen_from=at + self.lag)

    def change(self) -> None:
        """One thing that happens in a company, at a time that has just passed."""
        self.now += self.draws.randint(1, 2_000)
        name, what = self.draws.choice(list(FIELDS)), self.draws.random()
        records = list(self.records[name].values())
        living = [each for each in records if not each.is_deleted]
        if what < 0.3 or not living:
            self.add(name)
        elif what < 0.65 and name in STAMPED:
            record = self._stamped(self.draws.choice(living))
            field_ = self.draws.choice(list(FIELDS[name]))
            record.values = {**record.values, field_: self._drawn(FIELDS[name][field_][1])}
        elif what < 0.8 and name in STAMPED and name in BINNED:
            self._stamped(self.draws.choice(living)).is_deleted = True
        elif what < 0.87 and name in STAMPED and len(living) < len(records):
            self._stamped(self.draws.choice([each for each in records if each.is_deleted])).is_deleted = False
        elif what < 0.95:
            del self.records[name][self.draws.choice(records).id]

    def seen(self, name: str) -> list[Record]:
        """What a query finds: a record changed in a transaction that is not over yet as it was before."""
        found = []
        for record in self.records[name].values():
            told: Record | None = record
            while told is not None and told.seen_from > self.now:
                told = told.before
            if told is not None:
                found.append(told)
        return found

    def _stamped(self, record: Record) -> Record:
        before = Record(record.id, record.values, record.created, record.modified, record.is_deleted, record.seen_from)
        before.before = record.before
        record.modified, record.seen_from, record.before = self.now, self.now + self.lag, before
        return record

    def _drawn(self, what: str) -> str | bool | float | None:
        draws = self.draws
        if what == "boolean":
            return draws.random() < 0.5
        if what == "currency":
            return draws.choice((None, draws.randrange(10**6) / 4))
        if what == "date":
            return draws.choice((None, "2026-03-04", "2025-12-31"))
        return draws.choice((None, f'word {draws.randrange(99)} "ä",\n x', f"w{draws.randrange(999)}"))
