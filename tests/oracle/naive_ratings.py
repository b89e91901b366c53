"""What sales said about handoffs, by the handbook: imported and typed, by whom, in time or not, early or not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from naive_facts import Facts
from naive_handoffs import Handoff
from naive_rows import Known, Row, When

RATED_WITHIN = 14


@dataclass(frozen=True)
class Rating:
    """Stars for a handoff; `rater` is None where nobody is known."""

    handoff: Handoff
    rater: str | None
    stars: int
    given_at: When


def ratings(facts: Facts) -> list[Rating]:
    """All ratings of all handoffs; what a person typed replaces what was imported from them about the same handoff."""
    every = [handoff for handoff, _ in facts.handoffs]
    typed = _typed(every, (facts.company.store or {}).get("feedback", ()))
    replaced = {(one.handoff.handoff_id, one.rater) for one in typed}
    imported = [_imported(facts.known, every, row) for row in facts.known.tables["feedback"]]
    kept = [one for one in imported if one and (one.handoff.handoff_id, one.rater) not in replaced]
    return [one for one in [*kept, *typed] if one.stars]


def is_rated_in_time(known: Known, rating: Rating) -> bool:
    """Given within 14 days of the handing over."""
    return known.follows_within(rating.handoff.handed_at, rating.given_at, RATED_WITHIN)


def is_early(known: Known, rating: Rating) -> bool:
    """Given before the lead was won, lost, rejected or given back; by the calendar where any has no clock."""
    one, given = rating.handoff, rating.given_at
    ended = [when for _, when in one.closings]
    given = When(given.at, given.is_day or one.handed_at.is_day)
    return not any(known.is_from(when, given) for when in ended)


def use(facts: Facts, rating: Rating) -> str:
    """Whether stars count for how useful ratings are, and for which side."""
    known, handed = facts.known, rating.handoff.handed_at
    days = facts.agreed_days(handed, "won")
    if not is_early(known, rating) or not known.is_old_enough(handed, days):
        return "not_counted"
    return "won" if known.is_within(handed, rating.handoff.won_at, days) else "not_won"


def _imported(known: Known, every: list[Handoff], row: Row) -> Rating | None:
    """The handoff it names, else the lead's latest one before it; unsigned, it is of whoever has the handoff."""
    given = row["given_at"]
    if row.get("handoff_id"):
        about = next((one for one in every if row["handoff_id"] in _names(one)), None)
    else:
        before = [one for one in every if one.lead_id == row["lead_id"] and known.is_from(one.handed_at, given)]
        about = max(before, key=lambda one: (one.handed_at.at, one.handoff_id), default=None)
    return about and Rating(about, row.get("rep_id") or about.rep_id, row.get("rating") or 0, given)


def _typed(every: list[Handoff], rows: Iterable[Any]) -> list[Rating]:
    """The newest word that stands of each person about each handoff."""
    newest: dict[tuple[str, str], tuple[tuple[datetime, str], Rating]] = {}
    for row in rows:
        about = next((one for one in every if row["handoff_id"] in _names(one)), None)
        if about and not row.get("withdrawn_at"):
            at = datetime.fromisoformat(row["given_at"])
            key, order = (about.handoff_id, row["rep_id"]), (at, row["feedback_id"])
            if key not in newest or newest[key][0] < order:
                newest[key] = order, Rating(about, row["rep_id"], row["rating"], When(at, False))
    return [rating for _, rating in newest.values()]


def _names(handoff: Handoff) -> set[str]:
    return {row["handoff_id"] for row in handoff.rows}
