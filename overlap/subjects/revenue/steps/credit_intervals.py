"""Intervals of credited revenue, in closed form from sums over accounts."""

import numpy as np
import polars as pl
from scipy.special import expit, logit

from overlap.stats.money_intervals import FEW_ACCOUNTS, FEWEST_WORTH, limits, next_limits, sums_of
from overlap.stats.rank_ranges import BUCKETS, rank_ranges, resampled_totals
from overlap.steps.given import Given

Z = 1.96
FEW_DEALS = 30
NO_REVENUE, FEW, UNKNOWN, UNRANKED = "no revenue", "rests on few deals", "not known", "too few to rank"
APART = "clear of all others"
_DECIMALS = 9  # sums of squares depend on the order of additions in the last digits, which threads may change
SCHEMA = {
    "group_id": pl.String,
    "group_name": pl.String,
    "deal_count": pl.Int64,
    "count_credit": pl.Float64,
    "revenue": pl.Decimal(18, 2),
    "low": pl.Decimal(18, 2),
    "high": pl.Decimal(18, 2),
    "next_low": pl.Decimal(18, 2),
    "next_high": pl.Decimal(18, 2),
    "share": pl.Float64,
    "share_low": pl.Float64,
    "share_high": pl.Float64,
    "n_eff": pl.Float64,
    "largest_share": pl.Float64,
    "rank_low": pl.Int64,
    "rank_high": pl.Int64,
    "verdict": pl.String,
    "models_low": pl.Decimal(18, 2),
    "models_high": pl.Decimal(18, 2),
}


def credited(frame: pl.DataFrame, given: Given) -> pl.DataFrame:
    """Each group's credit with its interval: where this rule's credit lies on average, over many such periods.

    next_low and next_high are the limits for the next such period; they hold 0 where the credit rests on few accounts.
    Columns: `SCHEMA`.

    `frame` has a row a group: group_id, group_name, is_known, deal_count, count_credit, revenue, models_low,
    models_high; of its accounts' cents c, all that these booked A, and the sizes s and S one would expect of these:
    cents (sum c), sums (`sums_of`), squares (sum c^2), products (sum c A), expected (sum s^2), expected_products
    (sum s S), by_bucket (structs of bucket, cents); and on every row, over all accounts, amount_total (sum A),
    amount_squares (sum A^2) and amount_expected (sum S^2). by_bucket is the credit a group is ranked by, which filters
    on the groups leave whole; a group of which they leave no deal is ranked with the others and not returned.

    Both ends or none: none where the credit rests on fewer than five equal accounts' worth. Ranks are among the known
    groups, and null for a group that is not known or rests on too little. Credit is a size, not a quality: the verdict
    says from how many others its place cannot be told apart.
    """
    if frame.is_empty():
        return pl.DataFrame(schema=SCHEMA)
    is_ranked = pl.col("is_known") & (pl.col("deal_count") >= FEW_DEALS) & (pl.col("n_eff") >= FEW_ACCOUNTS)
    low, high = _ranks(frame, given.seed)
    answer = (
        _measured(frame)
        .with_columns(rank_low=pl.when(is_ranked).then(low), rank_high=pl.when(is_ranked).then(high))
        .filter(pl.col("deal_count") > 0)
        .with_columns(verdict=_verdict())
    )
    return answer.select(*SCHEMA).cast(SCHEMA)  # pyright: ignore[reportArgumentType]


