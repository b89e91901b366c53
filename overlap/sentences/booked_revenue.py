"""What booked money is called under a filter, and how many deals it rests on."""

from collections.abc import Mapping
from typing import Any

from overlap import words
from overlap.reports import Filters


def label(filters: Filters) -> str:
    """`Booked revenue`; under filters, from where it was booked and whose share of it."""
    if filters.by_people:
        return "Booked from here, their share" if by_source(filters) else "Booked revenue, their share"
    return "Booked from here" if by_source(filters) else "Booked revenue"


def where(filters: Filters) -> str:
    """The words after an amount: `booked`, `booked from leads of the chosen channels or campaigns`."""
    said = "booked from leads of this selection" if by_source(filters) else "booked"
    return f"{said}, counting only the chosen people's shares," if filters.by_people else said


def deals(row: Mapping[str, Any]) -> str:
    """`280 won deals`; `280 won deals, 62 shared` where others have a part of some. A row with both counts."""
    counted = words.counted(row["deal_count"], "won deal")
    return f"{counted}, {words.count(row['shared_count'])} shared" if row["shared_count"] else counted


def worth(row: Mapping[str, Any]) -> str:
    """How many whole deals a part of the revenue is worth, beside how many it touches."""
    return f"worth {row['deals_worth']:,.1f} of the {words.counted(row['deal_count'], 'deal')} it touches"


def by_source(filters: Filters) -> bool:
    """Whether the money is cut to channels or campaigns."""
    return filters.channels is not None or filters.campaigns is not None
