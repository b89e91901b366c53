"""Pieces of content by the handbook: who met one before a stage, who of them was won, and how many such leads are."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import ceil, erfc, sqrt

from naive_facts import Facts
from naive_filters import in_period, keeps_person
from naive_rounds import Person
from naive_rows import Known, When

from overlap.reports import Filters

HOWS = ("seen", "sent")
STAND_INS = ("original_source", "lead_source", "campaign_response")  # kinds that name no piece


@dataclass(frozen=True)
class Landmark:
    """A lead that entered a stage and was not won yet: what it had met before, and whether it was won in time."""

    person: Person
    stage: str
    began_at: When
    is_won: bool
    is_old_enough: bool
    met: frozenset[tuple[str, str]]
    counts: dict[str, int]


@dataclass(frozen=True)
class Piece:
    """How it went with those who met a piece before a stage: their number, wins, wins expected and the test."""

    met: int
    won: int
    expected: float
    p_value: float | None


Contact = tuple[str, When, str | None]  # how, when, the piece


def landmarks(facts: Facts) -> list[Landmark]:
    """Every recorded stage that a lead entered in its first round, still to be won."""
    known, contacts = facts.known, _contacts(facts)
    found = []
    for one in facts.rounds:
        for stage in ("mql", "sal", "sql", "opportunity"):
            began = one.reach.get(stage)
            if one.number != 1 or began is None or not facts.is_recorded(stage):
                continue
            won = one.reach.get("won")
            if won is not None and not _is_still_open(known, began, won):
                continue
            days = facts.agreed_days(began, "won")
            before = [each for each in contacts[one.person.lead_id] if not known.is_from(began, each[1])]
            found.append(
                Landmark(
                    one.person, stage, began, known.is_within(began, won, days), known.is_old_enough(began, days),
                    frozenset((how, piece) for how, _, piece in before if piece),
                    {how: sum(each[0] == how for each in before) for how in HOWS},
                )
            )  # fmt: skip
    return found


def pieces(facts: Facts, filters: Filters, by: Callable[[Person], object]) -> dict[tuple[object, ...], Piece]:
    """(stage, what `by` says of the lead, how, piece) -> how it went with those who met it before."""
    every = landmarks(facts)
    band = {(stage, how): _bands(every, stage, how) for stage in {one.stage for one in every} for how in HOWS}
    chosen = [
        one
        for one in every
        if one.is_old_enough
        and in_period(filters, facts.known.on(one.began_at))
        and keeps_person(filters, one.person, one.person.rep_id, one.person.team)
    ]
    found = {}
    for stage, group, how, piece in {
        (one.stage, by(one.person), how, piece) for one in chosen for how, piece in one.met
    }:
        here = [one for one in chosen if one.stage == stage and by(one.person) == group]
        edges = band[stage, how]

        def stratum(one: Landmark, how: str = how, edges: list[int] = edges) -> object:
            return one.person.channel, one.person.segment, sum(one.counts[how] > edge for edge in edges)

        found[stage, group, how, piece] = _piece(here, stratum, (how, piece))
    return found


def unused(facts: Facts, filters: Filters) -> dict[tuple[str, str], int]:
    """(how, piece) -> leads that ever met it, of those that nobody met since the period began, or in the last year."""
    ever, last = defaultdict(set), defaultdict(list)
    for lead_id, contacts in _contacts(facts).items():
        for how, at, piece in contacts:
            if piece:
                ever[how, piece].add(lead_id)
                last[how, piece].append(facts.known.day(at.at))
    since = filters.starts_on or facts.known.company.known_at.date() - timedelta(days=365)
    return {key: len(leads) for key, leads in ever.items() if max(last[key]) < since}


def _piece(here: Sequence[Landmark], stratum: Callable[[Landmark], object], key: tuple[str, str]) -> Piece:
    """Mantel and Haenszel: in each stratum as many are won of those who met it as of all, give or take chance."""
    those = [one for one in here if key in one.met]
    expected = spread = 0.0
    for each in {stratum(one) for one in those}:
        alike = [one for one in here if stratum(one) == each]
        n, won = len(alike), sum(one.is_won for one in alike)
        met = sum(key in one.met for one in alike)
        expected += met * won / n
        spread += met * (n - met) * won * (n - won) / (n * n * (n - 1)) if n > 1 else 0.0
    won = sum(one.is_won for one in those)
    p_value = None
    if min(expected, len(those) - expected) >= 5 and spread > 0:
        p_value = erfc(abs(won - expected) / sqrt(spread) / sqrt(2))
    return Piece(len(those), won, expected, p_value)


def _bands(every: Iterable[Landmark], stage: str, how: str) -> list[int]:
    """The counts above which a lead stands in the next fifth."""
    counts = sorted(one.counts[how] for one in every if one.stage == stage)
    return [counts[max(ceil(len(counts) * part / 5) - 1, 0)] for part in (1, 2, 3, 4)]


def _is_still_open(known: Known, began: When, won: When) -> bool:
    if won.at == began.at:
        return False
    return known.day(won.at) >= known.day(began.at) if won.is_day else won.at > began.at


def _contacts(facts: Facts) -> defaultdict[str, list[Contact]]:
    """Every lead's touches (seen) and what sales did towards it (sent), each with the piece where one is named."""
    tables, found = facts.known.tables, defaultdict(list)
    leads = {deal["deal_id"]: deal.get("lead_id") for deal in tables["deals"]}
    for touch in tables["touches"]:
        if touch.get("kind") not in STAND_INS:
            found[touch["lead_id"]].append(("seen", touch["touched_at"], _named(touch)))
    for did in tables["activities"]:
        lead_id = did.get("lead_id") or leads.get(did.get("deal_id"))
        if lead_id and did.get("direction") != "inbound" and (did.get("status") or "done") == "done":
            found[lead_id].append(("sent", did["occurred_at"], _named(did)))
    return found


def _named(row: dict) -> str | None:
    return (row.get("content") or "").strip() or None
