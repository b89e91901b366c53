"""The words that set comments on good leads apart from comments on bad ones.

Weighted log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008, "Fightin' Words"): with y
comments that hold a term of n terms told on a side, and a prior of a pseudo-counts (A in all) in proportion to the
whole company, log-odds = log((y + a) / (n + A - y - a)), the difference of the two sides has the variance
1 / (y1 + a) + 1 / (y2 + a), and z is the difference over its root.
"""

import numpy as np
import polars as pl
from scipy.special import ndtr

from overlap.stats.false_discovery import FALSE_SHARE, adjusted
from overlap.steps.given import Given

FEWEST_COMMENTS = 5  # that hold a term; fewer could name who wrote them
GOOD, BAD, NOT_APART = "said of good leads", "said of bad leads", "used for both"
_DIGITS = 9


def apart(frame: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """The terms in enough comments, the clearest first: log_odds (above 0: of good leads), z, p, q and a verdict.

    `frame` has a row a term: good_count, bad_count, house_count (comments of the whole company), good_comments,
    bad_comments. All of its terms make up the sides and the prior, also those too rare to be tested.
    """
    good, bad = (frame[name].to_numpy().astype(float) for name in ("good_count", "bad_count"))
    difference, z = log_odds(good, bad, frame["house_count"].to_numpy().astype(float))
    rows = frame.with_columns(log_odds=pl.Series(difference), z=pl.Series(z)).filter(
        pl.col("good_count") + pl.col("bad_count") >= FEWEST_COMMENTS
    )
    p_values = 2 * ndtr(-np.abs(rows["z"].to_numpy()))
    is_apart = pl.col("q_value") <= FALSE_SHARE
    return (
        rows.with_columns(
            p_value=pl.Series(p_values, dtype=pl.Float64), q_value=pl.Series(adjusted(p_values), dtype=pl.Float64)
        )
        .with_columns(pl.col("log_odds", "z", "p_value", "q_value").round_sig_figs(_DIGITS))
        .with_columns(
            verdict=pl.when(is_apart & (pl.col("z") > 0))
            .then(pl.lit(GOOD))
            .when(is_apart)
            .then(pl.lit(BAD))
            .otherwise(pl.lit(NOT_APART)),
            term_count=pl.lit(rows.height, dtype=pl.Int64),
        )
        .sort(pl.col("z").abs(), "term", descending=[True, False])
        .select(
            *("term", "good_count", "bad_count", "log_odds", "z", "p_value", "q_value", "verdict", "term_count"),
            *("house_count", "good_comments", "bad_comments"),
        )
    )


def log_odds(first: np.ndarray, second: np.ndarray, background: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The difference of log-odds of each term between two sides, and its z.

    `background` are positive counts in proportion to which the prior spreads one pseudo-count a term on average.
    """
    if not len(background):
        return np.zeros(0), np.zeros(0)
    whole = float(len(background))
    prior = whole * background / background.sum()
    sides = []
    for told in (first, second):
        inside = told + prior
        sides.append(np.log(inside / (told.sum() + whole - inside)) if len(told) > 1 else np.zeros(1))
    difference = sides[0] - sides[1]
    return difference, difference / np.sqrt(1 / (first + prior) + 1 / (second + prior))
