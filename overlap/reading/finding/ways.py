"""How each column of a declared file writes its values: what the source says, else what the column itself shows."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import duckdb

from overlap.contract import Column
from overlap.contract.value_forms import Order, Times, Written
from overlap.reading.finding.numbers import Decimal, FoundNumbers, numbers_of, plain_numbers
from overlap.reading.finding.shapes import Shape, shapes_of
from overlap.reading.finding.time_shapes import ISO, UNITS
from overlap.reading.finding.times import FoundTimes, times_of

FOUND, AS_OURS = "found", "iso"
DAY_MONTH: Order = "day-month"
MONTH_DAY: Order = "month-day"
ORDERS = (DAY_MONTH, MONTH_DAY)
NUMBERS = ("integer", "number", "money", "share", "percent", "rate", "duration")
TIMES = ("time", "day")
# A rate has three decimals as easily as two; an amount or a count has not.
_THREE_DECIMALS = ("share", "percent", "rate")
_SAMPLE = 2000
_PLAIN = {
    "integer": r"[+-]?9+", "duration": r"[+-]?9+", "number": r"[+-]?9+(?:\.(?!999$)9{1,9})?",
    "money": r"[+-]?9+(?:\.9{1,2})?", "share": r"[+-]?(?:9+(?:\.9{1,6})?)", "percent": r"[+-]?(?:9+(?:\.9{1,4})?)",
    "rate": r"[+-]?9+(?:\.9{1,9})?",
}  # fmt: skip


@dataclass(frozen=True)
class Texts:
    """Where the texts of columns stand: a FROM clause, an SQL expression for each column, and what both bind."""

    relation: str
    columns: Mapping[str, str]
    bound: Mapping[str, object] = field(default_factory=dict)

    def only(self, names: list[str]) -> "Texts":
        """Those columns of it."""
        return replace(self, columns={name: self.columns[name] for name in names})


@dataclass(frozen=True)
class Ways:
    """How each column that is not written plainly is. `asks` and `mixes` say of a column why nobody can tell.

    `decimal` is what stands before the decimals of all of them, plain ones too, where their values show it.
    """

    written: Mapping[str, Written]
    asks: Mapping[str, str] = field(default_factory=dict)
    mixes: Mapping[str, str] = field(default_factory=dict)
    decimal: Decimal | None = None


@dataclass(frozen=True)
class Shown:
    """Which of day and month comes first, and what stands before decimals; None where nothing says."""

    order: Order | None = None
    decimal: Decimal | None = None


@dataclass(frozen=True)
class Known:
    """What is known of a file beside its values: the `decimal` its source states, which holds whatever they show.

    What the company answered (`answered_order`, `answered_decimal`) holds only where the values leave it open: another
    file may show the opposite. `otherwise` is what holds where nothing says and nobody can be asked.
    """

    decimal: Decimal | None = None
    answered_order: Order | None = None
    answered_decimal: Decimal | None = None
    otherwise: Shown = field(default_factory=Shown)


def is_found(column: Column) -> bool:
    """Whether the way the column is written is not the contract's."""
    return column.format not in (None, AS_OURS) and column.type in (*TIMES, *NUMBERS)


def ways_of_sample(
    connection: duckdb.DuckDBPyConnection, texts: Texts, columns: tuple[Column, ...], known: Known
) -> Ways:
    """How the columns are written whose first values are not plain, as far as these show it.

    A value written otherwise further below is not good then, and `ways_of` is to look at all. What needs every value
    (which of day and month comes first) is asked of every value here too.
    """
    shapes = shapes_of(connection, f"(select * from {texts.relation} limit {_SAMPLE})", texts.columns, texts.bound)
    odd = tuple(c for c in columns if not all(_is_plain(c, shape) for shape in shapes.get(c.name, ())))
    found = _ways(connection, texts, odd, known, shapes)
    if found.asks or found.mixes:
        found = ways_of(connection, texts.only([column.name for column in odd]), odd, known)
    return replace(found, decimal=_decimal_shown(columns, shapes))


def ways_of(connection: duckdb.DuckDBPyConnection, texts: Texts, columns: tuple[Column, ...], known: Known) -> Ways:
    """How the columns are written, from every value of each; one that is clear speaks for an unclear one beside it."""
    shapes = shapes_of(connection, texts.relation, texts.columns, texts.bound)
    return replace(_ways(connection, texts, columns, known, shapes), decimal=_decimal_shown(columns, shapes))


def _decimal_shown(columns: tuple[Column, ...], shapes: Mapping[str, tuple[Shape, ...]]) -> Decimal | None:
    said = {
        numbers_of(shapes[c.name], may_mix_marks=c.sign is not None).says
        for c in columns
        if c.type in NUMBERS and c.name in shapes
    } - {None}
    return said.pop() if len(said) == 1 else None


def _ways(
    connection: duckdb.DuckDBPyConnection,
    texts: Texts,
    columns: tuple[Column, ...],
    known: Known,
    shapes: Mapping[str, tuple[Shape, ...]],
) -> Ways:
    def times(column: Column, order: Order | None) -> FoundTimes:
        if column.format and "%" in column.format:
            return FoundTimes(Times((column.format,), example=shapes[column.name][0].least), 0)
        unit = next((unit for unit in UNITS if unit == column.format), None)
        text = texts.columns[column.name]
        return times_of(connection, texts.relation, text, texts.bound, shapes[column.name], order, unit)

    timed = [column for column in columns if column.type in TIMES and shapes[column.name]]
    found = {column.name: times(column, _stated(column)) for column in timed}
    orders = {each.written.order for each in found.values() if each.written and each.written.order}
    order = orders.pop() if len(orders) == 1 else known.answered_order
    if order is not None:
        found |= {column.name: times(column, order) for column in timed if found[column.name].asks}
    return _joined({**found, **_numbers(columns, shapes, known)})


def _numbers(
    columns: tuple[Column, ...], shapes: Mapping[str, tuple[Shape, ...]], known: Known
) -> dict[str, FoundNumbers]:
    numeric = [column for column in columns if column.type in NUMBERS]
    decimal = known.decimal or _decimal_shown(columns, shapes) or known.answered_decimal
    found = {}
    for c in numeric:
        may = {"may_have_three": c.type in _THREE_DECIMALS, "may_mix_marks": c.sign is not None}
        of_its_own = numbers_of(shapes[c.name], known.decimal, **may)
        is_unsure = of_its_own.says is None or of_its_own.asks
        if is_unsure:
            of_its_own = numbers_of(shapes[c.name], decimal, **may)
        if of_its_own.read and not of_its_own.written and not of_its_own.asks:
            # Points before the decimals, but not as many decimals as the type has: 1.200 is 1.20 once that is known.
            of_its_own = replace(of_its_own, written=plain_numbers(shapes[c.name]))
        found[c.name] = of_its_own
    return found


def _joined(found: Mapping[str, FoundTimes | FoundNumbers]) -> Ways:
    return Ways(
        {name: each.written for name, each in found.items() if each.written},
        {name: each.asks for name, each in found.items() if each.asks},
        {name: each.mixes for name, each in found.items() if each.mixes},
    )


def _stated(column: Column) -> Order | None:
    return next((order for order in ORDERS if order == column.format), None)


def _is_plain(column: Column, shape: Shape) -> bool:
    if column.type in TIMES:
        return ISO.fullmatch(shape.pattern) is not None
    return re.fullmatch(_PLAIN[column.type], shape.pattern) is not None
