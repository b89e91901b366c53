"""Which rows the four complaints are about, and what they say of them, by the handbook: a handoff at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil

import naive_sides as sides
from naive_complaint_rows import NOW, REFERENCE, One, Rows
from naive_scores import is_good, is_old
from scipy import stats

UNKNOWN, OVERLOADED = "cannot tell yet", "supported in overloaded weeks"
FEWEST, FEWEST_EVENTS = 100, 20
NEEDED, MANY = 11.2, 10_000  # weeks: beyond so many nobody waits for an answer


@dataclass(frozen=True)
class Seen:
    """A figure against a standard: by how much it is short, from where to where, and what is to be said of that."""

    standard: float
    value: float
    short: tuple[float, float, float]
    verdict: str


@dataclass(frozen=True)
class Complaint:
    """As it looks, with the other team's part out, and how many records that rests on."""

    raw: Seen | None
    adjusted: Seen | None
    verdict: str
    records: int
    mature: int
    reference: int | None
    weeks_needed: int | None = None


@dataclass(frozen=True)
class Complaints:
    """All four of one question; what sales can safely take a week is told by another report."""

    rows: Rows
    safe_intake: int | None

    @cached_property
    def points(self) -> float:
        """The smallest shortfall of a share that matters, as agreed at as-of."""
        return self.rows.agreed("delta")["points"]

    def bad_leads(self) -> Complaint:
        """Marketing's handoffs that reach sql in time against the promise, else the reference."""
        now, then = (self._outcomes(arm, "sql", is_marketing=True) for arm in (NOW, REFERENCE))
        others = [one for arm in (NOW, REFERENCE) for one in self._outcomes(arm, "sql", is_marketing=False)]
        records = len([one for one in self.rows.of(NOW) if one.is_marketing])
        promised = self.rows.agreed("promise")["qualified_share"]
        if not now or not (then or promised is not None):
            return Complaint(None, None, UNKNOWN, records, len(now), len(then))
        standard = _share(then) if promised is None else promised
        judged = now if promised is not None else [*now, *then]
        alone = sides.variance(now) + (0.0 if promised is not None else sides.variance(then))
        raw = self._seen(
            lambda weights: (sides.rate(then, weights) if promised is None else promised) - sides.rate(now, weights),
            judged, standard, alone, _is_enough(now, standard) and (promised is not None or _is_enough(then)),
        )  # fmt: skip
        pools = [[*now, *then]]
        if min(len([one for one in others if one.arm == arm]) for arm in (NOW, REFERENCE)) >= FEWEST:
            pools.append(others)
        adjusted = None
        if _both(pools[0]):
            pools = [pool for pool in pools if _both(pool)]
            adjusted = self._seen(
                lambda weights: sides.at_equal_people(pools[0], weights)
                - sum(sides.at_equal_people(pool, weights) for pool in pools[1:]),
                [one for pool in pools for one in pool], _share(then), sum(map(_alone, pools)),
                _is_enough(now, _share(then)) and _is_enough(then),
            )  # fmt: skip
        return self._shared(raw, adjusted, records, now, then)

    def cant_close(self) -> Complaint:
        """Wins per handoff against the reference; adjusted, against what leads like these came to then."""
        now, then = (self._outcomes(arm, "won") for arm in (NOW, REFERENCE))
        records = len(self.rows.of(NOW))
        if not now or not then:
            return Complaint(None, None, UNKNOWN, records, len(now), len(then))
        is_enough = _is_enough(now, _share(then)) and _is_enough(then)
        raw = self._seen(
            lambda weights: sides.rate(then, weights) - sides.rate(now, weights),
            [*now, *then], _share(then), sides.variance(now) + sides.variance(then), is_enough,
        )  # fmt: skip
        adjusted = None
        if 0 < sum(one.is_made for one in then) < len(then):
            even = dict.fromkeys({one.rep for one in (*now, *then)}, 1.0)
            adjusted = self._seen(
                lambda weights: sides.expected([*now, *then], weights), [*now, *then],
                sides.expected([*now, *then], even) + _share(now), sides.alone_at_equal_mix([*now, *then]), is_enough,
            )  # fmt: skip
        return self._shared(raw, adjusted, records, now, then)

    def too_slow(self) -> Complaint:
        """What is due and in time against the level agreed at the handing over; adjusted, in weeks not too full."""
        due = [(one, *self.rows.followed(one)) for one in self.rows.of(NOW)]
        due = [(one, is_in_time) for one, is_due, is_in_time in due if is_due]
        if not due:
            return Complaint(None, None, UNKNOWN, 0, 0, None)
        full = {week: self.rows.fullness(week) for week in {one.week for one, _ in due}}
        loads = [(each, full[each[0].week]) for each in due]
        within = [each for each, load in loads if load and load[0] <= load[1]] if any(full.values()) else due
        over = [each for each, load in loads if load and load[0] > load[1]]
        every, in_quiet, in_full = self._level(due), *(self._level(each) if each else None for each in (within, over))
        said = in_quiet.verdict if in_quiet else UNKNOWN
        if in_full and in_full.verdict == "supported" and (in_quiet is None or said == "not supported"):
            said = OVERLOADED
        share, weeks = every.standard / 100, {one.week for one, _ in due}
        needed = _weeks(share * (1 - share), self.points / 100, 1, len(within), len(within) / len(weeks), FEWEST)
        return Complaint(every, in_quiet, said, len(due), len(due), None, needed)

    def not_enough(self) -> Complaint:
        """Handoffs of marketing a week by the promise to the company, else the reference; or what sales can take."""
        now, then = (self.rows.by_week(arm) for arm in (NOW, REFERENCE))
        promised = None if self.rows.is_narrowed else self.rows.agreed("promise")["handoffs_per_week"]
        standard = promised if promised is not None else (sum(then) / len(then) if then else None)
        counts = sum(now), sum(now), sum(then)
        if not standard or len(now) < 2 or (promised is None and len(then) < 2):
            return Complaint(None, None, UNKNOWN, *counts)
        smallest = self.rows.agreed("delta")["volume_share"] * standard
        raw = _volume(standard, now, None if promised is not None else then, smallest)
        adjusted = raw
        if not self.rows.is_narrowed and self.safe_intake is not None and self.safe_intake < standard:
            adjusted = _volume(float(self.safe_intake), now, None, smallest)
        arms = [now] if promised is not None else [now, then]
        needed = _weeks(_scatter(arms) * max(sum(now) / len(now), 1), smallest, len(arms), len(now), 1)
        return Complaint(raw, adjusted, adjusted.verdict, *counts, needed)

    def _outcomes(self, arm: str, stage: str, *, is_marketing: bool | None = None) -> list[sides.Handoff]:
        """Those old enough, with whether the stage came in the days agreed when they were handed over."""
        facts = self.rows.facts
        return [
            sides.Handoff(
                arm, one.rep_key, one.is_marketing, self.rows.known_of(one), is_good(facts, one.handoff, stage)
            )
            for one in self.rows.of(arm)
            if is_old(facts, one.handoff, stage) and is_marketing in (None, one.is_marketing)
        ]

    def _seen(
        self, size: sides.Size, judged: Sequence[sides.Handoff], standard: float, alone: float, is_enough: bool
    ) -> Seen:
        found = sides.ends(size, sorted({one.rep for one in judged}), alone)
        short = 100 * found[0], 100 * found[1], 100 * found[2]
        said = sides.verdict(short[1], short[0], short[2], self.points) if is_enough else UNKNOWN
        return Seen(100 * standard, 100 * standard - short[0], short, said)

    def _level(self, due: Sequence[tuple[One, bool]]) -> Seen:
        rows = [sides.Handoff(NOW, one.rep_key, one.is_marketing, (), made) for one, made in due]
        target = sum(self.rows.agreed("response", one.handoff.handed_at)["target"] for one, _ in due) / len(due)
        return self._seen(
            lambda weights: target - sides.rate(rows, weights),
            rows, target, sides.variance(rows), len(rows) >= FEWEST,
        )  # fmt: skip

    def _shared(
        self,
        raw: Seen,
        adjusted: Seen | None,
        records: int,
        now: Sequence[sides.Handoff],
        then: Sequence[sides.Handoff],
    ) -> Complaint:
        said, share = adjusted.verdict if adjusted else UNKNOWN, raw.standard / 100
        starts, ends = self.rows.arms[NOW]
        weeks = _weeks(
            share * (1 - share), self.points / 100, 2, len(now), records / ((ends - starts).days / 7),
            max(FEWEST, FEWEST_EVENTS / max(share, 0.001)),
        )  # fmt: skip
        return Complaint(raw, adjusted, said, records, len(now), len(then), weeks)


