"""Steps of journeys, counted: from which channel to which, and how the journeys ended."""

import polars as pl

from overlap.credit.paths import Journeys

_IS_LAST = pl.col("place") == pl.col("length") - 1


def transitions(journeys: Journeys) -> pl.DataFrame:
    """from_id (null: the start), to_id (null: the end), ends (`won`, `lost` or null), journey_count.

    A channel that follows itself is one stay, not a step. Journeys count as often as they converted or were lost.
    """
    counts = journeys.amounts.select(won=pl.col("conversions").cast(pl.Float64), lost=pl.col("lost").cast(pl.Float64))
    came_from = pl.when(pl.col("place") > 0).then(pl.col("channel").shift(1))
    touches = journeys.touches.select("journey", "channel", from_id=came_from, is_last=_IS_LAST)
    steps = _with_counts(touches.filter(pl.col("from_id").ne_missing(pl.col("channel"))), counts)
    ended = _with_counts(touches.filter("is_last"), counts)
    stepped = steps.group_by("from_id", to_id="channel").agg(journey_count=(pl.col("won") + pl.col("lost")).sum())
    left = ended.group_by(from_id="channel").agg(pl.col("won", "lost").sum())
    counted = pl.concat(
        [stepped, left.unpivot(index="from_id", variable_name="ends", value_name="journey_count")], how="diagonal"
    )
    texts = pl.col("from_id", "to_id", "ends").cast(pl.String)
    return counted.filter(pl.col("journey_count") > 0).select(texts, "journey_count")


def _with_counts(touches: pl.DataFrame, counts: pl.DataFrame) -> pl.DataFrame:
    """A journey's number is its place: what belongs to it is fetched, not joined."""
    return touches.with_columns(counts[touches["journey"]])
