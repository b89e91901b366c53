"""The value of a text written as in our own tables, as SQL: quickly where it is spelled as DuckDB spells it."""

from overlap.contract import Column
from overlap.reading.values import parsing
from overlap.reading.values.bound import Bound, Moment
from overlap.reading.values.instants import instant
from overlap.reading.values.patterns import pattern_of

# DuckDB writes these types in one way, and a text written so needs no pattern: what one costs is saved by most values.
_QUICK = {
    "integer": "strlen({text}) <= 18",
    "money": "true",
    "time": "strlen({text}) = 19 and {text} >= '1900' and {text} < '2201'",
    "day": "strlen({text}) = 10 and {text} >= '1900' and {text} < '2201'",
}
_CAST_AS = {"time": "timestamp", "day": "date", "percent": "decimal(12, 4)"}


def cast_of(column: Column, text: str) -> str:
    """What a text is to DuckDB, which is far too kind: not the value yet, but what it is made of."""
    return f"try_cast({text} as {_CAST_AS.get(column.type, column.sql_type)})"


def plainly_typed(column: Column, text: str, cast: str, moment: Moment, bound: Bound) -> str:
    """The value of a text whose `cast_of` is `cast`, null where it is not written plainly."""
    value = cast
    if column.type == "percent":
        value = f"cast({cast} * 0.01 as {column.sql_type})"
    if column.type == "time":
        value = _with_offset(text, cast, moment, bound)
    if column.scale is not None:
        value = parsing.scaled(column, value)
    quickly = ""
    if column.type in _QUICK:
        is_quick = f"{_QUICK[column.type].format(text=text)} and cast({cast} as varchar) = {text}"
        quickly = f"when {is_quick} then {instant(cast, moment.zone, bound) if column.type == 'time' else value} "
    return f"case {quickly}when regexp_full_match({text}, '{pattern_of(column)}') then {value} end"


def _with_offset(text: str, cast: str, moment: Moment, bound: Bound) -> str:
    """The instant of a text that matches the pattern of times, in the zone it names or else in the moment's."""
    local = instant(cast, moment.zone, bound)
    if moment.zone_of_days != moment.zone:
        day = instant(cast, moment.zone_of_days, bound)
        local = f"case when contains({text}, ':') then {local} else {day} end"
    # A sign behind the eighth character stands in no day: YYYY-M-D has its last before.
    sign = f"contains(substr({text}, 9), '+') or contains(substr({text}, 9), '-')"
    has_offset = f"(ends_with({text}, 'Z') or ends_with({text}, 'C') or {sign})"
    return f"case when {has_offset} then try_cast({text} as timestamptz) else {local} end"
