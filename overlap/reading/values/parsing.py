"""The SQL that turns texts into values where a column writes its days, times or numbers in a way that was found."""

import re
from collections.abc import Callable

from overlap.contract import Column
from overlap.contract.value_forms import Numbers, Times
from overlap.reading.finding.month_names import in_english_sql
from overlap.reading.finding.time_shapes import UNITS
from overlap.reading.values.instants import instant

_DECIMALS = {"money": 2, "share": 6, "percent": 6, "rate": 9, "number": 9}
_FACTORS = "Mio|mio|[Bb]n|[KkMmBb]"
_BLANKS = " \t\N{NO-BREAK SPACE}\u202f\u2009"
_READ, _SCALE = "decimal(25, 9)", "decimal(12, 9)"
_SPELLED = "([0-9]+ ?d(ays?)?)?,? ?([0-9]+ ?h((ou)?rs?)?)?,? ?([0-9]+ ?m(in(ute)?s?)?)?,? ?([0-9]+ ?s(ec(ond)?s?)?)?"

_SIGN = r"[A-Z]{3}|[A-Za-z]{0,2}\p{Sc}|[Kk]r|zł|Kč|Ft|Rs"

Bind = Callable[[object], str]


def time(column: Column, text: str, written: Times, zone: str, bind: Bind) -> str:
    """The instant or day a text names; a day has no clock but midnight. Null where it names none."""
    read = _read_time(text, written, bind)
    if column.type == "day":
        local = f"timezone('UTC', {read})" if _is_instant(written) else read
        return f"case when {local} = date_trunc('day', {local}) then cast({local} as date) end"
    return read if _is_instant(written) else instant(read, zone, bind)


def remedy(written: Times) -> str:
    """What to do about a text that names no time."""
    if written.order == "day-month":
        return "is not a date. Use DD/MM/YYYY, from 1900 to 2200."
    if written.order == "month-day":
        return "is not a date. Use MM/DD/YYYY, from 1900 to 2200."
    return f"is not a date like the others of its column. Use YYYY-MM-DD, or write it as {written.example}."


def _read_time(text: str, written: Times, bind: Bind) -> str:
    """The naive time of a text, or for an epoch that has a clock the instant."""
    if written.unit is None:
        read = in_english_sql(text, written.months) if written.months else text
        # Whatever the format, DuckDB takes "epoch" for a time; no English name of a day or month begins like it.
        return f"case when {read}[1] not in ('e', 'E') then try_strptime({read}, {bind(list(written.specs))}) end"
    number = f"try_cast({text} as double)"
    low, high = UNITS[written.unit]
    number = f"case when {number} between {low} and {high} then {number} end"
    if written.unit == "spreadsheet-days":
        return f"timestamp '1899-12-30' + to_seconds(cast(({number}) * 86400 as bigint))"
    seconds = f"({number})" if written.unit == "epoch-s" else f"(({number}) / 1000)"
    if written.is_whole_days:
        return f"timestamp '1970-01-01' + to_seconds(cast({seconds} as bigint))"
    return f"to_timestamp({seconds})"


def _is_instant(written: Times) -> bool:
    return written.unit in ("epoch-s", "epoch-ms") and not written.is_whole_days


def has_no_clock(text: str, written: Times) -> str:
    """Whether a text names a day and no clock: a condition."""
    if written.unit is not None:
        return "true" if written.is_whole_days else "false"
    return f"not contains({text}, ':')"


def number(column: Column, text: str, written: Numbers, bind: Bind) -> str:
    """The number a text writes, rounded half to even to the decimals its type has; null where it is none."""
    exact = unrounded(column, text, written, bind)
    if column.type == "integer":
        return f"case when {exact} = trunc({exact}) then try_cast({exact} as bigint) end"
    return f"round_even({exact}, {_DECIMALS[column.type]})" if may_round(column, written) else exact


def may_round(column: Column, written: Numbers) -> bool:
    """Whether a number may have more decimals than its type."""
    is_changed = written.has_factors or column.scale is not None or column.type in ("percent", "share")
    return column.type != "integer" and (is_changed or written.decimals > _DECIMALS.get(column.type, 0))


