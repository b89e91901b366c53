"""What a goal is called, and its amounts in its own unit."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from overlap import words
from overlap.glossary import glossary

Row = Mapping[str, Any]


def name(row: Row) -> str:
    """`Booked revenue, Sales EMEA`: the metric, and whose goal it is; `company` where it is nobody's part."""
    metrics = glossary()
    metric = metrics[row["metric"]].label if row["metric"] in metrics else words.spoken(row["metric"])
    return f"{metric}, {row['team'] or row['region'] or 'company'}"


def amount(row: Row, number: Decimal | None, currency: str) -> str:
    """A target or what was reached, in the unit of the goal."""
    if number is None:
        return words.DASH
    return words.money_short(number, currency) if row["is_money"] else f"{float(number):,.0f}"
