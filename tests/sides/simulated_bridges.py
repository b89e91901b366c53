"""Lives of one company whose chances changed from one year to the next, so that what a part is worth is known."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import polars as pl

from overlap.steps.given import Given
from overlap.subjects.sides.steps.bridge import bridge
from overlap.subjects.sides.steps.closing_bridge import closing_bridge

DAYS = {
    arm: {"arm": arm, "starts_on": date(year, 1, 1), "ends_on": date(year, 7, 1), "within_days": 180}
    for arm, year in (("then", 2025), ("now", 2026))
}
TOLD = {
    "acceptance_is_recorded": True, "activities_are_recorded": True, "openings_are_known": True,
    "losses_are_known": True,
}  # fmt: skip
RESPONSES = np.array(["in time", "not in time", "excused"])
CHANNELS = np.array(["webinar", "paid_search", "partner", "all others"])
BUCKETS = 200


@dataclass(frozen=True)
class Year:
    """How many leads, how good, answered how fast, and worth how much; log-odds but for the first and the last."""

    leads: float
    quality: float
    in_time: float
    winning: float
    amount: float = 12_000


def years(leads: float) -> dict[str, Year]:
    """Fewer, better leads, answered later and won a little less often than the year before."""
    return {"then": Year(leads, 0.0, 0.8, -0.6), "now": Year(0.8 * leads, 0.3, 0.1, -0.8)}


def lives(leads: float, times: int, seed: int, by: str) -> Iterator[pl.DataFrame]:
    """sides/bridge (by `part` or `team`) or, by `closing`, sides/closing_bridge of each life."""
    chance = np.random.default_rng(seed)
    for _ in range(times):
        drawn = {arm: _leads(chance, year) for arm, year in years(leads).items()}
        if by == "closing":
            cells = pl.concat([_deals(chance, arm, of) for arm, of in drawn.items()])
            yield closing_bridge(_asked(), Given(frames={"cells": cells}))
        else:
            cells = pl.concat([_cells(chance, arm, of) for arm, of in drawn.items()])
            yield bridge(_asked(grouped_by=by), Given(frames={"cells": cells}))


def held(every: list[pl.DataFrame]) -> dict[str, tuple[float, float]]:
    """Of each part: the share of intervals that hold its mean over all lives, and of lives that have an interval."""
    found = pl.concat(every).with_columns(pl.col("amount", "amount_low", "amount_high").cast(pl.Float64))
    mean = pl.col("amount").mean().over("part")
    judged = found.with_columns(is_held=mean.is_between("amount_low", "amount_high"))
    sums = judged.group_by("part", maintain_order=True).agg(
        pl.col("is_held").mean(), printed=pl.col("amount_low").is_not_null().mean()
    )
    return {part: (share, printed) for part, share, printed in sums.iter_rows()}


def _leads(chance: np.random.Generator, year: Year) -> pl.DataFrame:
    """Leads of accounts of one, two or three, which are alike; what became of each."""
    accounts = int(chance.poisson(year.leads / 2))
    account = np.repeat(np.arange(accounts), chance.integers(1, 4, accounts))
    number, alike = len(account), chance.normal(0, 0.5, accounts)[account]
    channel = chance.choice(4, number, p=[0.4, 0.3, 0.2, 0.1])
    good = year.quality + 0.4 * (channel == 2) + alike + chance.normal(0, 0.6, number)  # noqa: PLR2004 - partners
    is_handed = chance.random(number) < _chance(good - 0.6)
    response = np.where(chance.random(number) < 0.08, 2, (chance.random(number) > _chance(year.in_time)).astype(int))  # noqa: PLR2004 - one in twelve is excused
    is_accepted = is_handed & (chance.random(number) < _chance(0.3 + good - 0.5 * (response == 1)))
    is_won = is_accepted & (chance.random(number) < _chance(year.winning + 0.5 * good - 0.3 * (response == 1)))
    cents = np.where(is_won, 100 * year.amount * np.exp(chance.normal(0, 0.9, number)), 0).astype(int)
    return pl.DataFrame(
        {
            "bucket": chance.integers(0, BUCKETS, accounts)[account], "points_half": (good > 0).astype(int),
            "channel_group": CHANNELS[channel], "is_handed": is_handed, "response": RESPONSES[response],
            "is_accepted": is_accepted, "is_won": is_won, "cents": cents,
        }
    )  # fmt: skip


def _cells(chance: np.random.Generator, arm: str, leads: pl.DataFrame) -> pl.DataFrame:
    """As sides/bridge_cells counts them, with what customers bought beside them."""
    groups = leads.with_columns(
        arm=pl.lit(arm), part=pl.when("is_handed").then(pl.lit("handed over")).otherwise(pl.lit("not handed over")),
        response=pl.when("is_handed").then("response"),
    ).group_by("arm", "bucket", "part", "points_half", "channel_group", "response")  # fmt: skip
    counted = groups.agg(
        lead_count=pl.len().cast(pl.Int64), accepted_count=pl.col("is_accepted").sum().cast(pl.Int64),
        won_count=pl.col("is_won").sum().cast(pl.Int64), revenue=_money(pl.col("cents").sum()),
    )  # fmt: skip
    bought = 20 + chance.poisson(10)
    beside = {
        "arm": arm, "bucket": chance.integers(0, BUCKETS, bought), "part": "expansion", "lead_count": 0,
        "accepted_count": 0, "won_count": 1, "cents": (5e5 * np.exp(chance.normal(0, 0.8, bought))).astype(int),
    }  # fmt: skip
    more = pl.DataFrame(beside).with_columns(
        revenue=_money(pl.col("cents")), points_half=pl.lit(None, pl.Int64), channel_group=pl.lit(None, pl.String),
        response=pl.lit(None, pl.String), accepted_count=pl.col("accepted_count").cast(pl.Int64),
        lead_count=pl.col("lead_count").cast(pl.Int64), won_count=pl.col("won_count").cast(pl.Int64),
    )  # fmt: skip
    return pl.concat([counted, more.select(counted.columns)])


def _deals(chance: np.random.Generator, arm: str, leads: pl.DataFrame) -> pl.DataFrame:
    """As sides/closing_cells counts them: each accepted lead is a deal, of which four in five close."""
    deals = leads.filter("is_accepted")
    closed = deals.with_columns(is_closed=pl.Series(chance.random(deals.height) < 0.8) | deals["is_won"])  # noqa: PLR2004 - as said
    return closed.group_by(pl.lit(arm).alias("arm"), "bucket").agg(
        in_play_count=pl.len().cast(pl.Int64), closed_count=pl.col("is_closed").sum().cast(pl.Int64),
        won_count=pl.col("is_won").sum().cast(pl.Int64), revenue=_money(pl.col("cents").sum()),
    )  # fmt: skip


def _asked(**told: Any) -> pl.DataFrame:
    return pl.DataFrame([DAYS[arm] | TOLD | told for arm in ("now", "then")])


def _money(cents: pl.Expr) -> pl.Expr:
    return (cents.cast(pl.Decimal(18, 2)) / Decimal(100)).cast(pl.Decimal(18, 2))


def _chance(odds: Any) -> Any:
    return 1 / (1 + np.exp(-odds))
