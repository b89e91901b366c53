"""A scorecard read off the past: whole points a human can add up, fitted on what was over before the test began."""

import numpy as np
import polars as pl
from scipy.sparse import csr_array

from overlap.stats import logistic_regression
from overlap.steps.given import Given

DOUBLES = 10  # points that double the odds
FEWEST = 10  # of each outcome, among those fitted and among those held out
TESTED_SHARE = 0.3  # of the handoffs, the latest ones
_FEWEST_WITH = 30  # handoffs with a thing before it is worth points
_RARELY_MORE = 0.95
_STEADY = 1e-8  # a penalty too small to be seen
_DIGITS = 9
SCHEMA = {
    "part": pl.String,
    "what": pl.String,
    "points": pl.Int64,
    "most": pl.Int64,
    "log_odds": pl.Float64,
    "with_count": pl.Int64,
    "intercept": pl.Float64,
    "log_odds_a_point": pl.Float64,
    "tested_from": pl.Date,
    "fitted_count": pl.Int64,
    "fitted_qualified_count": pl.Int64,
    "sampled_count": pl.Int64,
    "handoff_count": pl.Int64,
}
_KEY = ["part", "what"]


def fitted(frame: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """Points for each thing known of a handoff: the columns of `SCHEMA`, a row a part and value; no row, no scorecard.

    `frame` has a row a handoff and thing: handoff_id, part (touch, or an attribute), what, amount, account_id,
    handed_on, sql_within_days, is_qualified, handoff_count. The test begins on `tested_from`, after seven tenths of the
    handoffs; fitted are those whose days to qualify were over by then. A logit with a ridge of 1 gives
    log-odds a touch, up to `most` of them (95 in 100 have no more), and for each value of an attribute; 10 points
    double the odds, and they are rounded. Of an attribute the commonest value has no points, the others theirs against
    it. The chance that a sum of points stands for is a logit of its own on those
    whole points: log-odds = intercept + log_odds_a_point x points.
    """
    handoffs = frame.unique("handoff_id", maintain_order=True)
    tested_from = handoffs["handed_on"].quantile(1 - TESTED_SHARE, "lower") if handoffs.height else None
    if tested_from is None:
        return pl.DataFrame(schema=SCHEMA)
    ends_on = pl.col("handed_on") + pl.duration(days=pl.col("sql_within_days"))
    seen = frame.filter(ends_on <= tested_from)
    rows = seen.unique("handoff_id", maintain_order=True)
    outcomes = rows["is_qualified"].to_numpy()
    things = _things(seen)
    told = np.flatnonzero(~things["is_usual"].to_numpy())
    if min(outcomes.sum(), len(outcomes) - outcomes.sum()) < FEWEST or not len(told):
        return pl.DataFrame(schema=SCHEMA)
    amounts = _amounts(seen, rows, things)
    log_odds = np.zeros(things.height)
    log_odds[told] = _logit(amounts[:, told], outcomes)[1:]
    points = np.floor(log_odds * DOUBLES / np.log(2) + 0.5).astype(np.int64)
    scale = _scaled(amounts @ points, outcomes)
    return things.with_columns(
        points=pl.Series(points, dtype=pl.Int64),
        log_odds=pl.Series(log_odds).round(_DIGITS),
        intercept=pl.lit(scale[0]),
        log_odds_a_point=pl.lit(scale[1]),
        tested_from=pl.lit(tested_from),
        fitted_count=pl.lit(rows.height),
        fitted_qualified_count=pl.lit(int(outcomes.sum())),
        sampled_count=pl.lit(handoffs.height),
        handoff_count=pl.lit(int(frame["handoff_count"][0])),
    ).select(pl.col(name).cast(type_) for name, type_ in SCHEMA.items())


def _things(seen: pl.DataFrame) -> pl.DataFrame:
    """Whatever enough handoffs have: how often it counts at most, and whether its part stands against it."""
    return (
        seen.group_by(_KEY)
        .agg(
            with_count=pl.len(),
            most=pl.col("amount").quantile(_RARELY_MORE, "higher").cast(pl.Int64).clip(1),
        )
        .filter(pl.col("with_count") >= _FEWEST_WITH)
        .sort(_KEY)
        .with_columns(
            is_usual=(pl.col("part") != "touch")
            & (pl.struct(pl.col("with_count"), "what").rank("ordinal", descending=True).over("part") == 1)
        )
    )


def _amounts(seen: pl.DataFrame, rows: pl.DataFrame, things: pl.DataFrame) -> np.ndarray:
    """Handoffs x things: how many of it, at most `most`."""
    places = seen.join(things.with_row_index("thing"), on=_KEY, how="inner").join(
        rows.select("handoff_id").with_row_index("row"), on="handoff_id", how="inner"
    )
    amounts = np.zeros((rows.height, things.height))
    counted = places.select(pl.min_horizontal("amount", "most")).to_series()
    amounts[places["row"].to_numpy(), places["thing"].to_numpy()] = counted.to_numpy()
    return amounts


def _scaled(points: np.ndarray, outcomes: np.ndarray) -> tuple[float, float]:
    """Intercept and slope of a logit without a penalty worth the name, in log-odds."""
    if not np.ptp(points):
        share = outcomes.mean()
        return round(float(np.log(share / (1 - share))), _DIGITS), 0.0
    intercept, slope = _logit(points[:, None] / DOUBLES, outcomes, np.full(2, _STEADY))
    return round(float(intercept), _DIGITS), round(float(slope) / DOUBLES, _DIGITS)


def _logit(columns: np.ndarray, outcomes: np.ndarray, ridge: np.ndarray | None = None) -> np.ndarray:
    """The intercept and the coefficient of each column."""
    with_intercept = csr_array(np.column_stack([np.ones(len(columns)), columns]))
    return logistic_regression.fitted(with_intercept, outcomes.astype(float), ridge).coefficients
