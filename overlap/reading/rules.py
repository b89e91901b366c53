"""The rules of a value, as SQL: what its text may look like, what it becomes, and the sentence about a wrong one.

A regular expression per type comes first, because `try_cast` alone takes 1.5 for an integer, `infinity` for a date and
`1_000` for a number, and drops an offset without a word.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from overlap.contract import Column
from overlap.contract.written import Numbers, Times, Written
from overlap.reading import ids, parsing
from overlap.reading.finding.ways import is_found
from overlap.reading.records import Given

_YEAR = r"(?:19\d\d|2[01]\d\d|2200)"
# A zero before a single figure may be missing, as many exports leave it out: it reads in one way only.
_DAY = rf"{_YEAR}-(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\d|3[01])"
_CLOCK = r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?"
_OFFSET = r"(?:Z| UTC|[+-](?:0\d|1[0-4])(?::?[0-5]\d)?)"
_BLANKS = " \t\r\n\N{NO-BREAK SPACE}"

PATTERNS = {
    "integer": r"[+-]?\d{1,18}(?:\.0+)?",
    "money": r"[+-]?(?:\d{1,16}(?:\.\d{1,2}0*)?|\.\d{1,2})",
    "share": r"[+-]?(?:\d{1,3}(?:\.\d{1,6}0*)?|\.\d{1,6})",
    "rate": r"[+-]?(?:\d{1,9}(?:\.\d{1,9}0*)?|\.\d{1,9})",
    "number": r"[+-]?(?:\d{1,16}(?:\.\d{1,9}0*)?|\.\d{1,9})",
    "percent": r"[+-]?(?:\d{1,5}(?:\.\d{1,4}0*)?|\.\d{1,4})",
    "duration": r"\d{1,12}",
    "time": rf"{_DAY}(?:[ T]{_CLOCK}{_OFFSET}?)?",
    "day": rf"{_DAY}(?:[ T]0?0:00(?::00(?:\.0+)?)?)?",
}
# Where the way of writing is found, what could be thousands as well as decimals is not plain: 1.200 and 1.000.
_CLEAR = {
    "integer": r"[+-]?\d{1,18}",
    "money": r"[+-]?(?:\d{1,16}(?:\.\d{1,2})?|\.\d{1,2})",
    "number": r"[+-]?(?:\d{1,16}(?:\.(?:\d{1,2}|\d{4,9}))?|\.\d{1,9})",
}

_FLAGS = (("true", "t", "yes", "y", "1"), ("false", "f", "no", "n", "0"))

REMEDIES = {
    "integer": "is not a whole number. Use digits only, e.g. 1200.",
    "money": "is not an amount. Use digits with a point and at most 2 decimals, e.g. 1234.50.",
    "share": "is not a share. Use a number with a point and at most 6 decimals, e.g. 0.25.",
    "number": "is not a number. Use digits with a point and at most 9 decimals, e.g. 1234.5.",
    "percent": "is not a percentage. Use a number with a point, e.g. 12.5.",
    "duration": "is not a duration. Use seconds, H:MM:SS or 1h 30m.",
    "rate": "is not a rate. Use a number with a point and at most 9 decimals, e.g. 1.0834.",
    "time": "is not a date. Use YYYY-MM-DD or YYYY-MM-DD HH:MM:SS, from 1900 to 2200.",
    "day": "is not a date. Use YYYY-MM-DD, from 1900 to 2200.",
    "flag": "is neither true nor false. Use true, false, yes, no, 1 or 0.",
}

LATER = "lies after the import. Correct it, or leave the record out until it has happened."


@dataclass
class Bound:
    """The values a statement binds, gathered while it is written: DuckDB refuses a parameter too many."""

    values: dict[str, Any] = field(default_factory=dict)

    def __call__(self, value: object) -> str:
        """The parameter that stands for `value`."""
        name = f"p{len(self.values)}"
        self.values[name] = value
        return f"${name}"


@dataclass(frozen=True)
class Moment:
    """When and where a value is judged: `zone` of naive times, the moment of import and its day there.

    A day without a clock is a day of the company, whatever zone the times of the file are in: `of_days` is its zone.
    """

    zone: str
    now: datetime
    today: date
    of_days: str | None = None

    @property
    def in_utc(self) -> "Moment":
        """The same moment where naive times are in UTC."""
        return replace(self, zone="UTC", of_days=self.zone_of_days)

    @property
    def zone_of_days(self) -> str:
        """The zone of a day without a clock."""
        return self.of_days or self.zone


def text_of(given: Given | None, has_odd_blanks: bool, bound: Bound) -> str:
    """The trimmed text of a value, null where blank or where the file has no such column."""
    if given is None:
        return "null::varchar"
    text = given.text
    # Trimming every value took longer than parsing the file; looking at its ends first costs a ninth of that.
    ends_blank = f"ends_with({text}, ' ')"
    if has_odd_blanks:
        blanks = bound(list(_BLANKS))
        ends_blank = f"list_contains({blanks}, right({text}, 1)) or list_contains({blanks}, left({text}, 1))"
    trimmed = f"nullif(trim({text}, {bound(_BLANKS)}), '')"
    return f"case when {text} < '!' or {ends_blank} then {trimmed} else {text} end"


def without(text: str, words: Sequence[str], bound: Bound) -> str:
    """A text, null where it is one of the words that stand for nothing."""
    for word in words:
        text = f"nullif({text}, {bound(word)})"
    return text


def typed_of(column: Column, text: str, moment: Moment, bound: Bound) -> str:
    """The value of the column's type, null where the text is blank or not readable."""
    if column.allowed:
        meant = {**dict(column.words), **{word.lower(): word for word in column.allowed}}
        return f"list_extract({bound(list(meant.values()))}, list_position({bound(list(meant))}, lower({text})))"
    if column.type == "text" and column.id:
        return ids.written_once(column.id, text, bound)
    if column.type == "text" and column.words:
        words = dict(column.words)
        place = f"list_position({bound(list(words))}, lower({text}))"
        return f"coalesce(list_extract({bound(list(words.values()))}, {place}), {text})"
    if column.type == "text":
        return f"upper({text})" if column.upper else text
    if column.type == "flag":
        yes, no = (f"list_contains({bound(list(words))}, lower({text}))" for words in _FLAGS)
        return f"case when {yes} then true when {no} then false end"
    if column.type == "list":
        return parsing.listed(text)
    if column.type == "duration":
        return parsing.duration(column, text, bound)
    if isinstance(column.written, Numbers):
        return f"try_cast({parsing.number(column, text, column.written, bound)} as {column.sql_type})"
    if not isinstance(column.written, Times):
        return _plainly_typed(column, text, moment, bound)
    found = parsing.time(column, text, column.written, moment.zone, bound)
    if moment.zone_of_days != moment.zone:
        day = parsing.time(column, text, column.written, moment.zone_of_days, bound)
        found = f"case when {parsing.has_no_clock(text, column.written)} then {day} else {found} end"
    found = within_years(column, found)
    if not column.written.has_iso:
        return found
    return f"coalesce({_plainly_typed(column, text, moment, bound)}, {found})"


