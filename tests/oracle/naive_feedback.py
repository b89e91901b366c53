"""Feedback by the handbook: coverage in time, extremes, by outcome and by person, usefulness, the queue."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from statistics import median
from typing import Any

from naive_facts import Facts, grouped, rate, with_interval
from naive_filters import whole
from naive_handoffs import Handoff
from naive_quality import stars_of
from naive_ratings import RATED_WITHIN, Rating, is_rated_in_time, ratings, use
from naive_rows import Row, When
from naive_shares import shrunk

from overlap.reports import Filters

EXTREMES = (1, 5)
FATES = {"won": "won", "rejected": "rejected", "recycled": "rejected", "lost": "lost"}
FEWEST = 20
MARGIN = 0.15
FEWEST_A_SIDE = 10


def of_period(facts: Facts, filters: Filters) -> tuple[list[Handoff], list[Rating]]:
    """The handoffs of the period, and every rating of them."""
    handed = facts.handoffs_in(filters)
    return handed, [one for one in ratings(facts) if one.handoff in handed]


def totals(facts: Facts, filters: Filters) -> Row:
    """quality/feedback_totals."""
    handed, given = of_period(facts, filters)
    extreme = [one for one in given if one.stars in EXTREMES]
    days = [_days_to_first(facts, one, given) for one in handed if any(said.handoff is one for said in given)]
    covered = coverage(facts, handed, given)
    return {
        **covered,
        **with_interval("coverage", covered["rated_count"], covered["old_enough_count"]),
        **stars_of(given),
        "extreme_count": len(extreme),
        "extreme_rate": rate(len(extreme), len(given)),
        "median_days": float(median(days)) if days else None,
    }


def by_outcome(facts: Facts, filters: Filters) -> list[Row]:
    """quality/feedback_by_outcome."""
    handed, given = of_period(facts, filters)
    found = []
    for outcome in {outcome_of(one) for one in handed}:
        those = [one for one in handed if outcome_of(one) == outcome]
        of_those = [one for one in given if one.handoff in those]
        covered = coverage(facts, those, of_those)
        found.append(
            {
                "outcome": outcome,
                **covered,
                **with_interval("coverage", covered["rated_count"], covered["old_enough_count"]),
                "rating_mean": stars_of(of_those)["rating_mean"],
            }
        )
    return found


def by_rep(facts: Facts, filters: Filters) -> list[Row]:
    """quality/feedback_by_rep: coverage by who held the handoff, ratings by who gave them."""
    handed, given = of_period(facts, filters)
    keys = sorted(
        {(one.rep_id, one.is_holder_unknown) for one in handed} | {(said.rater, False) for said in given}, key=str
    )
    said = {key: [] if key[1] else [one for one in given if one.rater == key[0]] for key in keys}
    extremes = {key: len([one for one in those if one.stars in EXTREMES]) for key, those in said.items()}
    every = of_period(facts, whole(filters))[1]
    of_company = [
        (len([one for one in those if one.stars in EXTREMES]), len(those))
        for _, those in grouped(every, lambda one: one.rater)
    ]
    every_extreme = sum(number for number, _ in of_company)
    drawn = shrunk([(extremes[key], len(said[key])) for key in keys], of_company)
    found = []
    for key, (_, mean, low, high) in zip(keys, drawn, strict=True):
        covered = coverage(facts, [one for one in handed if (one.rep_id, one.is_holder_unknown) == key], given)
        others = rate(every_extreme - extremes[key], len(every) - len(said[key]))
        row: dict[str, Any] = {
            "rep_id": key[0],
            "is_transferred": "yes" if key[1] else "no",
            **{name: covered[name] for name in ("handoff_count", "old_enough_count", "rated_count")},
            "coverage": rate(covered["rated_count"], covered["old_enough_count"]),
            "rating_count": len(said[key]),
            "extreme_count": extremes[key],
            "extreme_rate": rate(extremes[key], len(said[key])),
            "others_rate": others,
            "shrunk_rate": mean, "shrunk_low": low, "shrunk_high": high,
            "verdict": _said_of(len(said[key]), low, others),
            **usefulness(facts, said[key]),
        }  # fmt: skip
        found.append(row)
    return found


def stars(facts: Facts, filters: Filters) -> list[Row]:
    """quality/stars."""
    of_lead = {lead.person.lead_id: lead.person.campaign_id for lead in facts.leads}
    tally = Counter(
        (one.rater or "unassigned", of_lead[one.handoff.lead_id], one.stars, use(facts, one))
        for one in of_period(facts, filters)[1]
    )
    return [
        {"rater": rater, "campaign_id": campaign, "stars": stars, "use": used, "rating_count": count}
        for (rater, campaign, stars, used), count in tally.items()
    ]


def usefulness(facts: Facts, given: Sequence[Rating]) -> Row:
    """quality/rating_usefulness: how often the one won later has more stars, over all pairs; from ten of each on."""
    sides = {side: [one.stars for one in given if use(facts, one) == side] for side in ("won", "not_won")}
    pairs = [(won > lost) + (won == lost) / 2 for won in sides["won"] for lost in sides["not_won"]]
    is_enough = min(map(len, sides.values())) >= FEWEST_A_SIDE
    return {
        "early_won_count": len(sides["won"]),
        "early_not_won_count": len(sides["not_won"]),
        "usefulness": sum(pairs) / len(pairs) if is_enough else None,
    }


def queue(facts: Facts, filters: Filters, state: str) -> list[Row]:
    """quality/feedback_queue: a handoff waits for the stars of the person it counts for."""
    handed, given = of_period(facts, filters)
    found = []
    for one in handed:
        is_rated = any(said.handoff is one and said.rater == one.rep_id for said in given)
        if one.rep_id and (state == "all" or is_rated == (state == "rated")):
            found.append(
                {
                    "handoff_id": one.handoff_id,
                    "rep_id": one.rep_id,
                    "handed_on": facts.known.on(one.handed_at),
                    "outcome": outcome_of(one),
                    "is_rated": is_rated,
                }
            )
    return found


def coverage(facts: Facts, handed: Sequence[Handoff], given: Sequence[Rating]) -> Row:
    """Handoffs, those 14 days old, of them those rated in time; and those rated at all."""
    known = facts.known
    old = [one for one in handed if known.is_old_enough(one.handed_at, RATED_WITHIN)]
    in_time = [one for one in old if any(said.handoff is one and is_rated_in_time(known, said) for said in given)]
    so_far = [one for one in handed if any(said.handoff is one for said in given)]
    return {
        "handoff_count": len(handed),
        "old_enough_count": len(old),
        "rated_count": len(in_time),
        "coverage": rate(len(in_time), len(old)),
        "rated_so_far_count": len(so_far),
        "rated_so_far": rate(len(so_far), len(handed)),
    }


def outcome_of(one: Handoff) -> str:
    """What has become of a handoff: won, else sent back (rejected or recycled), else lost."""
    closed = {what for what, _ in one.closings}
    return next((FATES[what] for what in FATES if what in closed), "open")


def _days_to_first(facts: Facts, one: Handoff, given: Sequence[Rating]) -> int:
    """Whole days, of 24 hours or of the calendar; what was said before the handing over took none."""
    return max(0, min(_days(facts, one, said.given_at) for said in given if said.handoff is one))


def _days(facts: Facts, one: Handoff, given_at: When) -> int:
    if given_at.is_day or one.handed_at.is_day:
        return (facts.known.day(given_at.at) - facts.known.day(one.handed_at.at)).days
    return (given_at.at - one.handed_at.at) // timedelta(days=1)


def _said_of(count: int, low: float | None, others: float | None) -> str:
    if count < FEWEST:
        return "too few to tell"
    is_extreme = low is not None and others is not None and low > others + MARGIN
    return "mostly one star or five" if is_extreme else "much like the others"
