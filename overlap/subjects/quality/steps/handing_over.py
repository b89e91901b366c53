"""Whether an outcome jumps at a threshold: a line on each side of it, errors by cluster, and how many stand there.

Regression discontinuity with a fixed window (Imbens & Lemieux 2008); the check of the counts after McCrary 2008.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from scipy.special import stdtrit

from overlap.steps.given import Given

Z = 1.96
FEWEST = 200  # leads on either side
LEAST_HANDED = 0.10  # by less than that the threshold hardly decides who is handed over
TOO_FEW = "too few leads near the threshold"
NOT_DECIDED = "these points hardly decide who is handed over"
BUNCHED = "leads bunch at the threshold"
MORE, FEWER, NO_JUMP = "more are won", "fewer are won", "no significant difference"
_NUMBERS = (
    "below_rate", "above_rate", "difference", "difference_low", "difference_high", "jump", "jump_low", "jump_high",
    "handed_jump", "handed_jump_low", "handed_jump_high", "density_ratio", "density_low", "density_high",
)  # fmt: skip
_COLUMNS = (
    "below_count", "below_won_count", "below_rate", "above_count", "above_won_count", "above_rate", *_NUMBERS[2:]
)  # fmt: skip
_SCHEMA = {name: pl.Float64 if name in _NUMBERS else pl.Int64 for name in _COLUMNS} | {"verdict": pl.String}


@dataclass(frozen=True)
class Estimate:
    """A number with its 95% limits; all not-a-number where the records cannot tell."""

    value: float
    low: float
    high: float


def at_threshold(frame: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """quality/handing_over_helps: one row.

    `frame` counts leads by distance (points above the threshold, -5 to 4) and bucket of accounts: lead_count,
    won_count, handed_count. Numbers are null below 200 leads on either side.
    """
    is_above = pl.col("distance") >= 0
    below, above = frame.filter(~is_above), frame.filter(is_above)
    row: dict[str, Any] = {"verdict": TOO_FEW}
    for name, side in (("below", below), ("above", above)):
        row |= {f"{name}_count": int(side["lead_count"].sum()), f"{name}_won_count": int(side["won_count"].sum())}
    if min(row["below_count"], row["above_count"]) >= FEWEST:
        row |= {f"{name}_rate": row[f"{name}_won_count"] / row[f"{name}_count"] for name in ("below", "above")}
        row |= _measured(frame)
    return pl.DataFrame([row], schema=_SCHEMA)


def jump(distance: np.ndarray, records: np.ndarray, events: np.ndarray, cluster: np.ndarray) -> Estimate:
    """The jump of the share at the threshold: a least-squares line on each side, met half a point below it.

    Each row stands for `records` at a distance in a cluster, of which `events` had the event. Cluster-robust errors
    with the usual correction for few clusters.
    """
    x = distance + 0.5
    above = (distance >= 0).astype(float)
    return _fitted(np.column_stack([np.ones_like(x), above, x, above * x]), records, events, cluster)


def difference(distance: np.ndarray, records: np.ndarray, events: np.ndarray, cluster: np.ndarray) -> Estimate:
    """The share above the threshold less the share below it, as they are: part of it is the score's own slope."""
    above = (distance >= 0).astype(float)
    return _fitted(np.column_stack([np.ones_like(above), above]), records, events, cluster)


def density(distance: np.ndarray, records: np.ndarray) -> Estimate:
    """How many times as many records stand just above the threshold as just below, by a line through log counts.

    Counts of points are lumpy, so the errors come from the scatter about the lines, not from the counts themselves.
    """
    places = np.unique(distance)
    counts = np.array([records[distance == place].sum() for place in places])
    above = (places >= 0).astype(float)
    design = np.column_stack([np.ones(len(places)), above, places + 0.5, above * (places + 0.5)])
    if len(places) <= design.shape[1] or (counts <= 0).any() or np.linalg.matrix_rank(design) < design.shape[1]:
        return Estimate(np.nan, np.nan, np.nan)
    inverse = np.linalg.inv(design.T @ design)
    found = inverse @ design.T @ np.log(counts)
    spare = len(places) - design.shape[1]
    scatter = ((np.log(counts) - design @ found) ** 2).sum() / spare
    width = stdtrit(spare, 0.975) * np.sqrt(scatter * inverse[1, 1])
    return Estimate(*(float(np.exp(found[1] + shift)) for shift in (0.0, -width, width)))


def _measured(frame: pl.DataFrame) -> dict[str, Any]:
    columns = ("distance", "lead_count", "won_count", "handed_count", "bucket")
    distance, records, won, handed, bucket = (frame[name].to_numpy() for name in columns)
    found = {
        "difference": difference(distance, records, won, bucket),
        "jump": jump(distance, records, won, bucket),
        "handed_jump": jump(distance, records, handed, bucket),
        "density": density(distance, records),
    }
    row = {f"{name}{end}": value for name, one in found.items() for end, value in _named(one).items()}
    row["density_ratio"] = row.pop("density")
    return row | {"verdict": _verdict(found)}


def _named(one: Estimate) -> dict[str, float | None]:
    """Where nothing scatters at all the formula has no error, which is no certainty: no ends."""
    ends = (one.low, one.high) if one.low < one.high else (np.nan, np.nan)
    values = {"": one.value, "_low": ends[0], "_high": ends[1]}
    return {end: None if np.isnan(value) else value for end, value in values.items()}


def _verdict(found: dict[str, Estimate]) -> str:
    bunching, handed, won = found["density"], found["handed_jump"], found["jump"]
    if not handed.low > 0 or handed.value < LEAST_HANDED:
        return NOT_DECIDED
    if bunching.low > 1 or bunching.high < 1:
        return BUNCHED
    return MORE if won.low > 0 else FEWER if won.high < 0 else NO_JUMP


def _fitted(design: np.ndarray, records: np.ndarray, events: np.ndarray, cluster: np.ndarray) -> Estimate:
    """The second coefficient of the least-squares fit of the share."""
    if np.linalg.matrix_rank(design * records[:, None]) < design.shape[1]:
        return Estimate(np.nan, np.nan, np.nan)
    bread = np.linalg.inv((design * records[:, None]).T @ design)
    found = bread @ design.T @ events
    scores = design * (events - records * (design @ found))[:, None]
    names, place = np.unique(cluster, return_inverse=True)
    by_cluster = np.zeros((len(names), design.shape[1]))
    np.add.at(by_cluster, place, scores)
    total, groups = records.sum(), len(names)
    correction = groups / max(groups - 1, 1) * (total - 1) / (total - design.shape[1])
    error = np.sqrt(correction * (bread @ by_cluster.T @ by_cluster @ bread)[1, 1])
    return Estimate(*(float(found[1] + shift) for shift in (0.0, -Z * error, Z * error)))
