"""What the text of a value may look like, by type, and what is said of one that does not.

A regular expression per type comes first, because `try_cast` alone takes 1.5 for an integer, `infinity` for a date and
`1_000` for a number, and drops an offset without a word.
"""

from overlap.contract import Column
from overlap.contract.value_forms import Times
from overlap.reading.finding.ways import is_found
from overlap.reading.values import ids, parsing

_YEAR = r"(?:19\d\d|2[01]\d\d|2200)"
# A zero before a single figure may be missing, as many exports leave it out: it reads in one way only.
_DAY = rf"{_YEAR}-(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\d|3[01])"
_CLOCK = r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?"
_OFFSET = r"(?:Z| UTC|[+-](?:0\d|1[0-4])(?::?[0-5]\d)?)"

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


def pattern_of(column: Column) -> str:
    """What a text must match to be a value written as in our own tables."""
    return _CLEAR.get(column.type, PATTERNS[column.type]) if is_found(column) else PATTERNS[column.type]


def remedy_of(column: Column) -> str:
    """What to do about a value that cannot be read; blank for text."""
    if isinstance(column.written, Times):
        return parsing.remedy(column.written)
    if column.id:
        return ids.REMEDIES[column.id]
    return REMEDIES.get(column.type, "")
