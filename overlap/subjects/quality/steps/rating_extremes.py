"""Who mostly gives one star or five: the share of extremes of each person, pooled in part."""

import numpy as np
import polars as pl

from overlap.stats.partial_pooling import TOO_FEW, shrunk
from overlap.steps.given import Given
from overlap.subjects.company import COMPANY, family

FEWEST_RATINGS, EXTREME_MARGIN = 20, 0.15
EXTREMES, NOT_EXTREME = "mostly one star or five", "much like the others"


def polarity(frame: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """The frame of quality/feedback_by_rep with others_rate, shrunk_rate, shrunk_low, shrunk_high and verdict.

    A person is flagged where the lower limit of their shrunk share of extremes lies 15 points above everybody else's.
    """
    events, totals = frame["extreme_count"].to_numpy(), frame["rating_count"].to_numpy()
    company = family(frame, "extreme_count", "rating_count")
    found = shrunk(events, totals, company)
    left = company[1].sum() - totals
    others = np.divide(company[0].sum() - events, left, out=np.full(len(left), np.nan), where=left > 0)
    is_extreme = found.low > others + EXTREME_MARGIN
    said = np.select([totals < FEWEST_RATINGS, is_extreme], [TOO_FEW, EXTREMES], NOT_EXTREME)
    return frame.drop(COMPANY, strict=False).with_columns(
        pl.Series("others_rate", others, nan_to_null=True),
        pl.Series("shrunk_rate", found.rate, nan_to_null=True),
        pl.Series("shrunk_low", found.low, nan_to_null=True),
        pl.Series("shrunk_high", found.high, nan_to_null=True),
        pl.Series("verdict", said.tolist(), dtype=pl.String),
    )
