"""Pieces of content beside leads alike that had not met them: how far apart, and whether that is more than chance."""

from typing import Any

import numpy as np
import polars as pl
from scipy.special import erfc

from overlap.stats.false_discovery import FALSE_SHARE, adjusted
from overlap.stats.partial_pooling import FEWEST, FEWEST_EVENTS, NOT_APART, TOO_FEW, shrunk
from overlap.steps.given import Given

MORE, FEWER = "goes with more wins", "goes with fewer wins"
_FEWEST_EXPECTED = 5.0
SCHEMA: dict[str, Any] = {
    "stage": pl.String, "position": pl.Int64, "how": pl.String, "piece": pl.String, "had_count": pl.Int64,
    "won_count": pl.Int64, "won_rate": pl.Float64, "others_rate": pl.Float64, "expected_rate": pl.Float64,
    "points": pl.Float64, "points_low": pl.Float64, "points_high": pl.Float64, "false_share": pl.Float64,
    "tested_count": pl.Int64, "verdict": pl.String,
}  # fmt: skip


def pieces(frame: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """content/pieces: rows of `SCHEMA`, what is told apart first, the largest difference of each first."""
    return _told(frame).select(*SCHEMA)


def by_segment(frame: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """content/by_segment: rows of `SCHEMA` with their segment, among whose leads alone each piece is compared."""
    return _told(frame).filter(pl.col("is_chosen")).select(pl.col("part").alias("segment"), *SCHEMA)


def _told(sums: pl.DataFrame) -> pl.DataFrame:
    if sums.is_empty():
        return pl.DataFrame(schema={"part": pl.String, "is_chosen": pl.Boolean, **SCHEMA})
    drawn = pl.concat([_drawn(each) for each in sums.partition_by("stage", "part", "how", maintain_order=True)])
    met, won, expected, spread = (
        drawn[name].cast(pl.Float64).to_numpy() for name in ("had_count", "won_count", "expected", "spread")
    )
    is_tested = (np.minimum(expected, met - expected) >= _FEWEST_EXPECTED) & (spread > 0)
    p_value = np.ones(drawn.height)
    p_value[is_tested] = erfc(np.abs(won - expected)[is_tested] / np.sqrt(spread[is_tested]) / np.sqrt(2))
    share = np.full(drawn.height, np.nan)
    share[is_tested] = adjusted(p_value[is_tested])
    others = drawn["all_count"].to_numpy() - met
    with np.errstate(divide="ignore", invalid="ignore"):
        plain = np.where(others > 0, (drawn["all_won_count"].to_numpy() - won) / others, np.nan)
    low, high = drawn["points_low"].to_numpy(), drawn["points_high"].to_numpy()
    is_many = is_tested & (met >= FEWEST) & (won >= FEWEST_EVENTS)
    is_sure = is_many & (np.nan_to_num(share, nan=1.0) <= FALSE_SHARE)
    verdict = np.select(
        [~is_many, is_sure & (won > expected) & (low > 0), is_sure & (won < expected) & (high < 0)],
        [TOO_FEW, MORE, FEWER],
        NOT_APART,
    )
    return drawn.with_columns(
        pl.Series("won_rate", won / met),
        pl.Series("others_rate", plain, nan_to_null=True),
        pl.Series("expected_rate", expected / met),
        pl.Series("false_share", share, nan_to_null=True),
        pl.lit(int(is_tested.sum()), dtype=pl.Int64).alias("tested_count"),
        pl.Series("verdict", verdict.tolist(), dtype=pl.String),
    ).sort(
        pl.col("verdict").replace_strict({MORE: 0, FEWER: 1, NOT_APART: 2, TOO_FEW: 3}),
        pl.col("points").abs(), "position", "how", "piece", "part",
        descending=[False, True, True, False, False, False],
    )  # fmt: skip


def _drawn(group: pl.DataFrame) -> pl.DataFrame:
    """The pieces met in one way at one stage: how far each lies from what is expected, with luck taken out.

    Wins beyond those expected are laid on the common rate of all pieces, and these rates are drawn together: a piece
    that few have met then lies near 0 points, whoever met it.
    """
    won, met, expected = (group[name].cast(pl.Float64).to_numpy() for name in ("won_count", "had_count", "expected"))
    common = won.sum() / met.sum()
    found = shrunk(np.clip(won - expected + common * met, 0, met), met)
    return group.with_columns(
        pl.Series(name, 100 * (value - found.house))
        for name, value in (("points", found.rate), ("points_low", found.low), ("points_high", found.high))
    )
