"""How a file may write its days otherwise than YYYY-MM-DD, by name, as `format` of a source.toml says."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Format:
    """How the days of a column are written: what turns them into YYYY-MM-DD, and the sentence about one that is not."""

    pattern: str
    as_iso: str
    remedy: str


_PARTS = r"^(\d{1,2})[./-](\d{1,2})[./-](\d{4})(\D|$)"
# What follows the year is kept, so that a figure too many does not slip into the day.
# A day written as YYYY-MM-DD reads in one way only and is taken beside a named format.
FORMATS = {
    "day-month": Format(_PARTS, r"\3-\2-\1\4", "is not a date. Use DD/MM/YYYY, from 1900 to 2200."),
    "month-day": Format(_PARTS, r"\3-\1-\2\4", "is not a date. Use MM/DD/YYYY, from 1900 to 2200."),
}
