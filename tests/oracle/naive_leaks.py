"""Leaks by the handbook: every step record by record, held against the company now or against the period before."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from math import erfc, hypot, sqrt
from typing import Literal

from naive_shares import shrunk

Benchmark = Literal["company", "agreed", "before"]
FEWEST_EXPECTED = 5
FALSE_SHARE = 0.10
Z = 1.96


@dataclass(frozen=True)
class Entrant:
    """A lead that began a step long enough ago, whether it made it in time, and in which of the populations it is."""

    stage: str
    next_stage: str
    channel: str | None
    campaign: str | None
    segment: str | None
    region: str | None
    team: str | None
    reject_reason: str | None
    score_band: int | None
    is_made: bool
    is_of_company: bool
    is_chosen: bool
    is_before: bool
    is_late: bool = False
    agreed: float | None = None


@dataclass(frozen=True)
class Leak:
    """A group at a step: its records, those lost, those expected, what is missing and what luck leaves of it."""

    dimension: str
    group: str | None
    stage: str
    records: int
    lost: int
    expected: float
    gap: float
    drawn: tuple[float, float, float]
    p_value: float | None
    is_still: bool = True


Key = Callable[[Entrant], object]
STRATA: dict[str, Key] = {
    "channel": lambda one: (one.segment, one.score_band),
    "campaign": lambda one: (one.channel, one.segment, one.score_band),
    "segment": lambda one: (one.channel, one.score_band),
    "region": lambda one: (one.channel, one.segment, one.score_band),
    "team": lambda one: (one.channel, one.segment, one.score_band, one.team is not None),
    "reject_reason": lambda one: (one.channel, one.segment, one.score_band),
}
NOBODY = ("team", "reject_reason")  # without a value one is no group that could do better or worse


def leaks(entrants: Sequence[Entrant], benchmark: Benchmark) -> list[Leak]:
    """Every group of every dimension at every step, those of the chosen records."""
    is_narrowed = any(one.is_of_company and not one.is_chosen for one in entrants)
    found = []
    if benchmark == "agreed":  # what both teams agreed to reach is a figure of a step, and of no reason
        entrants = [one for one in entrants if one.agreed is not None]
    for dimension in STRATA:
        if dimension == "reject_reason" and (benchmark == "agreed" or (benchmark == "company" and not is_narrowed)):
            continue
        for stage in sorted({one.stage for one in entrants}):
            here = [one for one in entrants if one.stage == stage]
            found += _reasons(here, benchmark) if dimension == "reject_reason" else _groups(here, dimension, benchmark)
    return found


def verdicts(rows: Sequence[Leak], family: Sequence[float]) -> list[str | None]:
    """A leak or a gain, one in ten of them false at most; all tests of the company are one family."""
    return [_verdict(row, family) for row in rows]


def family_of(entrants: Sequence[Entrant], benchmark: Benchmark) -> list[float]:
    """The p-values of all tests of the company."""
    rows = leaks([replace(one, is_chosen=one.is_of_company) for one in entrants], benchmark)
    return [row.p_value for row in rows if row.p_value is not None]


def false_share(p_value: float, tested: Sequence[float]) -> float:
    """Benjamini and Hochberg: the smallest share at which this test would still be flagged."""
    less_clear = [p_value, *(each for each in tested if each >= p_value)]
    return min(1.0, *(each * len(tested) / max(len([p for p in tested if p <= each]), 1) for each in less_clear))


def _verdict(row: Leak, tested: Sequence[float]) -> str | None:
    if row.group is None and row.dimension in NOBODY:
        return None
    if row.p_value is None:
        return "too few to tell"
    if false_share(row.p_value, tested) > FALSE_SHARE or row.gap * row.drawn[0] <= 0:
        return "about average"
    if row.gap < 0:
        return "gain"
    return "leak" if row.is_still else "slower, not lost"


def _groups(here: Sequence[Entrant], dimension: str, benchmark: Benchmark) -> Iterable[Leak]:
    stratum = STRATA[dimension] if benchmark == "company" else STRATA["region"]
    names = {getattr(one, dimension) for one in here if one.is_of_company}
    of_company = {
        name: _counted(one for one in here if one.is_of_company and getattr(one, dimension) == name) for name in names
    }
    chosen = [one for one in here if one.is_chosen]
    for name in {getattr(one, dimension) for one in chosen}:
        those = [one for one in chosen if getattr(one, dimension) == name]
        drawn = shrunk([_counted(those)], list(of_company.values()))[0]
        is_group = not (name is None and dimension in NOBODY)
        at = (dimension, name, those, here, stratum, benchmark)
        lost = _leak(*at, lambda one: not one.is_made, drawn[1:], is_group)
        # slow wins are no losses: the same test of who has not made it by now, however late
        gone = _leak(*at, lambda one: not (one.is_made or one.is_late), drawn[1:], True)
        yield replace(lost, is_still=gone.gap > 0 and (gone.p_value is None or gone.p_value <= 0.05))


def _reasons(here: Sequence[Entrant], benchmark: Benchmark) -> Iterable[Leak]:
    """Losses by reason, of all records: together they are all losses."""
    chosen = [one for one in here if one.is_chosen]
    if not chosen:
        return
    for reason in {one.reject_reason for one in here if not one.is_made}:

        def is_lost(one: Entrant, reason: str | None = reason) -> bool:
            return not one.is_made and one.reject_reason == reason

        drawn = shrunk([(sum(map(is_lost, chosen)), len(chosen))])[0]
        yield _leak(
            "reject_reason", reason, chosen, here, STRATA["region"], benchmark, is_lost, drawn[1:], reason is not None
        )  # fmt: skip


def _leak(
    dimension: str,
    group: str | None,
    those: Sequence[Entrant],
    here: Sequence[Entrant],
    stratum: Key,
    benchmark: Benchmark,
    is_lost: Callable[[Entrant], bool],
    drawn: tuple[float | None, float | None, float | None],
    is_group: bool,
) -> Leak:
    among = [one for one in here if (one.is_before if benchmark == "before" else one.is_of_company)]
    expected = own = measured = 0.0
    judged = 0
    for each in {stratum(one) for one in those}:
        n = len([one for one in those if stratum(one) == each])
        alike = [one for one in among if stratum(one) == each] or among
        if not alike:
            continue
        b = sum(map(is_lost, alike)) / len(alike)
        if benchmark == "agreed":
            b = 1 - (those[0].agreed or 0.0)
        judged, expected, own = judged + n, expected + n * b, own + n * b * (1 - b)
        measured += n * n * b * (1 - b) / len(alike) if benchmark == "before" else 0.0
    lost = sum(map(is_lost, those))
    middle, low, high = (share or 0.0 for share in drawn)
    doubt = Z * sqrt(measured)
    n = len(those)
    gap = n * middle - expected
    p_value = None
    if is_group and min(expected, judged - expected) >= FEWEST_EXPECTED and own + measured > 0:
        p_value = erfc(abs(lost - expected) / sqrt(own + measured) / sqrt(2))
    ends = gap - hypot(n * (middle - low), doubt), gap + hypot(n * (high - middle), doubt)
    return Leak(dimension, group, those[0].stage, n, lost, expected, lost - expected, (gap, *ends), p_value)


def _counted(those: Iterable[Entrant]) -> tuple[int, int]:
    every = list(those)
    return len([one for one in every if not one.is_made]), len(every)
