"""How a column writes its days and times, decided by all of its values together."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb

from overlap.contract.value_forms import Order, Times, Unit
from overlap.reading.finding.column_statement import rows
from overlap.reading.finding.month_names import in_english, months_in
from overlap.reading.finding.mostly import is_slip
from overlap.reading.finding.shapes import Shape
from overlap.reading.finding.time_shapes import ISO, specs_of, unit_of

_MANY, _FEW = 200, 0.005
_DAY: dict[Unit, int] = {"spreadsheet-days": 1, "epoch-s": 86_400, "epoch-ms": 86_400_000}


@dataclass(frozen=True)
class FoundTimes:
    """`written` is None where the values are as our own tables have them, or cannot be read; `read` is how many can.

    `asks` is why nobody can tell the order of day and month. `mixes` is why the column cannot be trusted at all.
    """

    written: Times | None
    read: int
    asks: str | None = None
    mixes: str | None = None


def times_of(
    connection: duckdb.DuckDBPyConnection,
    relation: str,
    text: str,
    bound: Mapping[str, object],
    shapes: Sequence[Shape],
    order: Order | None = None,
    unit: Unit | None = None,
) -> FoundTimes:
    """How the texts, an SQL expression over `relation` with these `shapes`, write times.

    `order` or `unit` where it is known.
    """
    iso = sum(shape.count for shape in shapes if ISO.fullmatch(shape.pattern))
    numbers = [shape for shape in shapes if unit_of(shape)]
    if unit:
        return _of_numbers(connection, relation, text, bound, [each for each in numbers if unit_of(each) == unit], {})
    months = months_in(shape.pattern for shape in shapes)
    patterns = {shape: in_english(shape.pattern, months) if months else shape.pattern for shape in shapes}
    specs = {shape: found for shape in shapes if shape not in numbers and (found := specs_of(patterns[shape]))}
    if sum(shape.count for shape in numbers) > iso + sum(shape.count for shape in specs):
        return _of_numbers(connection, relation, text, bound, numbers, specs)
    one_way = [found[0] for found in specs.values() if len(found) == 1]
    both_ways = {shape: found for shape, found in specs.items() if len(found) == 2}
    asks = mixes = None
    if both_ways:
        day_first, month_first, both = _read_each_way(connection, relation, text, bound)
        order, asks, mixes = _decided(order, day_first, month_first, both, list(both_ways))
    if any("%y" in spec for found in both_ways.values() for spec in found) and not asks:
        mixes = mixes or _years_first(connection, relation, text, bound)
    written = sorted({*one_way, *(found[order == "month-day"] for found in both_ways.values())}, key=_short_first)
    if not written or asks or mixes:
        return FoundTimes(None, iso, asks, mixes)
    example = max(specs, key=lambda shape: shape.count).least
    read = iso + sum(shape.count for shape in specs)
    found = Times(tuple(written), order if both_ways else None, has_iso=iso > 0, example=example, months=months)
    return FoundTimes(found, read)


def _short_first(spec: str) -> tuple[bool, str]:
    """A year of two figures is tried first: %Y would read 24 as the year 24, while %y leaves the rest of 2024 over."""
    return "%y" not in spec, spec


def _of_numbers(
    connection: duckdb.DuckDBPyConnection,
    relation: str,
    text: str,
    bound: Mapping[str, object],
    numbers: list[Shape],
    specs: Mapping[Shape, tuple[str, ...]],
) -> FoundTimes:
    counts: dict[Unit, int] = {}
    for shape in numbers:
        unit = unit_of(shape)
        if unit:
            counts[unit] = counts.get(unit, 0) + shape.count
    if not counts:
        return FoundTimes(None, 0)
    unit = max(counts, key=lambda each: counts[each])
    if specs and unit == "spreadsheet-days":
        # A spreadsheet of another language turns some days into numbers, swapped, and leaves the others as text.
        first = max(specs, key=lambda shape: shape.count).least
        return FoundTimes(
            None, 0, mixes=f'mixes days counted as numbers ("{numbers[0].least}") with written ones ("{first}")'
        )
    ((uneven,),) = rows(
        connection,
        f"select count(*) from (select try_cast({text} as double) as number from {relation})"
        f" where number is not null and number % {_DAY[unit]} <> 0",
        bound,
    )
    return FoundTimes(Times(unit=unit, is_whole_days=not uneven, example=numbers[0].least), counts[unit])


def _read_each_way(
    connection: duckdb.DuckDBPyConnection, relation: str, text: str, bound: Mapping[str, object]
) -> tuple[int, int, int]:
    """(how many texts read day first only, month first only, both ways as different days), by their first figures.

    Far cheaper than reading them as times in both orders, and once for all that begin alike. A day that no month has is
    taken for a slip.
    """
    ((one_way, other_way, both),) = rows(
        connection,
        f"""
        select
            sum(number) filter (
                one between 13 and 31 and two between 1 and 12
                and not (one = 31 and two in (2, 4, 6, 9, 11)) and not (one = 30 and two = 2)
            ),
            sum(number) filter (
                two between 13 and 31 and one between 1 and 12
                and not (two = 31 and one in (2, 4, 6, 9, 11)) and not (two = 30 and one = 2)
            ),
            sum(number) filter (one between 1 and 12 and two between 1 and 12 and one <> two)
        from (
            select
                number,
                try_cast(text[1 : at_ - 1] as tinyint) as one,
                try_cast(rtrim(text[at_ + 1 : at_ + 2], './-') as tinyint) as two
            from (
                select text, number, case when text[2] in ('/', '-', '.') then 2 else 3 end as at_
                from (select left({text}, 5) as text, count(*) as number from {relation} group by left({text}, 5))
            )
            where text[at_] in ('/', '-', '.')
        )
        """,
        bound,
    )
    return int(one_way or 0), int(other_way or 0), int(both or 0)


def _years_first(
    connection: duckdb.DuckDBPyConnection, relation: str, text: str, bound: Mapping[str, object]
) -> str | None:
    """Why 24/01/31 is not read as a day in 2031: years of two figures may as well stand first.

    They do where every text would read so and the last part takes more values than the first, as days do.
    """
    parts = "regexp_extract(text, '^([0-9]{1,2})[./-]([0-9]{2})[./-]([0-9]{2})(?:[^0-9]|$)', ['a', 'b', 'c'])"
    ((may_be, firsts, lasts, least),) = rows(
        connection,
        f"""
        select
            coalesce(bool_and(
                length(part.a) = 2 and try_cast(part.b as tinyint) between 1 and 12
                and try_cast(part.c as tinyint) between 1 and 31
            ) filter (part.a <> ''), false),
            count(distinct part.a), count(distinct part.c), min(text)
        from (select text, {parts} as part from (select {text} as text from {relation}) where text is not null)
        """,
        bound,
    )
    if may_be and lasts > firsts:
        return f'may write years of two figures first ("{least}"): write years with four figures'
    return None


def _decided(
    order: Order | None, day_first: int, month_first: int, both: int, shapes: list[Shape]
) -> tuple[Order | None, str | None, str | None]:
    """(the order, why it must be asked, why the column mixes both)."""
    slips = min(day_first, month_first)
    if order is None and not is_slip(slips, day_first + month_first):
        return None, None, (
            f"mixes days before months with months before days: {day_first} values read one way only, {month_first} the"
            " other"
        )  # fmt: skip
    if order is not None:
        return order, None, None
    if day_first != month_first and not _is_suspicious(day_first + month_first, both):
        return ("day-month" if day_first > month_first else "month-day"), None, None
    if all(re.match(r"9{1,2}\.", shape.pattern) for shape in shapes):
        return "day-month", None, None  # nobody writes months first with dots between
    if not both and not day_first:
        return "day-month", None, None  # 03/03: the same day either way
    return None, f'reads both as day-month and as month-day: "{shapes[0].least}"', None


def _is_suspicious(one_way: int, both: int) -> bool:
    """Whether hardly any of many values shows the order: what shows it may be a slip."""
    return both > _MANY and one_way < _FEW * both
