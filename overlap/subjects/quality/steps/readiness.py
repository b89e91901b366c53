"""Whether readiness jumps at some number of pages: one step against a straight line and against no relation."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy.special import expit, xlogy

from overlap.stats.isotonic import rising
from overlap.steps.given import Given
from overlap.subjects.quality.steps.auc import rate_of

JUMPS, DROPS = "jumps", "drops"
RISES, FALLS = "rises steadily", "falls steadily"
NONE, TOO_FEW, NO_PAGES = "no relation", "too few to tell", "no page views recorded"
FEWEST, FEWEST_SIDE = 10, 30  # ready and not ready leads in all; leads on each side of a step
DRAWS = 200
_TAIL = 0.025
_ROUNDS = 50
_DIGITS = 9
_CURVE = {
    "pages": pl.Int64,
    "lead_count": pl.Int64,
    "good_count": pl.Int64,
    "good_rate": pl.Float64,
    "good_rate_low": pl.Float64,
    "good_rate_high": pl.Float64,
    "rising_rate": pl.Float64,
    "naive_lead_count": pl.Int64,
    "naive_rate": pl.Float64,
}
_THRESHOLD = {
    **dict.fromkeys(("lead_count", "good_count", "young_count", "reached_count"), pl.Int64),
    **dict.fromkeys(("cut", "cut_low", "cut_high", "above_count"), pl.Int64),
    **dict.fromkeys(("below_rate", "below_low", "below_high"), pl.Float64),
    **dict.fromkeys(("above_rate", "above_low", "above_high"), pl.Float64),
    **dict.fromkeys(("bic_step", "bic_straight", "bic_none"), pl.Float64),
    "verdict": pl.String,
}


@dataclass(frozen=True)
class Step:
    """Where the rate changes: from `cut` on it is another one. `value` is the log-likelihood."""

    cut: int
    value: float


def curve(frame: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """quality/pages: rates with Wilson's interval, the best curve that never falls, and the misleading count beside.

    `frame` has a row a number of pages, rising: pages, lead_count, good_count, naive_lead_count, naive_good_count.
    """
    never_falling = rising(frame["good_count"].to_numpy(), frame["lead_count"].to_numpy())
    rows = [
        row
        | rate_of(row["good_count"], row["lead_count"])
        | {
            "rising_rate": None if np.isnan(rate) else float(rate),
            "naive_rate": row["naive_good_count"] / row["naive_lead_count"] if row["naive_lead_count"] else None,
        }
        for row, rate in zip(frame.to_dicts(), never_falling, strict=True)
    ]
    return pl.DataFrame(rows, schema={**_CURVE, "naive_good_count": pl.Int64}).select(*_CURVE)


def threshold(frame: pl.DataFrame, given: Given) -> pl.DataFrame:
    """quality/behaviour: the step, its 95% and the verdict, in one row.

    `frame` has pages, bucket (of accounts), is_open, is_old_enough, lead_count and good_count. The verdict is that of
    the three models with the lowest BIC (Schwarz 1978): no relation (1 parameter), a straight logit (2), one step (3:
    two rates and where it lies).
    """
    is_judged = pl.col("is_open") & pl.col("is_old_enough")
    kept = frame.filter(is_judged)
    counts = {
        "lead_count": int(kept["lead_count"].sum()),
        "good_count": int(kept["good_count"].sum()),
        "young_count": int(frame.filter("is_open", ~pl.col("is_old_enough"))["lead_count"].sum()),
        "reached_count": int(frame.filter(~pl.col("is_open"))["lead_count"].sum()),
    }
    pages, totals, events = _by_page(kept)
    said = TOO_FEW if kept.is_empty() or pages.any() else NO_PAGES
    found = step(pages, totals.sum(axis=0), events.sum(axis=0)) if kept.height else None
    if found is None or min(counts["good_count"], counts["lead_count"] - counts["good_count"]) < FEWEST:
        return pl.DataFrame([counts | {"above_count": 0, "verdict": said}], schema=_THRESHOLD)
    return pl.DataFrame([counts | _judged(pages, totals, events, found, given.seed)], schema=_THRESHOLD)


def step(pages: np.ndarray, totals: np.ndarray, events: np.ndarray) -> Step | None:
    """The step of the highest likelihood with enough leads on both sides; the lowest of equal ones; None: no place."""
    cuts, values = pages[1:], _values(totals[None], events[None])[0]
    if not len(cuts) or not np.isfinite(values).any():
        return None
    best = int(np.argmax(values))
    return Step(int(cuts[best]), float(values[best]))


def straight(pages: np.ndarray, totals: np.ndarray, events: np.ndarray) -> tuple[float, float]:
    """(slope, log-likelihood) of a logit in the number of pages, by Newton's method."""
    x = (pages - np.average(pages, weights=totals)) / max(1.0, float(np.ptp(pages)))
    design = np.column_stack([np.ones(len(x)), x])
    share = events.sum() / totals.sum()
    coefficients = np.array([np.log(share / (1 - share)), 0.0])
    for _ in range(_ROUNDS):
        chances = expit(design @ coefficients)
        weights = totals * chances * (1 - chances)
        move = np.linalg.lstsq(design.T @ (design * weights[:, None]), design.T @ (events - totals * chances))[0]
        coefficients = coefficients + move
        if np.abs(move).max() < 1e-10:
            break
    odds = design @ coefficients
    return float(coefficients[1]), float((events * odds - totals * np.logaddexp(0, odds)).sum())


