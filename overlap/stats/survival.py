"""Time until something happens, when some records have not ended yet and others ended another way: curves and medians.

Aalen & Johansen 1978, without competing ends one minus Kaplan & Meier 1958. Events come before censorings of the same
time.
"""

from dataclasses import dataclass

import numpy as np

Z = 1.959963984540054  # the 97.5% point of the normal distribution
_EQUAL = 1e-12  # a share that differs from the half by rounding alone has reached it


@dataclass(frozen=True)
class Counts:
    """At each distinct time, ascending: how many records end by the event, by a competing end, or are censored.

    Times are the last axis: several sets of records at the same times can be told together.
    """

    times: np.ndarray
    events: np.ndarray
    competing: np.ndarray
    censored: np.ndarray

    @property
    def at_risk(self) -> np.ndarray:
        """The records that have not ended before each time."""
        ended = self.events + self.competing + self.censored
        return ended[..., ::-1].cumsum(axis=-1)[..., ::-1]


@dataclass(frozen=True)
class Curve:
    """A share between 0 and 1 at each of `times` and from then on, with pointwise 95% limits.

    `deviation` is the standard deviation the limits stand on, where it is one of independent records.
    """

    times: np.ndarray
    share: np.ndarray
    low: np.ndarray
    high: np.ndarray
    deviation: np.ndarray | None = None


def aalen_johansen(counts: Counts) -> Curve:
    """The share that has had the event by each time, when a competing end makes it impossible.

    F(t) = sum of S(ti-) d1i / ni over ti <= t, with S the Kaplan-Meier curve of all ends. Its variance is that of
    Marubini & Valsecchi 1995 (by the delta method), its limits are on the log(-log) scale.
    """
    events, ends, at_risk, left = _left(counts)
    share = np.cumsum(left * events / at_risk)
    deviation = np.sqrt(_variance(at_risk, events, ends, left, share))
    return Curve(counts.times, share, *_limits(share, deviation), deviation)


def share_of(counts: Counts) -> np.ndarray:
    """The share of that curve alone, where nobody asks for its limits: they are nine tenths of the work."""
    events, _, at_risk, left = _left(counts)
    return np.cumsum(left * events / at_risk, axis=-1)


def with_limits(curve: Curve, deviation: np.ndarray, width: float) -> Curve:
    """The curve with limits `width` of the larger of its own standard deviation and this one away."""
    wide = deviation if curve.deviation is None else np.maximum(deviation, curve.deviation)
    return Curve(curve.times, curve.share, *_limits(curve.share, wide, width), wide)


def quantile(curve: Curve, level: float) -> float | None:
    """The first time at which a rising share is at least `level`; None while it is not reached."""
    return _first(curve.times, curve.share >= level - _EQUAL)


def quantile_interval(curve: Curve, level: float) -> tuple[float | None, float | None]:
    """The 95% interval of that time: where the upper limit, and where the lower one, reaches `level`."""
    return _first(curve.times, curve.high >= level - _EQUAL), _first(curve.times, curve.low >= level - _EQUAL)


def _left(counts: Counts) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """(events, all ends, records at risk, share that nothing has ended before) at each time."""
    events, ends = counts.events.astype(float), (counts.events + counts.competing).astype(float)
    at_risk = np.maximum(counts.at_risk.astype(float), 1)  # where nobody is left, nothing ends
    left = np.ones_like(ends)
    left[..., 1:] = np.cumprod(1 - ends / at_risk, axis=-1)[..., :-1]
    return events, ends, at_risk, left


def _variance(
    at_risk: np.ndarray, events: np.ndarray, ends: np.ndarray, left: np.ndarray, share: np.ndarray
) -> np.ndarray:
    """Sum over ti <= t of (F(t) - F(ti))^2 g_i + S(ti-)^2 d1i (ni - d1i) / ni^3 - 2 (F(t) - F(ti)) S(ti-) d1i / ni^2.

    g_i = di / (ni (ni - di)); where the last record ends, F(t) - F(ti) is 0 and so is the term.
    """
    remain = at_risk - ends
    weight = np.divide(ends, at_risk * remain, out=np.zeros_like(ends), where=remain > 0)
    own = left**2 * events * (at_risk - events) / at_risk**3
    cross = left * events / at_risk**2
    squared = share**2 * np.cumsum(weight) - 2 * share * np.cumsum(weight * share) + np.cumsum(weight * share**2)
    return np.maximum(squared + np.cumsum(own) - 2 * (share * np.cumsum(cross) - np.cumsum(cross * share)), 0)


def _limits(share: np.ndarray, deviation: np.ndarray, width: float = Z) -> tuple[np.ndarray, np.ndarray]:
    """share^exp(+-width deviation / (share log share)): between 0 and 1, and saying nothing at 0 and 1."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        inside = (share > 0) & (share < 1 - _EQUAL)
        power = np.exp(width * deviation / np.abs(share * np.log(share)))
        return np.where(inside, share**power, share), np.where(inside, share ** (1 / power), share)


def _first(times: np.ndarray, reached: np.ndarray) -> float | None:
    return float(times[np.argmax(reached)]) if reached.any() else None
