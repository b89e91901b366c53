"""What was spent and what came back, in sentences; a cost nobody recorded is none, and young leads are no failures."""

from decimal import Decimal

import polars as pl

from overlap import words


def answer(rows: pl.DataFrame, currency: str) -> str:
    """Cost, what came back, and how many leads are old enough. `rows` is the answer of revenue/return_by_campaign."""
    spent = sum(rows["cost"].drop_nulls(), Decimal(0))
    costed = rows.filter(pl.col("cost") > 0)
    back = sum(costed["revenue"], Decimal(0))
    leads, old = int(costed["lead_count"].sum()), int(costed["old_enough_count"].sum())
    if not spent:
        return "**No cost can be set against these leads.**"
    said = [f"**{words.money(spent, currency)} spent**; leads old enough brought back"]
    said[0] += f" **{words.money_short(back, currency)}** in their agreed days."
    if old < leads:
        said.append(
            f"{words.count(old)} of {words.counted(leads, 'lead')} are old enough to judge: grey campaigns still ripen."
        )
    return " ".join(said)
