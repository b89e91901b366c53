"""How long a step takes: the share that has made it by each day, those that ended otherwise counted as such."""

import numpy as np
import polars as pl

from overlap.stats.survival import Counts, aalen_johansen
from overlap.steps.given import Given

_COUNTED = ("event_count", "competing_count", "censored_count")


def time_to_next(frame: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """funnel/time_to_next: a row a day on which anything ended, from `frame`, how many ended that day and how."""
    days = frame["days"].to_numpy()
    events, competing, censored = (frame[name].cast(pl.Int64).to_numpy() for name in _COUNTED)
    counts = Counts(days, events, competing, censored)
    curve = aalen_johansen(counts)
    as_open = aalen_johansen(Counts(days, events, np.zeros_like(competing), competing + censored))
    is_known = (curve.low < curve.share) & (curve.share < curve.high)  # where nothing is told there is no interval
    return frame.select(
        "stage",
        "next_stage",
        "days",
        pl.Series("at_risk_count", counts.at_risk, dtype=pl.Int64),
        pl.Series("share", np.clip(curve.share, 0, 1)),
        pl.Series("share_low", np.where(is_known, curve.low, np.nan), nan_to_null=True),
        pl.Series("share_high", np.where(is_known, curve.high, np.nan), nan_to_null=True),
        pl.Series("share_if_open", np.clip(as_open.share, 0, 1)),
    )
