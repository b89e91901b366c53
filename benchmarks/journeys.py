"""Journeys to measure with: some channels are common, most rare, paths are short, ages fall along them."""

import numpy as np
import polars as pl

_LONGEST = 30
_ENDS_NEXT = 0.25  # a mean of four touches
_DAYS_BETWEEN = 4


def generated(channels: int, won: int, lost: int, seed: int = 7) -> pl.DataFrame:
    """`won + lost` journeys, one a row: path, days_before, total_conversions, total_conversion_value, total_null."""
    chance = np.random.default_rng(seed)
    count = won + lost
    lengths = np.minimum(chance.geometric(_ENDS_NEXT, count), _LONGEST)
    popularity = 1 / np.arange(1, channels + 1)
    names = np.array([f"channel {number:03}" for number in range(channels)])
    steps = names[chance.choice(channels, lengths.sum(), p=popularity / popularity.sum())]
    gaps = chance.geometric(1 / _DAYS_BETWEEN, lengths.sum()) - 1
    is_won = chance.permutation(count) < won
    touches = pl.DataFrame({"journey": np.repeat(np.arange(count), lengths), "step": steps, "gap": gaps})
    paths = touches.group_by("journey", maintain_order=True).agg(
        path=pl.col("step").str.join(" > "),
        days_before=pl.col("gap").cum_sum(reverse=True).cast(pl.String).str.join(" > "),
    )
    value = np.where(is_won, chance.lognormal(6, 1, count).round(2), 0)
    return paths.select(
        "path",
        "days_before",
        total_conversions=pl.Series(is_won.astype(np.int64)),
        total_conversion_value=pl.Series(value),
        total_null=pl.Series((~is_won).astype(np.int64)),
    )