def _judged(
    pages: np.ndarray, totals: np.ndarray, events: np.ndarray, found: Step, seed: int
) -> dict[str, int | float | str | None]:
    n, x = totals.sum(axis=0), events.sum(axis=0)
    leads, above = int(n.sum()), pages >= found.cut
    slope, of_straight = straight(pages, n, x)
    bic = {
        "bic_step": 3 * np.log(leads) - 2 * found.value,
        "bic_straight": 2 * np.log(leads) - 2 * of_straight,
        "bic_none": np.log(leads) - 2 * float(_value(x.sum(), n.sum())),
    }
    low, high = _interval(pages, totals, events, seed)
    below, beyond = (
        rate_of(int(x[~above].sum()), int(n[~above].sum())),
        rate_of(int(x[above].sum()), int(n[above].sum())),
    )
    ends = (("rate", "good_rate"), ("low", "good_rate_low"), ("high", "good_rate_high"))
    is_more = (beyond["good_rate"] or 0) > (below["good_rate"] or 0)
    said = {
        "bic_step": JUMPS if is_more else DROPS,
        "bic_straight": RISES if slope > 0 else FALLS,
        "bic_none": NONE,
    }
    return {
        **{"cut": found.cut, "cut_low": low, "cut_high": high, "above_count": int(n[above].sum())},
        **{f"below_{end}": below[name] for end, name in ends},
        **{f"above_{end}": beyond[name] for end, name in ends},
        **{name: round(float(value), _DIGITS) for name, value in bic.items()},
        "verdict": said[min(bic, key=lambda name: bic[name])],
    }


def _by_page(kept: pl.DataFrame) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The numbers of pages, rising, and buckets of accounts x pages: leads, and those that got ready."""
    pages, place = np.unique(kept["pages"].to_numpy(), return_inverse=True)
    buckets, bucket = np.unique(kept["bucket"].to_numpy(), return_inverse=True)
    sums = []
    for name in ("lead_count", "good_count"):
        table = np.zeros((len(buckets), len(pages)))
        np.add.at(table, (bucket, place), kept[name].to_numpy())
        sums.append(table)
    return pages, sums[0], sums[1]


def _interval(
    pages: np.ndarray, totals: np.ndarray, events: np.ndarray, seed: int
) -> tuple[int, int] | tuple[None, None]:
    """The step in 95 of 100 resampled companies: each bucket of accounts comes a Poisson number of times.

    A step is a whole number of pages, so that both ends may be the same one. Where it could lie in one place only,
    there is no interval: that is no certainty.
    """
    if np.isfinite(_values(totals.sum(axis=0)[None], events.sum(axis=0)[None])).sum() < 2:  # noqa: PLR2004
        return None, None
    times = np.random.default_rng(seed).poisson(1.0, (DRAWS, len(totals)))
    values = _values(times @ totals, times @ events)
    values = values[np.isfinite(values).any(axis=1)]
    if not len(values):
        return None, None
    cuts = pages[1:][np.argmax(values, axis=1)]
    low, high = np.quantile(cuts, _TAIL, method="lower"), np.quantile(cuts, 1 - _TAIL, method="higher")
    return int(low), int(high)


def _values(totals: np.ndarray, events: np.ndarray) -> np.ndarray:
    """Log-likelihood of a step before each number of pages but the first, a row a house; -inf without enough leads."""
    n, x = np.cumsum(totals, axis=1)[:, :-1], np.cumsum(events, axis=1)[:, :-1]
    rest_n, rest_x = totals.sum(axis=1, keepdims=True) - n, events.sum(axis=1, keepdims=True) - x
    enough = (n >= FEWEST_SIDE) & (rest_n >= FEWEST_SIDE)
    return np.where(enough, _value(x, n) + _value(rest_x, rest_n), -np.inf)


def _value(events: np.ndarray, totals: np.ndarray) -> np.ndarray:
    """Log-likelihood of so many events with the rate that fits best."""
    rate = np.divide(events, totals, out=np.zeros_like(events, dtype=float), where=totals > 0)
    return xlogy(events, rate) + xlogy(totals - events, 1 - rate)
