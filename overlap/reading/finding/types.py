"""The type of columns that nobody has declared, as far as their values show one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from overlap.contract import Type
from overlap.contract.written import Numbers, Times, Written
from overlap.reading.finding.numbers import numbers_of
from overlap.reading.finding.shapes import Shape, shapes_of
from overlap.reading.finding.times import times_of
from overlap.reading.finding.ways import Texts

_ENOUGH = 0.9  # of the filled values; the others are the import's to reject
_SAYS_TIME = re.compile(r"(?i)date|time|timestamp|(^|[ _])(at|on)$|created|updated|modified")
_WORDS = {"true", "false", "yes", "no"}


@dataclass(frozen=True)
class FoundColumn:
    """What a column holds: `share` of its `filled` values reads as that type. `asks` and `mixes` as `Ways` has them."""

    type: Type
    filled: int
    share: float
    written: Written | None = None
    asks: str | None = None
    mixes: str | None = None


def columns_of(connection: duckdb.DuckDBPyConnection, texts: Texts) -> dict[str, FoundColumn]:
    """The type of each column, text where no other reads nearly all of its values; names tell counts from times."""
    shapes = shapes_of(connection, texts.relation, texts.columns, texts.bound)
    return {name: _column(connection, texts, name, shapes[name]) for name in texts.columns}


def _column(connection: duckdb.DuckDBPyConnection, texts: Texts, name: str, shapes: Sequence[Shape]) -> FoundColumn:
    filled = sum(shape.count for shape in shapes)
    if not filled:
        return FoundColumn("text", 0, 0.0)
    if {value.lower() for shape in shapes for value in (shape.least, shape.most)} <= _WORDS:
        return FoundColumn("flag", filled, 1.0)
    times = times_of(connection, texts.relation, texts.columns[name], texts.bound, shapes)
    is_counted = isinstance(times.written, Times) and times.written.unit is not None
    if not is_counted or _SAYS_TIME.search(name):
        read = times.read if times.written or not (times.asks or times.mixes) else filled
        if read >= _ENOUGH * filled:
            has_clock = _has_clock(shapes, times.written)
            return FoundColumn(
                "time" if has_clock else "day", filled, read / filled, times.written, times.asks, times.mixes
            )
    numbers = numbers_of(shapes)
    if numbers.read >= _ENOUGH * filled:
        share = numbers.read / filled
        return FoundColumn(
            _number(shapes, numbers.written), filled, share, numbers.written, numbers.asks, numbers.mixes
        )
    return FoundColumn("text", filled, 1.0)


def _has_clock(shapes: Sequence[Shape], written: Times | None) -> bool:
    if written is not None and written.unit is not None:
        return not written.is_whole_days
    return any(":" in shape.pattern for shape in shapes)


def _number(shapes: Sequence[Shape], written: Numbers | None) -> Type:
    if any("%" in shape.pattern for shape in shapes):
        return "percent"
    if written is not None and (written.marks or written.has_factors):
        return "money"
    point = written.decimal if written else "."
    parts = {len(shape.pattern.rpartition(point)[2]) for shape in shapes if point in shape.pattern}
    if not parts:
        return "integer"
    return "money" if parts <= {1, 2} else "number"