def unrounded(column: Column, text: str, written: Numbers, bind: Bind) -> str:
    """The number a text writes, with all its decimals, multiplied by the column's scale."""
    kept = text
    for dropped in (*written.marks, *written.thousands, *written.around):
        kept = f"replace({kept}, {bind(dropped)}, '')"
    if written.has_factors:
        kept = f"regexp_replace({kept}, {bind(_FACTORS)}, '')"
    if written.decimal == ",":
        kept = f"replace({kept}, ',', '.')"
    is_exact = column.type not in ("integer", "duration") and not may_round(column, written)
    value = f"try_cast({kept} as {column.sql_type if is_exact else _READ})"
    if written.has_factors:
        factor = f"lower(regexp_extract({text}, {bind(f'[0-9] ?({_FACTORS})(?:[^a-z]|$)')}, 1)[1])"
        times = f"case {factor} when 'k' then 1000 when 'm' then 1000000 when 'b' then 1000000000 else 1 end"
        value = f"try({value} * cast({times} as decimal(10, 0)))"
    if column.type in ("percent", "share"):
        hundredth = f"cast({value} * 0.01 as decimal(25, 11))"
        is_percent = "true" if column.type == "percent" else f"contains({text}, '%')"
        value = f"case when {is_percent} then {hundredth} else {value} end"
    if column.scale is not None:
        value = f"try({value} * cast({column.scale} as {_SCALE}))"
    minus = " or ".join(f"contains({text}, '{sign}')" for sign in "(-\N{MINUS SIGN}" if sign in written.around)
    signed = f"case when {minus} then -{value} else {value} end" if minus else value
    return f"case when regexp_full_match({text}, {bind(pattern(column, written))}) then {signed} end"


def sign(text: str, bind: Bind) -> str:
    """The sign or code of a currency that stands beside a number, null where there is none."""
    return f"nullif(regexp_extract({text}, {bind(_SIGN)}), '')"


def scaled(column: Column, value: str) -> str:
    """A plainly written number, multiplied by the column's scale."""
    exact = f"try(cast({value} as {_READ}) * cast({column.scale} as {_SCALE}))"
    if column.type == "integer":
        return f"case when {exact} = trunc({exact}) then try_cast({exact} as bigint) end"
    return f"try_cast(round_even({exact}, {_DECIMALS[column.type]}) as {column.sql_type})"


def duration(column: Column, text: str, bind: Bind) -> str:
    """Seconds: of a number, of H:MM or H:MM:SS, of 1d 2h 30m 5s."""
    number = f"try(try_cast({text} as {_READ}) * cast({column.scale or 1} as {_SCALE}))"
    if isinstance(column.written, Numbers):
        number = unrounded(column, text, column.written, bind)
    clock = f"(try_cast(string_split({text}, ':')[{{place}}] as bigint))"
    clocked = " + ".join(
        f"{seconds} * coalesce({clock.format(place=place)}, 0)" for place, seconds in ((1, 3600), (2, 60), (3, 1))
    )
    spelled = " + ".join(
        f"{seconds} * coalesce(try_cast(regexp_extract(lower({text}), '([0-9]+) ?{unit}', 1) as bigint), 0)"
        for unit, seconds in (("d", 86400), ("h", 3600), ("m", 60), ("s", 1))
    )
    return (
        f"case when regexp_full_match({text}, '[0-9]{{1,6}}:[0-5]?[0-9](:[0-5]?[0-9])?') then {clocked}"
        f" when regexp_full_match(lower({text}), '{_SPELLED}') then {spelled}"
        f" else try_cast(round_even({number}, 0) as bigint) end"
    )


def listed(text: str) -> str:
    """The values of a list between semicolons, or between commas where it has none."""
    parts = f"string_split({text}, case when contains({text}, ';') then ';' else ',' end)"
    trimmed = f"list_transform({parts}, lambda part: trim(part))"
    return f"case when {text} is not null then list_filter({trimmed}, lambda part: part <> '') end"


def pattern(column: Column, written: Numbers) -> str:
    """The regular expression of a number written so: what no value of the column has, none may have."""

    def may_be(signs: str) -> str:
        there = "".join(re.escape(sign) for sign in signs if sign in written.around)
        return f"[{there}]?" if there else ""

    marks = "|".join(re.escape(mark) for mark in written.marks)
    blank = may_be(_BLANKS)
    mark = f"(?:(?:{marks}){blank})?" if marks else ""
    gap = f"[{''.join(re.escape(each) for each in written.thousands)}]"
    thousands = rf"\d{{1,3}}(?:{gap}\d{{3}})+|" if written.thousands else ""
    point, decimals = re.escape(written.decimal), f"{{1,{max(written.decimals, 2)}}}"
    core = rf"(?:(?:{thousands}\d{{1,16}})(?:{point}\d{decimals})?|{point}\d{decimals})"
    factor = rf"(?:{blank}(?:{_FACTORS}))?" if written.has_factors else ""
    percent = f"{blank}{may_be('%')}" if column.type in ("share", "percent") else ""
    sign = may_be("+-\N{MINUS SIGN}")
    return f"{may_be('(')}{mark}{sign}{blank}{mark}{core}{factor}{percent}(?:{blank}{mark})?{may_be(')')}{may_be('-')}"
