"""The threshold room once more, handoff by handoff in plain Python, on random small houses."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

STARTS, AS_OF = datetime(2025, 9, 1), datetime(2026, 7, 1, 12)
AGREED, RAISED, RAISED_AT = 35, 40, datetime(2026, 2, 1)
POINTS = {"form": 12, "webinar": 10, "page_view": 1}
SQL_DAYS, WON_DAYS = 30, 180
LATER, SOON = timedelta(days=60), timedelta(days=30)
BAND = 5  # points above the agreed threshold


@dataclass(frozen=True)
class Handed:
    """A handoff with all that happened to its lead; `share` is what it was drawn with, None if it was not drawn."""

    name: str
    at: datetime
    given_score: int | None
    touches: Sequence[tuple[datetime, str]]
    sql_at: datetime | None
    won_at: datetime | None
    share: float | None

    @property
    def score(self) -> int:
        """The source's score, else the points of the touches before."""
        if self.given_score is not None:
            return self.given_score
        return sum(POINTS[kind] for at, kind in self.touches if at < self.at)

    @property
    def reached(self) -> int:
        """The score 60 days later."""
        return self.score + sum(POINTS[kind] for at, kind in self.touches if self.at < at < self.at + LATER)

    @property
    def ripens(self) -> bool:
        """Whether it would have come by itself: the threshold of today reached within 30 days."""
        soon = sum(POINTS[kind] for at, kind in self.touches if self.at < at < self.at + SOON)
        return self.score + soon >= RAISED

    def part(self) -> str:
        """How it came to be handed over."""
        if self.score >= (RAISED if self.at >= RAISED_AT else AGREED):
            return "regular"
        return "override" if self.share is None else "sampled"

    def is_old(self, days: int) -> bool:
        """Whether so many days have passed."""
        return self.at + timedelta(days=days) <= AS_OF


def random_handoffs(seed: int, count: int = 90) -> list[Handed]:
    """Handoffs of all parts; no time is on a full minute of another's, so that no tie has to be broken."""
    draws = random.Random(seed)

    def moment(after: datetime, days: float) -> datetime:
        return after + timedelta(seconds=draws.randrange(1, int(days * 86_400)))

    made = []
    for number in range(count):
        at = moment(STARTS, 290)
        share = draws.choice([None, None, 0.5, 0.25])
        score = draws.choice([None, *(draws.randrange(20, 60) for _ in range(6))])
        before = [(moment(at - timedelta(days=40), 39), draws.choice(list(POINTS))) for _ in range(draws.randrange(6))]
        after = [(moment(at, 90), draws.choice(list(POINTS))) for _ in range(draws.randrange(3))]
        sql = moment(at, 45) if draws.random() < 0.5 else None
        won = moment(at, 230) if draws.random() < 0.4 else None
        made.append(Handed(f"H{number}", at, score, sorted(before + after), sql, won, share))
    return made


def tables(handoffs: Sequence[Handed]) -> dict[str, Any]:
    """The canonical tables of these handoffs; what happens after as-of is not in them."""
    stages = [(one.name, "sql", one.sql_at) for one in handoffs] + [(one.name, "won", one.won_at) for one in handoffs]
    return {
        "leads": [{"lead_id": one.name, "created_at": _text(one.at - timedelta(days=50))} for one in handoffs],
        "handoffs": [
            {"handoff_id": one.name, "lead_id": one.name, "handed_at": _text(one.at), "score": one.given_score}
            for one in handoffs
        ],
        "touches": [
            {"touch_id": f"{one.name} {place}", "lead_id": one.name, "kind": kind, "touched_at": _text(at)}
            for one in handoffs
            for place, (at, kind) in enumerate(one.touches)
            if at <= AS_OF
        ],
        "stage_entries": [
            {"lead_id": lead, "stage": stage, "entered_at": _text(at)}
            for lead, stage, at in stages
            if at is not None and at <= AS_OF
        ],
        "samples": [
            {"lead_id": one.name, "kind": "exploration", "share": one.share, "drawn_at": _text(one.at - LATER / 60)}
            for one in handoffs
            if one.share is not None
        ],
    }


