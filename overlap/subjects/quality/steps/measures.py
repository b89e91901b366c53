"""How groups of leads stand by each measure of quality: as counted, drawn towards the house, and what may be said."""

import numpy as np
import polars as pl
from scipy.special import stdtr

from overlap.stats.false_discovery import FALSE_SHARE, adjusted
from overlap.stats.partial_pooling import ABOVE, BELOW, FEWEST, FEWEST_EVENTS, NOT_APART, TOO_FEW, shrunk, verdicts
from overlap.stats.pooled_means import pooled_means
from overlap.stats.proportions import wilson_limits
from overlap.steps.given import Given
from overlap.subjects.company import of_company
from overlap.subjects.quality.measures import RATING, REVENUE, SHARES, Share
from overlap.subjects.quality.steps.revenue_per_lead import lead_limits

_Z = 1.96
_DIGITS = 9
SCHEMA = {
    "measure": pl.String,
    "group_id": pl.String,
    "group_name": pl.String,
    "all_count": pl.Int64,
    "of_count": pl.Int64,
    "event_count": pl.Int64,
    "value": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "shrunk": pl.Float64,
    "shrunk_low": pl.Float64,
    "shrunk_high": pl.Float64,
    "house": pl.Float64,
    "verdict": pl.String,
}
_NUMBERS = [name for name, kind in SCHEMA.items() if kind == pl.Float64]


def measures(frame: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """A row a measure and group with anything to measure it by, the columns of `SCHEMA`.

    `frame` is filtered.quality_groups with a group_name, the company's groups where filters leave only a part of them,
    and the stages that are recorded; a measure of another stage has no row.
    """
    recorded = set(frame["recorded"][0]) if frame.height else set()
    known = [share for share in SHARES if share.stage in recorded]
    money = [_revenue(frame)] if "won" in recorded else []
    parts = [*(_share(frame, share) for share in known), _rating(frame), *money]
    rows = pl.concat([part.select(*SCHEMA).cast(SCHEMA) for part in parts])  # pyright: ignore[reportArgumentType]
    return rows.filter(pl.col("all_count") > 0).with_columns(pl.col(_NUMBERS).fill_nan(None).round_sig_figs(_DIGITS))


def _share(frame: pl.DataFrame, share: Share) -> pl.DataFrame:
    totals, events = frame[share.mature].to_numpy(), frame[share.events].to_numpy()
    company = of_company(frame)
    found = shrunk(events, totals, (company[share.events].to_numpy(), company[share.mature].to_numpy()))
    low, high = wilson_limits(events, totals)
    return frame.with_columns(
        pl.lit(share.name).alias("measure"),
        pl.col(share.every).alias("all_count"),
        pl.col(share.mature).alias("of_count"),
        pl.col(share.events).alias("event_count"),
        (pl.col(share.events) / pl.col(share.mature)).alias("value"),
        pl.Series("low", low),
        pl.Series("high", high),
        pl.Series("shrunk", found.rate),
        pl.Series("shrunk_low", found.low),
        pl.Series("shrunk_high", found.high),
        pl.lit(found.house).alias("house"),
        pl.Series("verdict", verdicts(events, totals, found), dtype=pl.String),
    )


def _rating(frame: pl.DataFrame) -> pl.DataFrame:
    count, mean, inside = _stars(frame)
    among, means, all_inside = _stars(of_company(frame))
    spare = (among - 1)[among > 0].sum()
    within = all_inside[among > 0].sum() / spare if spare > 0 else float("nan")
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.where((count > 1) & (inside > 0), _Z * np.sqrt(inside / (count - 1) / count), np.nan)
    found = pooled_means(mean, count, within, (means, among))
    said = np.select(
        [count < FEWEST, found.low > found.house, found.high < found.house], [TOO_FEW, ABOVE, BELOW], NOT_APART
    )
    return frame.with_columns(
        pl.lit(RATING.name).alias("measure"),
        pl.col("rating_count").alias("all_count"),
        pl.col("rating_count").alias("of_count"),
        pl.col("rating_count").alias("event_count"),
        pl.Series("value", mean),
        pl.Series("low", np.maximum(mean - error, 1)),
        pl.Series("high", np.minimum(mean + error, 5)),
        pl.Series("shrunk", found.mean),
        pl.Series("shrunk_low", found.low),
        pl.Series("shrunk_high", found.high),
        pl.lit(found.house).alias("house"),
        pl.Series("verdict", said.tolist(), dtype=pl.String),
    )


def _stars(frame: pl.DataFrame) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Of each group how many ratings, their mean, and their squared distances from it, summed."""
    count, total, squares = (
        frame[name].to_numpy().astype(float) for name in ("rating_count", "rating_sum", "rating_squares")
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = total / count
    return count, mean, squares - np.where(count > 0, total * mean, 0)


def _revenue(frame: pl.DataFrame) -> pl.DataFrame:
    """Money is not drawn together: a few large deals make the groups' variances too unlike each other.

    So that many campaigns are not each given a chance to stand out by luck, its verdicts hold one in ten false ones at
    most (Benjamini & Hochberg 1995), by the distance of the logarithms in the standard errors that the limit on the
    company's side is made of; Student's t, since money rests on its wins.
    """
    leads, cents = frame["judged_lead_count"].to_numpy().astype(float), frame["cents"].to_numpy().astype(float)
    wins = frame["won_lead_count"].to_numpy()
    low, high = lead_limits(frame)
    company = of_company(frame)
    all_leads, all_cents = float(company["judged_lead_count"].sum()), float(company["cents"].sum())
    with np.errstate(divide="ignore", invalid="ignore"):
        value = cents / leads / 100
        house = all_cents / all_leads / 100 if all_leads else float("nan")
        distance = np.log(value / house) / np.log(np.where(value > house, value / low, high / value)) * _Z
    few = [f"rests on {number} win{'' if number == 1 else 's'}" for number in wins]
    is_ranked = (leads >= FEWEST) & (wins >= FEWEST_EVENTS) & np.isfinite(distance)
    is_apart = np.zeros(len(leads), dtype=bool)
    is_apart[is_ranked] = adjusted(2 * stdtr(wins[is_ranked] - 1, -np.abs(distance[is_ranked]))) <= FALSE_SHARE
    above, below = is_apart & (value > house), is_apart & (value < house)
    said = np.select([leads < FEWEST, wins < FEWEST_EVENTS, above, below], [TOO_FEW, few, ABOVE, BELOW], NOT_APART)
    nothing = pl.lit(None, dtype=pl.Float64)
    return frame.with_columns(
        pl.lit(REVENUE.name).alias("measure"),
        pl.col("created_count").alias("all_count"),
        pl.col("judged_lead_count").alias("of_count"),
        pl.col("won_lead_count").alias("event_count"),
        pl.Series("value", value),
        pl.Series("low", low),
        pl.Series("high", high),
        nothing.alias("shrunk"),
        nothing.alias("shrunk_low"),
        nothing.alias("shrunk_high"),
        pl.lit(house).alias("house"),
        pl.Series("verdict", said.tolist(), dtype=pl.String),
    )
