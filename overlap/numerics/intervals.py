"""Intervals of credited revenue, in closed form from sums over accounts."""

import numpy as np
import polars as pl

from overlap.numerics.given import Given
from overlap.numerics.ranks import BUCKETS, rank_ranges, totals_drawn

Z = 1.96
FEW_ACCOUNTS = 10  # effective ones, below which a total rests on few deals
FEW_DEALS = 30
_DECIMALS = 9  # sums of squares depend on the order of additions in the last digits, which threads may change
_LARGEST = 1e17  # cents
SCHEMA = {
    "group_id": pl.String,
    "group_name": pl.String,
    "deal_count": pl.Int64,
    "count_credit": pl.Float64,
    "revenue": pl.Decimal(18, 2),
    "low": pl.Decimal(18, 2),
    "high": pl.Decimal(18, 2),
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
    """Each group's credit with its interval: what this rule would give it in another such period. Columns: `SCHEMA`.

    `frame` has a row a group: group_id, group_name, is_known, deal_count, count_credit, revenue, models_low,
    models_high; of its accounts' cents c and their cents A in all groups: cents (sum c), squares (sum c^2), products
    (sum c A), weight_squares (sum (c / A)^2), largest (c), by_bucket (structs of bucket, cents); and on every row, over
    all accounts, amount_total (sum A), amount_squares (sum A^2) and account_count.

    A total that is not above zero has no interval. Ranks are among the known groups, and null for a group that is not
    known or rests on too little.
    """
    if frame.is_empty():
        return pl.DataFrame(schema=SCHEMA)
    is_ranked = pl.col("is_known") & (pl.col("deal_count") >= FEW_DEALS) & (pl.col("n_eff") >= FEW_ACCOUNTS)
    low, high = _ranks(frame, given.seed)
    answer = _measured(frame).with_columns(
        rank_low=pl.when(is_ranked).then(low), rank_high=pl.when(is_ranked).then(high), verdict=_verdict()
    )
    return answer.select(*SCHEMA).cast(SCHEMA)  # pyright: ignore[reportArgumentType]


def total_interval(total: np.ndarray, squares: np.ndarray, expected: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """95% limits of sums of credit, in the unit of `total`; not-a-number where the sum is not above zero.

    Resampling accounts by a Poisson bootstrap has the closed form se^2 = sum c^2 (`squares`). With a few large deals
    that is too small for the groups they passed by, so the larger of it and `expected` is taken: the mean square of an
    account's amount times the sum of squared weights. The limits are total * exp(+-1.96 se / total); an upper one that
    no column of money could hold is not-a-number, too.
    """
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        spread = np.exp(Z * np.sqrt(np.maximum(squares, expected)) / total)
        low, high = np.where(total > 0, total / spread, np.nan), np.where(total > 0, total * spread, np.nan)
    return low, np.where(high < _LARGEST, high, np.nan)


def share_interval(
    total: np.ndarray, squares: np.ndarray, products: np.ndarray, of_all: float, amount_squares: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Shares of all credit and their 95% limits, 0 to 1; not-a-number where revenue taken back leaves no such share.

    se^2 = sum (c - share A)^2 / T^2 over accounts, the linearised variance of a ratio of two sums.
    """
    if of_all <= 0:
        unknown = np.full(len(total), np.nan)
        return unknown, unknown, unknown
    share = np.where((total >= 0) & (total <= of_all), total / of_all, np.nan)
    error = Z * np.sqrt(np.maximum(squares - 2 * share * products + share**2 * amount_squares, 0)) / of_all
    return share, np.clip(share - error, 0, 1), np.clip(share + error, 0, 1)


def _measured(frame: pl.DataFrame) -> pl.DataFrame:
    total, squares = frame["cents"].to_numpy(), frame["squares"].to_numpy()
    of_all, amount_squares = float(frame["amount_total"][0]), float(frame["amount_squares"][0])
    expected = frame["weight_squares"].to_numpy() * amount_squares / int(frame["account_count"][0])
    low, high = total_interval(total, squares, expected)
    share, share_low, share_high = share_interval(total, squares, frame["products"].to_numpy(), of_all, amount_squares)
    with np.errstate(divide="ignore", invalid="ignore"):
        effective = np.where(total > 0, total**2 / squares, np.nan)
        largest = np.where(total > 0, np.minimum(frame["largest"].to_numpy() / total, 1), np.nan)
    return frame.with_columns(
        low=pl.Series(low / 100).round(2),
        high=pl.Series(high / 100).round(2),
        share=pl.Series(share),
        share_low=pl.Series(share_low),
        share_high=pl.Series(share_high),
        n_eff=pl.Series(effective),
        largest_share=pl.Series(largest),
    ).with_columns(pl.col(pl.Float64).fill_nan(None).round(_DECIMALS))


def _ranks(frame: pl.DataFrame, seed: int) -> tuple[pl.Series, pl.Series]:
    """The range of ranks of each known group, 0 for the others."""
    is_known = frame["is_known"].to_numpy()
    ranks = np.zeros((2, frame.height), dtype=np.int64)
    ranks[:, is_known] = rank_ranges(totals_drawn(_buckets(frame)[:, is_known], seed))
    return pl.Series(ranks[0]), pl.Series(ranks[1])


def _buckets(frame: pl.DataFrame) -> np.ndarray:
    """Cents of each bucket of accounts x group."""
    sums = np.zeros((BUCKETS, frame.height))
    flat = frame.select("by_bucket").with_row_index("group").explode("by_bucket").unnest("by_bucket")
    sums[flat["bucket"].to_numpy(), flat["group"].to_numpy()] = flat["cents"].to_numpy()
    return sums


def _verdict() -> pl.Expr:
    """What may be said of a group, if anything: against the average known one."""
    average = pl.col("share").filter(pl.col("is_known")).mean()
    return (
        pl.when(pl.col("n_eff").is_null())
        .then(pl.lit("no revenue"))
        .when(pl.col("n_eff") < FEW_ACCOUNTS)
        .then(pl.lit("rests on few deals"))
        .when(~pl.col("is_known"))
        .then(pl.lit("not known"))
        .when(pl.col("deal_count") < FEW_DEALS)
        .then(pl.lit("too few to rank"))
        .when(pl.col("share_low") > average)
        .then(pl.lit("above the average"))
        .when(pl.col("share_high") < average)
        .then(pl.lit("below the average"))
        .otherwise(pl.lit("not told apart"))
    )
