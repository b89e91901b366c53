"""A company's rows read one by one: times understood, the future cut off, the agreement in force looked up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from company import Company

Row = dict[str, Any]

DAY = timedelta(hours=24)
OWN_EVENT = {
    "leads": "created_at",
    "touches": "touched_at",
    "stage_entries": "entered_at",
    "handoffs": "handed_at",
    "assignments": "assigned_at",
    "activities": "occurred_at",
    "deals": "opened_at",
    "deal_stages": "entered_at",
    "feedback": "given_at",
    "samples": "drawn_at",
}
LATER_EVENTS = {"handoffs": ("qualified_at", "accepted_at", "rejected_at")}
OWNERS = {
    "touches": (("lead_id", "leads"),),
    "stage_entries": (("lead_id", "leads"),),
    "handoffs": (("lead_id", "leads"),),
    "assignments": (("handoff_id", "handoffs"),),
    "feedback": (("lead_id", "leads"),),
    "samples": (("lead_id", "leads"),),
    "deal_stages": (("deal_id", "deals"),),
    "deal_leads": (("deal_id", "deals"), ("lead_id", "leads")),
    "deal_reps": (("deal_id", "deals"),),
}
OPTIONAL_OWNERS = {  # a link to nothing is blanked
    "activities": (("lead_id", "leads"), ("deal_id", "deals")),
    "feedback": (("handoff_id", "handoffs"),),
}
KEYS = {"leads": "lead_id", "handoffs": "handoff_id", "deals": "deal_id"}


class When(NamedTuple):
    """An instant; or, where only a day is known, that day's local midnight."""

    at: datetime
    is_day: bool


@dataclass(frozen=True)
class Known:
    """What the house knows at as-of: rows by table, times as `When`."""

    company: Company
    zone: ZoneInfo
    as_of: datetime
    tables: Mapping[str, list[Row]]

    def on(self, when: When | None) -> date | None:
        """The day of an event where the house is."""
        return self.day(when.at) if when else None

    def day(self, at: datetime) -> date:
        """The day of an instant where the house is."""
        return at.astimezone(self.zone).date()

    def is_from(self, start: When, event: When) -> bool:
        """Whether an event is not before another; by the calendar where either is only a date."""
        if start.is_day or event.is_day:
            return self.day(start.at) <= self.day(event.at)
        return start.at <= event.at

    def is_within(self, start: When, event: When | None, days: int) -> bool:
        """The handbook: within N days of t is t <= x < t + N*24h; for dates, date(x) - date(t) <= N - 1."""
        if event is None:
            return False
        if start.is_day or event.is_day:
            return (self.day(event.at) - self.day(start.at)).days <= days - 1
        return start.at <= event.at < start.at + days * DAY

    def follows_within(self, start: When, event: When | None, days: int) -> bool:
        """Within N days of what it answers, and not before it."""
        return event is not None and self.is_from(start, event) and self.is_within(start, event, days)

    def is_old_enough(self, anchor: When, days: int) -> bool:
        """The handbook: anchor + N days <= as_of; for a date the N days are those of the calendar."""
        if anchor.is_day:
            return (self.day(self.as_of) - self.day(anchor.at)).days >= days
        return anchor.at + days * DAY <= self.as_of

    def agreed(self, kind: str, at: datetime) -> Mapping[str, Any]:
        """The values of a kind in force at an instant."""
        values = self.company.agreements.get(kind, {})
        in_force = dict(values)
        for one in sorted(self.company.signings, key=lambda one: datetime.fromisoformat(one.effective_from)):
            if one.kind == kind and datetime.fromisoformat(one.effective_from) <= at:
                in_force = {**values, **one.values}
        return {name: None if value == "none" else value for name, value in in_force.items()}

    def rate(self, currency: str, day: date) -> Fraction:
        """The latest rate at or before the day, at most 31 days old (nothing else is agreed here)."""
        fitting = [
            row
            for row in self.tables["rates"]
            if row["currency"] == currency
            and timedelta(0) <= day - date.fromisoformat(row["day"]) <= timedelta(days=31)
        ]
        return Fraction(max(fitting, key=lambda row: row["day"])["rate"])


def known(company: Company) -> Known:
    """The rows of a company as they stood at its as-of."""
    as_of = company.known_at
    names = {*OWN_EVENT, *OWNERS, "campaigns", "reps", "rates"}
    tables = {
        name: [{column: _read(column, value, company.place) for column, value in row.items()} for row in rows]
        for name, rows in (dict.fromkeys(names, ()) | dict(company.tables)).items()
    }
    tables["deals"] = [_as_it_stood(deal, tables["deal_stages"], as_of) for deal in tables["deals"]]
    tables["activities"] = [row for row in tables["activities"] if row.get("status") != "planned"]
    for name, event in OWN_EVENT.items():
        tables[name] = [row for row in tables[name] if not _is_later(row.get(event), as_of)]
    for name, columns in LATER_EVENTS.items():
        for row in tables[name]:
            row.update({column: None for column in columns if _is_later(row.get(column), as_of)})
    for name, owners in OWNERS.items():
        for column, owner in owners:
            there = {row[KEYS[owner]] for row in tables[owner]}
            tables[name] = [row for row in tables[name] if row[column] in there]
    for name, owners in OPTIONAL_OWNERS.items():
        for column, owner in owners:
            there = {one[KEYS[owner]] for one in tables[owner]}
            for row in tables[name]:
                row[column] = row[column] if row.get(column) in there else None
    return Known(company, company.place, as_of, tables)


def earliest(times: Iterable[When]) -> When | None:
    """The first of some events; at one instant the one known to the second."""
    return min(times, key=lambda when: (when.at, when.is_day), default=None)


def _read(column: str, value: Any, zone: ZoneInfo) -> Any:
    if not column.endswith("_at") or value is None:
        return value
    is_day = len(value) == len("2026-01-01")
    at = datetime.fromisoformat(value)
    return When((at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC), is_day)


def _is_later(when: When | None, as_of: datetime) -> bool:
    return when is not None and when.at > as_of


def _as_it_stood(deal: Row, stages: list[Row], as_of: datetime) -> Row:
    """A deal closed after as-of stands as open, with the amount it had then."""
    if not _is_later(deal.get("closed_at"), as_of):
        return deal
    past = [row for row in stages if row["deal_id"] == deal["deal_id"] and not _is_later(row["entered_at"], as_of)]
    amounts = [row["amount_then"] for row in sorted(past, key=lambda row: row["entered_at"].at)]
    stood = [amount for amount in amounts if amount is not None]
    return {**deal, "outcome": "open", "closed_at": None, "amount": stood[-1] if stood else deal.get("amount")}
