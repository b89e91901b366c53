"""Random companies whose leads are handed over, rejected, rated and recycled in every order that an export can hold."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from company import Company, Signing
from random_companies import STARTS, Size, random_company
from random_deals import REPS
from random_times import SECONDS, random_time

LIVELY = Size(leads=(2, 3, 4, 6, 9, 14), deals=range(9), touches_a_lead=4)
RICH = Size(leads=(40,), deals=(30,), touches_a_lead=3, handoffs=120)
KINDS = ("page_view", "form", "webinar", "email_click", "call", None)
REASONS = ("duplicate", "no_budget", "chose_other", "something `else`", None)
ACCOUNTS = ("A1", "A2", None)
EDGE_DAYS = (0, 0, 1, 13, 14, 15)  # of a rating, after the handing over
EDGE_SECONDS = (-3601, -3600, -1, 0, 0, 1, 3600)  # an hour either side, for the nights on which clocks change
Rows = list[dict[str, Any]]


def random_quality_company(chance: Random, size: Size = LIVELY) -> Company:
    """A company with ratings, told up to seven weeks after its fortnight began."""
    company = random_company(chance, size)
    start = max(at for at in STARTS if at + timedelta(days=5) <= company.known_at)
    tables = {name: [dict(row) for row in rows] for name, rows in company.tables.items()}
    for lead in tables["leads"]:
        lead["account_id"] = chance.choice(ACCOUNTS)
    for touch in tables.get("touches", ()):
        touch["kind"] = chance.choice(KINDS)
    tables["handoffs"] += _more_handoffs(chance, tables)
    for handoff in tables["handoffs"]:
        handoff["score"] = chance.choice((None, 0, 12, 34, 35, 36, 60))
        handoff["reject_reason"] = chance.choice(REASONS) if handoff.get("rejected_at") else None
    tables["feedback"] = [
        _rating(chance, start, n, tables)
        for n in range(chance.randrange(12 + len(tables["handoffs"])))
        if tables["handoffs"]
    ]
    tables["samples"] = _samples(chance, start, [lead["lead_id"] for lead in tables["leads"]])
    last = max(day["day"] for day in tables["rates"])
    tables["rates"] += [
        {
            "currency": "USD",
            "day": (datetime.fromisoformat(last) + timedelta(days=7 * n)).date().isoformat(),
            "rate": "2",
        }
        for n in range(1, 12)
    ]
    for name in ("reps", "touches", "feedback", "assignments", "campaigns", "samples"):
        if not chance.randrange(12):
            tables.pop(name, None)
    store = {
        "feedback": [
            _typed(chance, start, n, tables)
            for n in range(chance.randrange(8 + len(tables["handoffs"]) // 2))
            if tables["handoffs"]
        ]
    }
    as_of = start + timedelta(days=chance.choice((8, 14, 20, 30, 45)), seconds=chance.choice(SECONDS))
    return replace(
        company,
        tables=tables,
        as_of=as_of.isoformat(),
        store=store if chance.randrange(3) else None,
        points=chance.choice((None, 12, 35)),
        signings=[*company.signings, *_thresholds(chance, start)],
    )


def _samples(chance: Random, start: datetime, ids: list[str]) -> Rows:
    return [
        {
            "lead_id": lead_id,
            "kind": kind,
            "share": chance.choice(("0.5", "0.25")),
            "drawn_at": random_time(chance, start, 0),
        }
        for lead_id in ids
        for kind in ("exploration", "hold")
        if not chance.randrange(3)
    ]


def _thresholds(chance: Random, start: datetime) -> list[Signing]:
    times = {random_time(chance, start, 0, range(14)) for _ in range(chance.randrange(3))}
    return [Signing("threshold", {"points": chance.choice((13, 34, 36, 61))}, at) for at in sorted(times)]


def _more_handoffs(chance: Random, tables: dict[str, Rows]) -> Rows:
    """Leads handed over again: in the very instant, a second after the rejection, on the same day, or days later."""
    more = []
    for number, before in enumerate(tables["handoffs"]):
        if chance.randrange(3):
            continue
        since = before.get(chance.choice(("handed_at", "rejected_at", "accepted_at"))) or before["handed_at"]
        at = _moved(chance, since, (0, 0, 1, 3), (0, 0, 1, -1))
        again = {**before, "handoff_id": f"H{chance.randrange(90, 99)}{number}", "handed_at": at}
        for name in ("accepted_at", "rejected_at"):
            again[name] = _moved(chance, at, (0, 1, 2), (0, 1)) if chance.randrange(2) else None
        more.append({**again, "rep_id": chance.choice((*REPS, None))})
    return more


def _rating(chance: Random, start: datetime, number: int, tables: dict[str, Rows]) -> dict[str, Any]:
    about = chance.choice(tables["handoffs"])
    given = _moved(chance, about["handed_at"], (-1, *EDGE_DAYS), EDGE_SECONDS)
    return {
        "feedback_id": f"F{number}",
        "handoff_id": chance.choice((None, about["handoff_id"])),
        "lead_id": about["lead_id"],
        "rep_id": chance.choice((None, about.get("rep_id"), *REPS)),
        "rating": chance.choice((None, 1, 1, 2, 3, 4, 5, 5)),
        "given_at": given if chance.randrange(4) else random_time(chance, start, 0.2),
    }


def _typed(chance: Random, start: datetime, number: int, tables: dict[str, Rows]) -> dict[str, Any]:
    about = chance.choice(tables["handoffs"])
    handed = datetime.fromisoformat(about["handed_at"])
    given = (handed if handed.tzinfo else handed.replace(tzinfo=start.tzinfo)) + timedelta(
        days=chance.choice((*EDGE_DAYS, 40)), seconds=chance.choice(EDGE_SECONDS)
    )
    return {
        "feedback_id": f"T{number}",
        "handoff_id": chance.choice((about["handoff_id"],) * 9 + ("nowhere",)),
        "lead_id": about["lead_id"],
        "rep_id": chance.choice((about.get("rep_id") or "R1", *REPS)),
        "rating": chance.randint(1, 5),
        "given_at": given.isoformat(),
        "withdrawn_at": None if chance.randrange(5) else (given + timedelta(hours=1)).isoformat(),
    }


def _moved(chance: Random, at: str, days: Sequence[int], seconds: Sequence[int]) -> str:
    """A moment so much later; a day stays a day, and sometimes an instant becomes one."""
    moved = datetime.fromisoformat(at) + timedelta(days=chance.choice(days))
    if len(at) == len("2026-01-01"):
        return moved.date().isoformat()
    moved += timedelta(seconds=chance.choice(seconds))
    return moved.isoformat() if chance.randrange(8) else moved.date().isoformat()