def _plainly_typed(column: Column, text: str, moment: Moment, bound: Bound) -> str:
    """The value of a text written as in our own tables."""
    value = f"try_cast({text} as {column.sql_type})"
    if column.type == "day":
        value = f"try_cast({text} as date)"
    if column.type == "percent":
        value = f"cast(try_cast({text} as decimal(12, 4)) * 0.01 as {column.sql_type})"
    if column.type == "time":
        zone = bound(moment.zone)
        if moment.zone_of_days != moment.zone:
            zone = f"case when contains({text}, ':') then {zone} else {bound(moment.zone_of_days)} end"
        local = f"timezone({zone}, try_cast({text} as timestamp))"
        # A sign behind the eighth character stands in no day: YYYY-M-D has its last before.
        sign = f"contains(substr({text}, 9), '+') or contains(substr({text}, 9), '-')"
        has_offset = f"(ends_with({text}, 'Z') or ends_with({text}, 'C') or {sign})"
        value = f"case when {has_offset} then try_cast({text} as timestamptz) else {local} end"
    if column.scale is not None:
        value = parsing.scaled(column, value)
    pattern = _CLEAR.get(column.type, PATTERNS[column.type]) if is_found(column) else PATTERNS[column.type]
    return f"case when regexp_full_match({text}, '{pattern}') then {value} end"