def naive(handoffs: Sequence[Handed], threshold: int) -> Mapping[str, Any]:
    """The counts and weekly flows of quality/threshold, and what the sample says is missed."""
    regular = [one for one in handoffs if one.part() == "regular" and one.score >= RAISED]
    parts = {
        "now": regular,
        "kept": [one for one in regular if one.score >= threshold],
        "given_up": [one for one in regular if one.score < threshold],
        "asked": [one for one in handoffs if one.part() == "sampled" and threshold <= one.score < RAISED],
    }
    weeks = ((AS_OF.date() - min(one.at for one in handoffs).date()).days) / 7
    row: dict[str, Any] = {"week_count": weeks}
    for name, those in parts.items():
        row |= {f"{name}_{what}_count": number for what, number in _judged(those).items()}
        row[f"{name}_count"] = len(those)
    row["override_count"] = sum(one.part() == "override" for one in handoffs)
    row["sampled_count"] = sum(one.part() == "sampled" for one in handoffs)
    row["now_a_week"] = len(regular) / weeks
    if threshold >= RAISED:
        row["handed_a_week"] = len(parts["kept"]) / weeks
        row["in_time_a_week"] = _in_time(regular, threshold)
    row["asked_ripened_count"] = sum(one.ripens for one in parts["asked"])
    if threshold < RAISED:
        row |= _missed(regular, [one for one in parts["asked"] if not one.ripens])
    return row


def _missed(regular: Sequence[Handed], lot: Sequence[Handed]) -> dict[str, Any]:
    """What is missed by the lot, those left out that would have come anyway; nobody else is below the threshold."""
    above = [one for one in regular if one.score < RAISED + BAND]
    row: dict[str, Any] = {"below_count": len(lot)}
    for what, days, is_in, bound in (
        ("qualified", SQL_DAYS, _is_qualified, "missed_at_most"),
        ("won", WON_DAYS, _is_won, "missed_won_at_most"),
    ):
        judged = [one for one in above if one.is_old(days)]
        row[bound] = sum(map(is_in, judged)) / len(judged) * len(lot) if judged else None
        if any(one.is_old(days) for one in lot):
            seen = sum(1 / one.share for one in lot if one.share and is_in(one))
            row[f"missed_{what}"] = min(seen, len(lot) if row[bound] is None else row[bound])
    return row


def _judged(those: Sequence[Handed]) -> dict[str, int]:
    return {
        "old_enough": sum(one.is_old(SQL_DAYS) for one in those),
        "qualified": sum(map(_is_qualified, those)),
        "won_old_enough": sum(one.is_old(WON_DAYS) for one in those),
        "won": sum(map(_is_won, those)),
    }


def _is_qualified(one: Handed) -> bool:
    # A won lead has passed sales-qualified, too.
    reached = [at for at in (one.sql_at, one.won_at) if at is not None and at <= AS_OF]
    return one.is_old(SQL_DAYS) and bool(reached) and (min(reached) - one.at).days < SQL_DAYS


def _is_won(one: Handed) -> bool:
    return one.is_old(WON_DAYS) and one.won_at is not None and (one.won_at - one.at).days < WON_DAYS


def _in_time(regular: Sequence[Handed], threshold: int) -> float:
    mondays = {one.name: (one.at - timedelta(days=one.at.weekday())).date() for one in regular}
    last = AS_OF.date() - timedelta(days=67)  # Monday of the last week that has been over for 60 days
    old = [one for one in regular if mondays[one.name] <= last]
    weeks = (max(mondays[one.name] for one in old) - min(mondays[one.name] for one in old)).days // 7 + 1
    return sum(one.reached >= threshold for one in old) / weeks


def _text(at: datetime) -> str:
    return at.isoformat()
