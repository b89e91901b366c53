"""Where leads stand today, who is stuck, how long a step takes and what changed, by the handbook, one by one."""

from collections import Counter
from datetime import timedelta
from math import ceil
from statistics import median
from typing import Any

from naive_facts import Facts
from naive_rounds import ORDER, Round, Step, moment
from naive_rows import When, earliest

from overlap.reports import Filters

DAY = timedelta(hours=24)


def states(facts: Facts, filters: Filters) -> dict[str, int]:
    """funnel/states: every lead of the period in exactly one."""
    return dict(Counter(_state(facts, lead.person.lead_id) for lead in facts.leads_in(filters)))


def stuck(facts: Facts, filters: Filters) -> dict[str, tuple[int, int | None, int, int | None]]:
    """funnel/stuck: of each step how many ever moved on, their ninth tenth, how many stand there, how many too long."""
    found = {}
    wanted = {id(step) for number in _numbers(facts) for step in facts.steps_in(filters, number)}
    for stage in {step.stage for step in facts.steps}:
        paces = sorted(_days(facts, step, step.next_at) for step in facts.steps if step.stage == stage and step.next_at)
        tenth = paces[ceil(0.9 * len(paces)) - 1] if len(paces) >= 10 else None
        standing = [step for step in facts.steps if step.stage == stage and id(step) in wanted and _stands(facts, step)]
        over = [step for step in standing if tenth is not None and _age(facts, step) > tenth]
        if standing:
            found[stage] = len(paces), tenth, len(standing), None if tenth is None else len(over)
    return found


def median_days(facts: Facts, stage: str) -> float | None:
    """The median of the days of those that moved on."""
    paces = [_days(facts, step, step.next_at) for step in facts.steps if step.stage == stage and step.next_at]
    return median(paces) if paces else None


def times(facts: Facts, filters: Filters, stage: str) -> list[tuple[int, str]]:
    """Of each first step at a stage the days until it was made or ended, and which; or how long it is known."""
    return [_time(facts, step) for step in facts.steps_in(filters) if step.stage == stage]


def split(groups: dict[Any, tuple[int, int, int, int]]) -> tuple[float, float]:
    """Kitagawa's mix and rate of groups of (made, of all) before and now."""
    all0, all1 = sum(n0 for _, n0, _, _ in groups.values()), sum(n1 for *_, n1 in groups.values())
    mix = rate = 0.0
    for x0, n0, x1, n1 in groups.values():
        r0, r1 = (x0 / n0 if n0 else x1 / n1), (x1 / n1 if n1 else x0 / n0)
        m0, m1 = n0 / all0, n1 / all1
        mix += (m1 - m0) * (r0 + r1) / 2
        rate += (r1 - r0) * (m0 + m1) / 2
    return mix, rate


def _state(facts: Facts, lead_id: str) -> str:
    lead = next(lead for lead in facts.leads if lead.person.lead_id == lead_id)
    latest = max(lead.entries, key=lambda entry: (*moment(facts.known, *entry), _place(entry[0])))[0]
    if latest in ("won", "lost", "recycled"):
        return latest
    return "rejected" if _last_round(facts, lead_id).sent_back else latest


def _place(stage: str) -> int:
    """At one instant a lead advances, then closes."""
    return [*ORDER[:-1], "lost", "recycled", "won"].index(stage)


def _last_round(facts: Facts, lead_id: str) -> Round:
    return max((one for one in facts.rounds if one.person.lead_id == lead_id), key=lambda one: one.number)


def _stands(facts: Facts, step: Step) -> bool:
    last = _last_round(facts, step.person.lead_id)
    lead = next(lead for lead in facts.leads if lead.person.lead_id == step.person.lead_id)
    latest = max(lead.entries, key=lambda entry: (*moment(facts.known, *entry), _place(entry[0])))[0]
    return step.episode == last.number and not step.next_at and not last.sent_back and latest == step.stage


def _time(facts: Facts, step: Step) -> tuple[int, str]:
    one = next(one for one in facts.rounds if one.person.lead_id == step.person.lead_id and one.number == step.episode)
    closed = (*one.closed_at, *([one.sent_back] if one.sent_back else []))
    first = earliest(end for end in closed if facts.known.day(end.at) >= facts.known.day(step.began_at.at))
    made = _days(facts, step, step.next_at) if step.next_at else None
    ended = None if first is None else 0 if first.at < step.began_at.at else _days(facts, step, first)
    if made is not None and (ended is None or made <= ended):
        return max(made, 0), "made"
    return (ended, "ended") if ended is not None else (max(_age(facts, step), 0), "open")


def _days(facts: Facts, step: Step, end: When | None) -> int:
    assert end
    if step.began_at.is_day or end.is_day:
        return (facts.known.day(end.at) - facts.known.day(step.began_at.at)).days
    return (end.at - step.began_at.at) // DAY


def _age(facts: Facts, step: Step) -> int:
    return _days(facts, step, When(facts.known.as_of, False))


def _numbers(facts: Facts) -> set[int]:
    return {step.episode for step in facts.steps}
