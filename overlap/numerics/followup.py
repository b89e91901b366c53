"""The service level of groups with the time to the first attempt beside it, from counts that SQL has made."""

import numpy as np
import polars as pl

from overlap.numerics.given import Given
from overlap.numerics.shrinkage import shrunk, verdicts
from overlap.numerics.survival import Counts, Curve, aalen_johansen, quantile, quantile_interval

INCOMPLETE = "activity logging incomplete"
BY_DATE = "known by date only"
NOBODY = "nobody in particular"
MOST_UNLOGGED = 0.10  # of the leads that got on: above it a level says more about logging than about work
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
        pl.exclude("times", "by_date_count", "mean_of_answered", *_TIMES),
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

    `frame` has is_known (not: a row for what has no name), due_count, in_time_count, by_date_count and times.
    """
    return _with_verdicts(_with_times(frame)).select(
        pl.exclude("times", "by_date_count", "is_known", "median_of_answered")
    )


def rep_levels(frame: pl.DataFrame, given: Given) -> pl.DataFrame:
    """The same of people; who does not log what they do (`unlogged_share` above a tenth) is marked and not ranked."""
    incomplete = pl.col("is_log_incomplete") & (pl.col("verdict") != NOBODY)
    return levels(frame, given).with_columns(
        verdict=pl.when(incomplete).then(pl.lit(INCOMPLETE)).otherwise(pl.col("verdict"))
    )


def curves(frame: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """The share of handoffs attempted by each minute, closed ones left behind: a curve a group, of at most 200 points.

    `frame` has group_id, group_name, minutes, attempted_count, closed_count and open_count.
    """
    groups = frame.partition_by("group_id", "group_name", maintain_order=True)
    parts = [_curve(of_group) for of_group in groups]
    return pl.concat(parts) if parts else pl.DataFrame(schema=_CURVE)


def counts_of(times: list[dict[str, int]] | None) -> Counts:
    """Counts from a list of minutes, attempted, closed and still_open."""
    rows = sorted(times or [], key=lambda row: row["minutes"])
    return Counts(*(np.array([row[name] for row in rows]) for name in ("minutes", "attempted", "closed", "still_open")))


def _with_times(frame: pl.DataFrame) -> pl.DataFrame:
    known = [
        _times(counts_of(row["times"])) if row["by_date_count"] == 0 else dict.fromkeys(_TIMES)
        for row in frame.select("times", "by_date_count").to_dicts()
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


def _curve(of_group: pl.DataFrame) -> pl.DataFrame:
    ordered = of_group.sort("minutes")
    columns = ("minutes", "attempted_count", "closed_count", "open_count")
    counts = Counts(*(ordered[column].to_numpy() for column in columns))
    curve = aalen_johansen(counts)
    closed = aalen_johansen(Counts(counts.times, counts.competing, counts.events, counts.censored))
    kept = _visible(curve, closed)
    return pl.DataFrame(
        {
            "group_id": [of_group["group_id"][0]] * len(kept),
            "group_name": [of_group["group_name"][0]] * len(kept),
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
