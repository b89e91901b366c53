"""Agreements as they stand: the files' values, every signed version of each, and what waits for a build."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from overlap import words
from overlap.agreements import Agreements, Kind, Row, Value, resolve
from ui import gateway

_TITLES = {
    "threshold": "Handoff threshold",
    "no_contact": "No contact needed",
    "rates": "Exchange rates",
    "steps": "Steps to make",
    "delta": "Shortfall that matters",
    "reference": "Reference period",
    "persons": "One person, one lead",
    "fiscal_year": "Fiscal year",
    "week_starts": "First day of the week",
    "seasonal": "Weights of the months",
}


def timeline() -> Agreements:
    """Every version of everything, whether a build has applied it or not. Raises StoreError."""
    house = gateway.house()
    files = house.agreed("source_agreements"), house.agreed("folder_agreements")
    return resolve(*files, gateway.store().agreements())


def base(kind: str) -> Mapping[str, Any]:
    """The values of the files, which hold where nothing is signed."""
    house = gateway.house()
    return resolve(house.agreed("source_agreements"), house.agreed("folder_agreements")).of(kind)[0].values


def holding(kind: str, at: datetime) -> Row:
    """The version that holds at an instant."""
    rows = timeline().of(kind)
    return next(row for row in reversed(rows) if row.effective_from is None or row.effective_from <= at)


def gone(kind: Kind, held: Mapping[str, Any]) -> dict[str, Any]:
    """Rows that some version had and `held` has not, as they were last; none of a kind whose rows are fixed."""
    if not kind.per or kind.rows:
        return {}
    known = {row: values for version in timeline().of(kind.name) for row, values in version.values.items()}
    return {row: values for row, values in known.items() if row not in held}


def title(kind: str) -> str:
    """What a kind of agreement is called: `Handoff threshold`."""
    return _TITLES.get(kind, words.title(kind))


def label(value: Value) -> str:
    """What a value of it is called: `limit minutes`."""
    return words.spoken(value.name)
