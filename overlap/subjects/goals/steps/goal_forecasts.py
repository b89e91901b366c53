"""The forecast beside each goal's status, and in words why there is none."""

import polars as pl

from overlap.steps.given import Given

FORECAST_METRIC = "booked_from"
NO_METRIC, ENDED = "no forecast for this metric", "the period is over"
_TAKEN = ("forecast_low", "forecast_mid", "forecast_high", "chance")


def beside(frame: pl.DataFrame, given: Given) -> pl.DataFrame:
    """Each goal of `frame` with forecast_low, forecast_mid, forecast_high, chance and forecast_verdict.

    `given.frames["forecast"]` are rows of goals/forecast.
    """
    found = given.frames["forecast"].select("origin", "goal_id", *_TAKEN, pl.col("verdict").alias("forecast_verdict"))
    why = (
        pl.when(pl.col("metric") != FORECAST_METRIC)
        .then(pl.lit(NO_METRIC))
        .when(pl.col("seen_day_count") >= pl.col("day_count"))
        .then(pl.lit(ENDED))
        .otherwise("forecast_verdict")
    )
    joined = frame.join(found, on=["origin", "goal_id"], how="left", maintain_order="left")
    return joined.with_columns(forecast_verdict=why)
