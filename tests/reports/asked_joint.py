"""How the house of shared revenue is asked."""

from decimal import Decimal
from typing import Any

import polars as pl

from overlap.reports import Filters, answer
from overlap.warehouse.reader import Reader

NONE = Decimal("0.00")


def asked(reader: Reader, name: str, filters: Filters | None = None, **params: Any) -> pl.DataFrame:
    """The answer of a report."""
    return answer(reader, name, filters, params=params).frame


def money(text: str) -> Decimal:
    """An amount."""
    return Decimal(text)
