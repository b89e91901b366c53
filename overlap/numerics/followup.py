"""The service level of groups with the time to the first attempt beside it, from what SQL has gathered."""

from collections.abc import Iterator

import numpy as np
import polars as pl

from overlap.numerics.given import Given
from overlap.numerics.shrinkage import shrunk, verdicts
from overlap.numerics.survival import Counts, Curve, aalen_johansen, quantile, quantile_interval

INCOMPLETE = "activity logging incomplete"
BY_DATE = "known by date only"
NOBODY = "nobody in particular"
MOST_UNLOGGED = 0.10  # of the leads that got on: above it a level says more about logging than about work
_ENDS = "attempted_minutes", "closed_minutes", "open_minutes"
_POINTS = 200  # of a curve: steps smaller than half a percent cannot be seen
_TIMES = {
    "median_minutes": pl.Int64,
    "median_low": pl.Int64,
    "median_high": pl.Int64,
    "p90_minutes": pl.Int64,
    "median_of_answered": pl.Int64,
}
_CURVE = {
    "group_id": pl.String,
    "group_name": pl.String,
    "minutes": pl.Int64,
    "at_risk_count": pl.Int64,
    "attempted_share": pl.Float64,
    "attempted_low": pl.Float64,
    "attempted_high": pl.Float64,
    "closed_share": pl.Float64,
}


def totals(frame: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """followup/totals: its row with median_minutes, median_low, median_high, p90_minutes and the naive figures last."""
    return _with_times(frame).select(
        pl.exclude(*_ENDS, "by_date_count", "mean_of_answered", *_TIMES),
        "median_minutes",
        "median_low",
        "median_high",
        "p90_minutes",
        "mean_of_answered",
        "median_of_answered",
        minutes_error=pl.col("median_of_answered") - pl.col("median_minutes"),
    )


def levels(frame: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """Groups with their times, the level drawn towards the house, and what may be said of it.

    `frame` has is_known (not: a row for what has no name), due_count, in_time_count, by_date_count and the minutes of
    its handoffs by how they ended.
    """
    return _with_verdicts(_with_times(frame)).select(
        pl.exclude(*_ENDS, "by_date_count", "is_known", "median_of_answered")
    )


def rep_levels(frame: pl.DataFrame, given: Given) -> pl.DataFrame:
    """The same of people; who does not log what they do (`unlogged_share` above a tenth) is marked and not ranked."""
    incomplete = pl.col("is_log_incomplete") & (pl.col("verdict") != NOBODY)
    return levels(frame, given).with_columns(
        verdict=pl.when(incomplete).then(pl.lit(INCOMPLETE)).otherwise(pl.col("verdict"))
    )


def curves(frame: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """The share of handoffs attempted by each minute, closed ones left behind: a curve a group, of at most 200 points.

    `frame` has a row a group: group_id, group_name and the minutes of its handoffs by how they ended.
    """
    named = frame.select("group_id", "group_name").iter_rows()
    parts = [_curve(of, name, counts) for (of, name), counts in zip(named, _counts(frame), strict=True)]
    return pl.concat(parts) if parts else pl.DataFrame(schema=_CURVE)


def counts_of(attempted: np.ndarray, closed: np.ndarray, still_open: np.ndarray) -> Counts:
    """At each distinct minute how many end by an attempt, by a closing, or not yet, from the minutes of each kind."""
    ends = [np.unique(minutes, return_counts=True) for minutes in (attempted, closed, still_open)]
    times = np.unique(np.concatenate([minutes for minutes, _ in ends]))
    events, competing, censored = (_spread(times, minutes, counts) for minutes, counts in ends)
    return Counts(times, events, competing, censored)


def _spread(times: np.ndarray, minutes: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """The counts of some of the times in the places of all."""
    everywhere = np.zeros(len(times), dtype=np.int64)
    everywhere[np.searchsorted(times, minutes)] = counts
    return everywhere


def _counts(frame: pl.DataFrame) -> Iterator[Counts]:
    """The counts of each row's lists of minutes; a list that is null is empty."""
    for attempted, closed, still_open in zip(*(frame[name] for name in _ENDS), strict=True):
        yield counts_of(_array(attempted), _array(closed), _array(still_open))


def _array(minutes: pl.Series | None) -> np.ndarray:
    return np.empty(0, dtype=np.int64) if minutes is None else minutes.to_numpy()


def _with_times(frame: pl.DataFrame) -> pl.DataFrame:
    known = [
        _times(counts) if by_date_count == 0 else dict.fromkeys(_TIMES)
        for by_date_count, counts in zip(frame["by_date_count"], _counts(frame), strict=True)
    ]
    return frame.hstack(pl.DataFrame(known, schema=_TIMES))


def _times(counts: Counts) -> dict[str, float | None]:
    curve = aalen_johansen(counts)
    low, high = quantile_interval(curve, 0.5)
    answered = counts.events.cumsum()
    of_answered = counts.times[np.searchsorted(answered, answered[-1] / 2)] if counts.events.any() else None
    medians = quantile(curve, 0.5), low, high, quantile(curve, 0.9), of_answered
    return dict(zip(_TIMES, (None if time is None else int(time) for time in medians), strict=True))


def _with_verdicts(frame: pl.DataFrame) -> pl.DataFrame:
    """Only groups with a name are drawn together; the row of what has none is compared with nothing."""
    known = frame["is_known"].to_numpy()
    events, of = (frame[name].to_numpy()[known] for name in ("in_time_count", "due_count"))
    found = shrunk(events, of)
    columns = {name: np.full(frame.height, np.nan) for name in ("shrunk_level", "shrunk_low", "shrunk_high")}
    for values, those in zip(columns.values(), (found.rate, found.low, found.high), strict=True):
        values[known] = those
    said = np.full(frame.height, NOBODY, dtype=object)
    said[known] = verdicts(events, of, found)
    return frame.with_columns(
        *(pl.Series(name, values, nan_to_null=True) for name, values in columns.items()),
        verdict=pl.when(pl.col("by_date_count") > 0)
        .then(pl.lit(BY_DATE))
        .otherwise(pl.Series(said.tolist(), dtype=pl.String)),
    )


def _curve(group_id: str | None, group_name: str, counts: Counts) -> pl.DataFrame:
    curve = aalen_johansen(counts)
    closed = aalen_johansen(Counts(counts.times, counts.competing, counts.events, counts.censored))
    kept = _visible(curve, closed)
    return pl.DataFrame(
        {
            "group_id": [group_id] * len(kept),
            "group_name": [group_name] * len(kept),
            "minutes": counts.times[kept],
            "at_risk_count": counts.at_risk[kept],
            "attempted_share": curve.share[kept],
            "attempted_low": curve.low[kept],
            "attempted_high": curve.high[kept],
            "closed_share": closed.share[kept],
        },
        schema=_CURVE,
    )


def _visible(curve: Curve, closed: Curve) -> np.ndarray:
    """The points at which either share enters the next of its steps, and the last."""
    steps = np.floor(curve.share * _POINTS / 2) + np.floor(closed.share * _POINTS / 2)
    return np.unique(np.append(np.flatnonzero(np.diff(steps, prepend=-1)), len(steps) - 1))
