"""How a pack writes a number: as the pages do, money to the cent."""

import re
from typing import Any

from overlap import words
from overlap.pack.part import CHANCE, COUNT, DAY, MONEY, MONTH, NUMBER, POINTS, RATE, TEXT, Cell

_COLOURED = re.compile(r":(?:gray|small|blue|orange|violet)\[([^\]]*)\]")


def written(cell: Cell, currency: str) -> str:
    """The value, and behind it its interval."""
    if cell.value is None:
        return words.DASH
    said = _said(cell.value, cell.unit, currency)
    if cell.low is None or cell.high is None:
        return said
    if cell.unit == RATE:
        return f"{said} {words.interval(float(cell.low), float(cell.high))}"
    return f"{said} ({_said(cell.low, cell.unit, currency)} to {_said(cell.high, cell.unit, currency)})"


def plain(markdown: str) -> str:
    """A sentence of a page without what only a page shows: bold type and grey notes."""
    return _COLOURED.sub(r"\1", markdown).replace("**", "").strip()


def _said(value: Any, unit: str, currency: str) -> str:
    said = {
        TEXT: str,
        COUNT: lambda number: words.count(int(number)),
        MONEY: lambda amount: words.money(amount, currency),
        RATE: lambda share: words.share(float(share)),
        NUMBER: lambda number: f"{float(number):,.1f}".replace("-", words.MINUS),
        POINTS: lambda difference: words.points(float(difference)),
        CHANCE: lambda share: f"{float(share):.0%}",
        DAY: words.day,
        MONTH: words.month,
    }
    return said[unit](value)