def _weeks(variance: float, smallest: float, arms: int, have: float, a_week: float, least: float = 0.0) -> int | None:
    """Until enough at today's volume; 11.2 p (1 - p) / smallest^2 against a figure, twice against a period."""
    missing = max(arms * NEEDED * variance / smallest**2, least) - have
    weeks = ceil(missing / a_week) if missing > 0 and a_week else None
    return weeks if weeks is not None and weeks < MANY else None


def _volume(standard: float, now: Sequence[int], then: Sequence[int] | None, smallest: float) -> Seen:
    """With t of the weeks, and the variance of a count as much wider as they scatter."""
    arms = [now] if then is None else [now, then]
    variance = _scatter(arms) * sum(max(sum(arm), 1) / len(arm) ** 2 for arm in arms)
    width = float(stats.t.ppf(sides.CHANCE, sum(len(arm) - 1 for arm in arms))) * variance**0.5
    short = standard - sum(now) / len(now)
    is_enough = all(sum(arm) >= FEWEST for arm in arms)
    said = sides.verdict(short - width, short, short + width, smallest) if is_enough else UNKNOWN
    return Seen(standard, sum(now) / len(now), (short, short - width, short + width), said)


def _scatter(arms: Sequence[Sequence[int]]) -> float:
    """Quasi-Poisson: how far the weeks scatter against chance, never less than by chance."""
    squares = sum((n - mean) ** 2 / mean for arm in arms if (mean := sum(arm) / len(arm)) for n in arm)
    return max(1.0, squares / sum(len(arm) - 1 for arm in arms))


def _share(rows: Sequence[sides.Handoff]) -> float:
    return sum(one.is_made for one in rows) / len(rows) if rows else 0.0


def _is_enough(rows: Sequence[sides.Handoff], standard: float = 0.0) -> bool:
    """A hundred records and twenty events: seen, or where few are left of them, to be expected by the standard."""
    return len(rows) >= FEWEST and max(sum(one.is_made for one in rows), standard * len(rows)) >= FEWEST_EVENTS


def _of_both(rows: Sequence[sides.Handoff]) -> list[list[sides.Handoff]]:
    by_rep = [[one for one in rows if one.rep == rep] for rep in sorted({one.rep for one in rows})]
    return [each for each in by_rep if len({one.arm for one in each}) == 2]


def _both(rows: Sequence[sides.Handoff]) -> bool:
    return bool(_of_both(rows))


def _alone(rows: Sequence[sides.Handoff]) -> float:
    """Of the fall at equal people, were its records independent."""
    both = _of_both(rows)
    total = sum(one.arm == REFERENCE for each in both for one in each)
    return sum(
        (sum(one.arm == REFERENCE for one in each) / total) ** 2
        * sum(sides.variance([one for one in each if one.arm == arm]) for arm in (NOW, REFERENCE))
        for each in both
    )