def within_years(column: Column, typed: str) -> str:
    """A value Parquet already typed, null where it lies outside the years a text may name."""
    if column.type == "time":
        first, last = "timestamptz '1900-01-01 00:00:00Z'", "timestamptz '2200-12-31 23:59:59Z'"
        return f"case when {typed} between {first} and {last} then {typed} end"
    if column.type == "day":
        return f"case when {typed} between date '1900-01-01' and date '2200-12-31' then {typed} end"
    return typed


def good(column: Column, text: str, typed: str, must_hold: bool, moment: Moment, bound: Bound) -> str:
    """Whether the value breaks no rule: true or false, never null."""
    readable = f"{typed} is not null" if must_hold else f"({text} is null or {typed} is not null)"
    limits = [f"coalesce(not ({broken}), true)" for broken, _ in _limits(column, typed, moment, bound)]
    return " and ".join((readable, *limits))


def fault(column: Column, text: str, typed: str, must_hold: bool, moment: Moment, bound: Bound) -> str:
    """The sentence about a value that breaks a rule, null where it breaks none."""
    shown = f"""'"' || left({text}, 200) || '" ' || """
    cases = []
    if must_hold:
        cases.append(f"when {text} is null then {bound(f'{column.name} is blank. Every record needs one.')}")
    if column.allowed:
        remedy = f"is not allowed in {column.name}. Use one of {', '.join(column.allowed)}."
    else:
        remedy = remedy_of(column)
    cases.append(f"when {text} is not null and {typed} is null then {shown}{bound(remedy)}")
    cases += [f"when {broken} then {shown}{bound(words)}" for broken, words in _limits(column, typed, moment, bound)]
    return f"case {' '.join(cases)} end"


def remedy_of(column: Column) -> str:
    """What to do about a value that cannot be read; blank for text."""
    if isinstance(column.written, Times):
        return parsing.remedy(column.written)
    if column.id:
        return ids.REMEDIES[column.id]
    return REMEDIES.get(column.type, "")


def goes_together(column: Column, text: str, other: str, bound: Bound) -> str:
    """Whether the value is filled exactly when `other`, a typed value, is one of its words; never null."""
    _, words = column.filled_when or ("", ())
    return f"coalesce(list_contains({bound(list(words))}, {other}) = ({text} is not null), true)"


def parted(column: Column, text: str, other: str, bound: Bound) -> str:
    """The sentence about a value that is blank beside `other`, or filled, and should not be; null where all is well."""
    name, words = column.filled_when or ("", ())
    blank, filled = bound(f'{column.name} is blank, but {name} is "'), bound(f'" does not go with {name} "')
    said = " or ".join(words)
    remedy = bound(f'". Give it where {name} is {said}, and nowhere else.')
    return (
        f"case when {goes_together(column, text, other, bound)} then null"
        f" when {text} is null then {blank} || {other} || {remedy}"
        f""" else '"' || left({text}, 200) || {filled} || {other} || {remedy} end"""
    )


def is_later(column: Column, typed: str, moment: Moment, bound: Bound) -> str:
    """Whether an event lies after the moment of import; what is only planned is none."""
    later = f"{typed} > {bound(moment.now if column.type == 'time' else moment.today)}"
    if column.planned_when is None:
        return later
    other, words = column.planned_when
    # The other column's typed value is called as this one's is, but for the name.
    beside = typed.replace(column.name, other)
    return f"({later} and not coalesce(list_contains({bound(list(words))}, {beside}), false))"


def date_only(given: Given | None, text: str, typed: str, written: Written | None = None) -> str:
    """Whether a time was given without a clock; null where there is no time."""
    if given is None or given.typed is None:
        clockless = parsing.has_no_clock(text, written) if isinstance(written, Times) else f"not contains({text}, ':')"
        return f"case when {typed} is not null then {clockless} end"
    return f"case when {typed} is not null then {given.is_date_only} end"


def _limits(column: Column, typed: str, moment: Moment, bound: Bound) -> list[tuple[str, str]]:
    limits = []
    if column.low is not None:
        words = f"is below {column.low:g}, the lowest {column.name} can be."
        limits.append((f"{typed} < {bound(column.low)}", words))
    if column.high is not None:
        limits.append(
            (f"{typed} > {bound(column.high)}", f"is above {column.high:g}, the highest {column.name} can be.")
        )
    if column.event:
        limits.append((is_later(column, typed, moment, bound), LATER))
    return limits
