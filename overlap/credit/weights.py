"""What a touch weighs within its journey: whole numbers of which only the proportions count."""

import polars as pl

UNWEIGHTED_DAYS = 65_536  # what a touch on the last day weighs under decay: fine enough for 16 half-lives

_IS_FIRST = pl.col("place") == 0
_IS_LAST = pl.col("place") == pl.col("length") - 1
_BETWEEN = pl.max_horizontal(pl.col("length") - 2, 1)
# One number for (journey, channel): comparing pairs takes ten times as long.
_IS_NEW_CHANNEL = (pl.col("journey").cast(pl.Int64) * 2**32 + pl.col("channel").to_physical()).is_first_distinct()

FIRST = _IS_FIRST.cast(pl.Int64)
LAST = _IS_LAST.cast(pl.Int64)
LINEAR = pl.lit(1, pl.Int64)
POSITION = pl.when(_IS_FIRST | _IS_LAST).then(2 * _BETWEEN).otherwise(1)  # 40%, 20% over those between, 40%
SHAPLEY = _IS_NEW_CHANNEL.cast(pl.Int64)


def time_decay(half_life_days: float) -> pl.Expr:
    """Half the weight for each half-life between the touch and the end, by whole days, at least 1."""
    left = pl.lit(0.5).pow(pl.col("days_before") / half_life_days)
    return pl.max_horizontal((UNWEIGHTED_DAYS * left + 0.5).floor().cast(pl.Int64), 1)


def by_removal_effect(effects: pl.DataFrame) -> pl.Expr:
    """The channel's weight out of `effects` (campaign_id, weight), 1 where it has none; once a journey."""
    known = pl.col("channel").cast(pl.String)
    weight = known.replace_strict(effects["campaign_id"], effects["weight"], default=1, return_dtype=pl.Int64)
    return pl.when(_IS_NEW_CHANNEL).then(weight).otherwise(0)
