"""The value of a text, as SQL: trimmed, blank where it stands for nothing, and of the column's type."""

from collections.abc import Sequence

from overlap.contract import Column
from overlap.contract.value_forms import Numbers, Times, Written
from overlap.reading.records import Blanks, Given
from overlap.reading.values import ids, parsing
from overlap.reading.values.bound import Bound, Moment
from overlap.reading.values.plainly import cast_of, plainly_typed

_BLANKS = " \t\r\n\N{NO-BREAK SPACE}"
_READ = ("integer", "number", "money", "share", "percent", "rate", "time", "day")
FLAGS = (("true", "t", "yes", "y", "1"), ("false", "f", "no", "n", "0"))


def text_of(given: Given | None, blanks: Blanks, bound: Bound) -> str:
    """The trimmed text of a value, null where blank or where the file has no such column."""
    if given is None:
        return "null::varchar"
    text = given.text
    if blanks == "none":
        return text
    # Trimming every value took longer than parsing the file; looking at its ends first costs a ninth of that.
    ends_blank = f"ends_with({text}, ' ')"
    if blanks == "any":
        every = bound(list(_BLANKS))
        ends_blank = f"list_contains({every}, right({text}, 1)) or list_contains({every}, left({text}, 1))"
    trimmed = f"nullif(trim({text}, {bound(_BLANKS)}), '')"
    return f"case when {text} < '!' or {ends_blank} then {trimmed} else {text} end"


def without(text: str, words: Sequence[str], bound: Bound) -> str:
    """A text, null where it is one of the words that stand for nothing."""
    for word in words:
        text = f"nullif({text}, {bound(word)})"
    return text


def read_of(column: Column, text: str, moment: Moment, bound: Bound) -> str | None:
    """What `typed_of` looks at more than once, to be computed before it; None where it does not."""
    if column.allowed or column.type not in _READ:
        return None
    if isinstance(column.written, Times):
        return _written_time(column, text, column.written, moment, bound)
    return None if isinstance(column.written, Numbers) else cast_of(column, text)


def typed_of(column: Column, text: str, moment: Moment, bound: Bound, read: str | None = None) -> str:
    """The value of the column's type, null where the text is blank or not readable.

    `read` is SQL that says what `read_of` does, where something has computed it.
    """
    if column.allowed:
        meant = {**dict(column.words), **{word.lower(): word for word in column.allowed}}
        return f"list_extract({bound(list(meant.values()))}, list_position({bound(list(meant))}, lower({text})))"
    if column.type == "text" and column.id:
        return ids.written_once(column.id, text, bound)
    if column.type == "text" and column.words:
        words = dict(column.words)
        place = f"list_position({bound(list(words))}, lower({text}))"
        text = f"coalesce(list_extract({bound(list(words.values()))}, {place}), {text})"
    if column.type == "text":
        return f"upper({text})" if column.upper else text
    if column.type == "flag":
        yes, no = (f"list_contains({bound(list(words))}, lower({text}))" for words in FLAGS)
        return f"case when {yes} then true when {no} then false end"
    if column.type == "list":
        return parsing.listed(text)
    if column.type == "duration":
        return parsing.duration(column, text, bound)
    if isinstance(column.written, Numbers):
        return f"try_cast({parsing.number(column, text, column.written, bound)} as {column.sql_type})"
    read = read or read_of(column, text, moment, bound) or "null"
    if not isinstance(column.written, Times):
        return plainly_typed(column, text, read, moment, bound)
    found = within_years(column, read)
    if not column.written.has_iso:
        return found
    return f"coalesce({plainly_typed(column, text, cast_of(column, text), moment, bound)}, {found})"


def _written_time(column: Column, text: str, written: Times, moment: Moment, bound: Bound) -> str:
    found = parsing.time(column, text, written, moment.zone, bound)
    if moment.zone_of_days != moment.zone:
        day = parsing.time(column, text, written, moment.zone_of_days, bound)
        found = f"case when {parsing.has_no_clock(text, written)} then {day} else {found} end"
    return found


def within_years(column: Column, typed: str) -> str:
    """A value Parquet already typed, null where it lies outside the years a text may name."""
    if column.type == "time":
        first, last = "timestamptz '1900-01-01 00:00:00Z'", "timestamptz '2200-12-31 23:59:59Z'"
        return f"case when {typed} between {first} and {last} then {typed} end"
    if column.type == "day":
        return f"case when {typed} between date '1900-01-01' and date '2200-12-31' then {typed} end"
    return typed


def date_only(given: Given | None, text: str, typed: str, written: Written | None = None) -> str:
    """Whether a time was given without a clock; null where there is no time."""
    if given is None or given.typed is None:
        clockless = parsing.has_no_clock(text, written) if isinstance(written, Times) else f"not contains({text}, ':')"
        return f"case when {typed} is not null then {clockless} end"
    return f"case when {typed} is not null then {given.is_date_only} end"
