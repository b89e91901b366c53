"""Amounts over channels, in proportion to whole weights, exact: what goes out is what came in."""

from decimal import Decimal

import numpy as np
import polars as pl

from overlap.credit.paths import AMOUNT, Journeys

DECIMALS = 6
EARNED = ("conversions", "value")
CREDIT = pl.Decimal(38, DECIMALS)

_UNITS = 10**AMOUNT.scale
_STEP = 10 ** (AMOUNT.scale - DECIMALS)
_FEW = 10_000
_NOISE = 1e-6  # of a last decimal: far above what a sum of fractions loses, far below what anybody reads


def allocated(journeys: Journeys, weight: pl.Expr) -> pl.DataFrame:
    """channel, conversions, value: each journey's amounts over its touches, in proportion to `weight` (whole, >= 0).

    Whole billionths are added as integers, the fractions left of them apart: a channel's figure is right to its last
    decimal, and each column adds up to the journeys' total.
    """
    weighed = journeys.earning.with_columns(weight=weight)
    sums = _sums(weighed)
    total = pl.Series("total", np.repeat(sums, weighed.filter(pl.col("place") == 0)["length"]))
    touches = weighed.select("journey", "channel", "weight", total).filter(pl.col("weight") > 0)
    touches = touches.with_columns(journeys.amounts.select(EARNED)[touches["journey"]])
    if sums.n_unique() <= _FEW:  # journeys that weigh alike are divided at once
        touches = touches.group_by("channel", "weight", "total").agg(pl.col(*EARNED).sum())
    touches = touches.with_columns((pl.col(*EARNED) * _UNITS).cast(pl.Int128))
    product, total = pl.col(*EARNED) * pl.col("weight"), pl.col("total")
    earned = touches.group_by("channel").agg(
        (product // total).sum(), ((product % total).cast(pl.Float64) / total).sum().name.suffix("_left")
    )
    return _of_every_channel(journeys, earned)


def spread(journeys: Journeys, shares: pl.DataFrame) -> pl.DataFrame:
    """channel, conversions, value: the journeys' totals in proportion to `shares` (channel, credit: parts of 1)."""
    totals = journeys.amounts.select((pl.col(*EARNED).sum() * _UNITS).cast(pl.Float64)).row(0, named=True)
    earned = shares.select(
        "channel",
        *((pl.col("credit") * total).floor().cast(pl.Int128).alias(name) for name, total in totals.items()),
        *((pl.col("credit") * total % 1).alias(f"{name}_left") for name, total in totals.items()),
    )
    return _of_every_channel(journeys, earned)


def _sums(weighed: pl.DataFrame) -> pl.Series:
    """The weight of each journey, whose touches stand together."""
    starts = np.flatnonzero(weighed["place"].to_numpy() == 0)
    sums = np.add.reduceat(weighed["weight"].to_numpy(), starts) if len(starts) else []
    return pl.Series(sums, dtype=pl.Int64)


def _of_every_channel(journeys: Journeys, earned: pl.DataFrame) -> pl.DataFrame:
    """One row a channel, earners first; what rounding leaves goes to those who are nearest to one more."""
    found = pl.DataFrame({"channel": journeys.channels}, schema={"channel": pl.String}).join(
        earned.with_columns(pl.col("channel").cast(pl.String)), on="channel", how="left", maintain_order="left"
    )
    rounded = {name: _rounded(found, name, _total(journeys, name)) for name in EARNED}
    credit = found.select("channel", **{name: pl.Series(values, dtype=CREDIT) for name, values in rounded.items()})
    return credit.sort("value", "conversions", "channel", descending=[True, True, False])


def _total(journeys: Journeys, name: str) -> int:
    """What was earned in all, in last decimals."""
    total = journeys.amounts.select((pl.col(name).sum() * 10**DECIMALS).round(0)).item()
    return int(total)


def _rounded(found: pl.DataFrame, name: str, total: int) -> list[Decimal]:
    """Amounts in last decimals, by largest remainder: they add up to `total`; equal remainders by channel."""
    whole, left = found[name].fill_null(0).to_list(), found[f"{name}_left"].fill_null(0).to_list()
    steps, parts = [], []
    for units, fraction in zip(whole, left, strict=True):
        exact = (units % _STEP + fraction) / _STEP
        step = int(np.floor(exact - _NOISE))
        steps.append(units // _STEP + step)
        parts.append(round(exact - step, 6))
    for place in sorted(range(len(parts)), key=lambda place: (-parts[place], place))[: total - sum(steps)]:
        steps[place] += 1
    return [Decimal(step).scaleb(-DECIMALS) for step in steps]
