"""What was booked in which currency, at which rates, in words."""

from collections.abc import Callable, Mapping
from typing import Any

import polars as pl

from overlap import words

HOW = (
    "Each deal is converted at the rate of the day it closed, the latest that is not older than agreed. "
    "A deal that has no such rate is never counted: it stops the import, or is rejected and named on Data."
)


def title(found: pl.DataFrame, own: str) -> str:
    """How much of what was booked was sold in other currencies. `found` is revenue/by_currency."""
    foreign = found.filter(pl.col("currency") != own)
    converted, whole = foreign["revenue"].sum(), found["revenue"].sum()
    part = f", {words.share(float(converted) / float(whole))} of what is booked" if whole else ""
    return f"{words.money_short(converted, own)} was sold in {words.listed(foreign['currency'].to_list())}{part}"


def lines(found: pl.DataFrame, own: str, escape: Callable[[object], str]) -> list[str]:
    """One line a currency, the largest first."""
    return [_line(row, own, escape) for row in found.iter_rows(named=True)]


def deals(row: Mapping[str, Any]) -> str:
    """`120 won deals in USD`."""
    return f"{words.counted(row['deal_count'], 'won deal')} in {row['currency']}"


def no_amount(row: Mapping[str, Any]) -> str:
    """`2 without an amount`."""
    return f"{words.count(row['no_amount_count'])} without an amount"


def _line(row: Mapping[str, Any], own: str, escape: Callable[[object], str]) -> str:
    currency = str(row["currency"])
    if row["own_amount"] is None:
        return f"**{escape(currency)}**: no deal says an amount"
    amount = f"**{escape(currency)}**: {words.money(row['own_amount'], currency)}"
    if currency == own:
        return escape_dollar(f"{amount}, the company's own currency")
    rates = _rate(row["lowest_rate"])
    if row["rate_count"] > 1:
        rates = f"{rates} to {_rate(row['highest_rate'])}, {_rate(row['exchange_rate'])} on the whole"
    return escape_dollar(f"{amount} at {rates}: {words.money(row['booked'], own)}{_shares(row, own)}")


def _shares(row: Mapping[str, Any], own: str) -> str:
    """Under a filter on people, what of it is theirs."""
    if row["revenue"] == row["booked"]:
        return ""
    return f", of which {words.money(row['revenue'], own)} is theirs"


def _rate(rate: float) -> str:
    return f"{rate:,.4f}"


def escape_dollar(text: str) -> str:
    """A dollar sign would begin a formula."""
    return text.replace("$", r"\$")
