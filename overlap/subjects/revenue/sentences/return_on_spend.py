"""What was spent and what came back, in sentences; a cost nobody recorded is none, and young leads are no failures."""

from decimal import Decimal
from typing import Any

import polars as pl

from overlap import words


def answer(rows: pl.DataFrame, currency: str) -> str:
    """Cost, what came back of the days judged, and which these are. `rows` are those of revenue/return_by_campaign."""
    spent = sum(rows["cost"].drop_nulls(), Decimal(0))
    costed = rows.filter(pl.col("cost") > 0)
    back, judged = sum(costed["revenue"], Decimal(0)), sum(costed["judged_cost"], Decimal(0))
    if not spent:
        return "**No costs are recorded for these leads.**"
    said = [
        f"**{words.money_short(spent, currency)} spent.**",
        _judged(rows.row(0, named=True), judged, back, currency),
    ]
    barren = int((costed["verdict"] == "no lead").sum())
    if barren:
        said.append(f"{words.counted(barren, 'campaign')} cost money and brought no lead.")
    spread = int(costed["is_spread"].sum())
    if spread:
        said.append(f"The spend of {words.counted(spread, 'campaign')} is spread evenly over the days it ran.")
    return " ".join(said)


def _judged(days: dict[str, Any], cost: Decimal, back: Decimal, currency: str) -> str:
    """What came back against the cost of the same days, and how many of the period's days these are."""
    if not days["judged_day_count"]:
        return "No day of the period has had its agreed days to win yet, so no return can be judged."
    of_days = f"the {words.count(days['judged_day_count'])} of {words.counted(days['day_count'], 'day')}"
    amounts = f"{words.money_short(cost, currency)} brought back **{words.money_short(back, currency)}**"
    if days["judged_day_count"] == days["day_count"]:
        return f"{amounts} in the agreed days to win."
    return f"On {of_days} that have had their agreed days to win (to {words.day(days['judged_to'])}), {amounts}."
