"""Removal effects by CREDIT 5: the chain of all journeys, solved anew in fractions without each campaign in turn."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from naive_deals import Deal, ends, group
from naive_rounds import Lead
from naive_rows import Known, When
from naive_touches import path_of, touches_before

START, WON, NULL = "(start)", "(won)", "(null)"
MILLION = 1_000_000


@dataclass(frozen=True)
class Journey:
    """Campaigns in the order they were met, and whether it ended in a win."""

    campaigns: tuple[str, ...]
    is_won: bool


def journeys(known: Known, every: Sequence[Deal], leads: Sequence[Lead]) -> list[Journey]:
    """One a deal and one a lead in no deal; those that can still go either way, or met no campaign, are left out.

    A lead in no deal is won if it ever entered won, and lost if that was the last that was heard of it.
    """
    in_deals = {lead_id for deal in every for lead_id in group(known, deal)}
    alone = [lead for lead in leads if lead.person.lead_id not in in_deals]
    found = [*(_of_deal(known, deal) for deal in every), *(_of_lead(known, lead) for lead in alone)]
    return [journey for journey in found if journey and journey.campaigns]


def removal_effects(every: Sequence[Journey]) -> dict[str, Fraction]:
    """By campaign: the share of wins that would be lost if everybody who meets it were lost."""
    chance = win_chance(every)
    names = sorted({name for journey in every for name in journey.campaigns})
    return {name: 1 - win_chance(every, removed=name) / chance if chance else Fraction(0) for name in names}


def as_integers(effects: dict[str, Fraction]) -> dict[str, int]:
    """Millionths, at least one."""
    return {name: max(1, floor(effect * MILLION + Fraction(1, 2))) for name, effect in effects.items()}


def is_told_by_rounding(effects: dict[str, Fraction]) -> bool:
    """Whether an effect lies so close below half a millionth that floats may well take it for one."""
    return any(Fraction(499, 1000) <= effect * MILLION % 1 < Fraction(1, 2) for effect in effects.values())


def win_chance(every: Sequence[Journey], removed: str | None = None) -> Fraction:
    """The chance to end in a win from the start of the chain; steps to the removed campaign end in nothing."""
    steps: dict[str, Counter[str]] = {}
    for journey in every:
        states = [START, *journey.campaigns, WON if journey.is_won else NULL]
        for before, after in zip(states, states[1:], strict=False):
            steps.setdefault(before, Counter())[NULL if after == removed else after] += 1
    steps.pop(removed or "", None)
    return _solved(steps).get(START, Fraction(0))


def lost_at(lead: Lead) -> When | None:
    """When a lead was lost for good: nothing happened to it afterwards."""
    lost = [when for stage, when in lead.entries if stage == "lost"]
    latest = max(when.at for stage, when in lead.entries if stage != "lost")
    return max((when for when in lost if when.at >= latest), default=None)


def _of_deal(known: Known, deal: Deal) -> Journey | None:
    end, opened_at = ends(known, deal), deal.row.get("opened_at")
    if deal.is_open and not _is_old(known, opened_at):
        return None
    path = path_of(known, deal, known.agreed("attribution", end.at)["window_days"])
    return Journey(_collapsed(path.campaigns), deal.is_won)


def _of_lead(known: Known, lead: Lead) -> Journey | None:
    end = lead.won_at or lost_at(lead)
    if not end and not _is_old(known, lead.created_at):
        return None
    end = end or When(known.as_of, False)
    window_days = known.agreed("attribution", end.at)["window_days"]
    touches = touches_before(known, lead.person.lead_id, end, window_days)
    return Journey(_collapsed(touch.get("campaign_id") for touch in touches), lead.won_at is not None)


def _is_old(known: Known, anchor: When | None) -> bool:
    return anchor is not None and known.is_old_enough(anchor, known.agreed("conversion", anchor.at)["won"])


def _collapsed(campaigns: Iterable[str | None]) -> tuple[str, ...]:
    found: list[str] = []
    for name in campaigns:
        if name is not None and found[-1:] != [name]:
            found.append(name)
    return tuple(found)


def _solved(steps: dict[str, Counter[str]]) -> dict[str, Fraction]:
    """h = r + Q h by elimination: one state after another is written in terms of those that are left."""
    rows = {
        state: {after: Fraction(count, after_all.total()) for after, count in after_all.items() if after != NULL}
        for state, after_all in steps.items()
    }
    for state in rows:
        own = rows[state].pop(state, Fraction(0))
        rows[state] = {after: share / (1 - own) for after, share in rows[state].items()}
        for other in rows.keys() - {state}:
            through = rows[other].pop(state, Fraction(0))
            for after, share in rows[state].items():
                rows[other][after] = rows[other].get(after, Fraction(0)) + through * share
    return {state: row.get(WON, Fraction(0)) for state, row in rows.items()}