def share_interval(share: np.ndarray, variance: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """95% limits of shares on the logit scale; not-a-number for nothing and for all of it, which vary by no formula."""
    with np.errstate(divide="ignore", invalid="ignore"):
        error = Z * np.sqrt(variance) / (share * (1 - share))
        known = (share > 0) & (share < 1) & (variance > 0)
        low, high = expit(logit(share) - error), expit(logit(share) + error)
    return np.where(known, low, np.nan), np.where(known, high, np.nan)


def _measured(frame: pl.DataFrame) -> pl.DataFrame:
    sums = sums_of(frame["sums"])
    ends = [pl.Series(end / 100).round(2) for end in (*limits(sums), *next_limits(sums))]
    share, variance = _shares(frame)
    share_low, share_high = share_interval(share, np.where(sums.worth >= FEWEST_WORTH, variance, 0))
    size = sums.given.sum + sums.back.sum
    largest = np.maximum(sums.given.largest, sums.back.largest)
    return frame.with_columns(
        **dict(zip(("low", "high", "next_low", "next_high"), ends, strict=True)),
        share=pl.Series(share),
        share_low=pl.Series(share_low),
        share_high=pl.Series(share_high),
        n_eff=pl.Series(sums.worth),
        largest_share=pl.Series(np.divide(largest, size, out=np.full(len(size), np.nan), where=size > 0)),
    ).with_columns(pl.col(pl.Float64).fill_nan(None).round(_DECIMALS))


def _shares(frame: pl.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Shares of all that was booked, and their variances; not-a-number where revenue taken back leaves no such share.

    The linearised variance of a ratio of two sums is sum (c - share A)^2 / T^2 over accounts; the larger of that and of
    the same with the sizes one would expect is taken, for the groups the large deals passed by.
    """
    total, of_all = frame["cents"].to_numpy().astype(float), float(frame["amount_total"][0])
    if of_all <= 0:
        unknown = np.full(len(total), np.nan)
        return unknown, unknown
    share = np.where((total >= 0) & (total <= of_all), total / of_all, np.nan)
    seen, expected = (
        frame[own].to_numpy() - 2 * share * frame[both].to_numpy() + share**2 * float(frame[every][0])
        for own, both, every in (
            ("squares", "products", "amount_squares"),
            ("expected", "expected_products", "amount_expected"),
        )
    )
    return share, np.maximum(seen, expected) / of_all**2


def _ranks(frame: pl.DataFrame, seed: int) -> tuple[pl.Series, pl.Series]:
    """The range of ranks of each known group, 0 for the others."""
    is_known = frame["is_known"].to_numpy()
    ranks = np.zeros((2, frame.height), dtype=np.int64)
    ranks[:, is_known] = rank_ranges(resampled_totals(_buckets(frame)[:, is_known], seed))
    return pl.Series(ranks[0]), pl.Series(ranks[1])


def _buckets(frame: pl.DataFrame) -> np.ndarray:
    """Cents of each bucket of accounts x group."""
    sums = np.zeros((BUCKETS, frame.height))
    flat = frame.select("by_bucket").with_row_index("group").explode("by_bucket").unnest("by_bucket")
    sums[flat["bucket"].to_numpy(), flat["group"].to_numpy()] = flat["cents"].to_numpy()
    return sums


def _verdict() -> pl.Expr:
    """What may be said of a group's place, if anything."""
    others = pl.col("rank_high") - pl.col("rank_low")
    noun = pl.when(others == 1).then(pl.lit(" other")).otherwise(pl.lit(" others"))
    deals = pl.when(pl.col("deal_count") == 1).then(pl.lit(" deal")).otherwise(pl.lit(" deals"))
    return (
        pl.when(pl.col("n_eff").is_null())
        .then(pl.lit(NO_REVENUE))
        .when(pl.col("n_eff") < FEWEST_WORTH)
        .then("rests on " + pl.col("deal_count").cast(pl.String) + deals)
        .when(pl.col("n_eff") < FEW_ACCOUNTS)
        .then(pl.lit(FEW))
        .when(~pl.col("is_known"))
        .then(pl.lit(UNKNOWN))
        .when(pl.col("deal_count") < FEW_DEALS)
        .then(pl.lit(UNRANKED))
        .when(others == 0)
        .then(pl.lit(APART))
        .otherwise("level with " + others.cast(pl.String) + noun)
    )
