"""Rounds that ended, by the handbook: won, given back (a rejection that nothing follows too), lost; who came back."""

from collections import Counter

from naive_facts import Facts
from naive_rounds import Round
from naive_rows import DAY, Row

from overlap.reports import Filters


def ended_rounds(facts: Facts, filters: Filters) -> list[Row]:
    """quality/ended_rounds: every round qualified in the period that ended, with the qualified round after it."""
    later = {(one.person.lead_id, one.number): one for one in facts.rounds if one.reach["mql"]}
    every = facts.rounds_in(filters)
    return [_row(facts, one, later.get((one.person.lead_id, one.number + 1))) for one in every if one.ended]


def comeback(facts: Facts, filters: Filters) -> list[Row]:
    """quality/comeback: how many ended each way, and how many are back."""
    rows = ended_rounds(facts, filters)
    ended = Counter(row["ended_as"] for row in rows)
    back = Counter(row["ended_as"] for row in rows if row["back_at"])
    return [{"ended_as": how, "ended_count": count, "back_count": back[how]} for how, count in ended.items()]


def _row(facts: Facts, one: Round, again: Round | None) -> Row:
    assert one.ended
    ended_as, ended = one.ended
    back = again.reach["lead"] if again else None
    until = back.at if back else facts.known.as_of
    return {
        "lead_id": one.person.lead_id,
        "episode": one.number,
        "ended_as": ended_as,
        "ended_at": ended.at,
        "back_at": back and back.at,
        "days": max(0, (until - ended.at) // DAY),
    }
