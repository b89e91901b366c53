"""What the values of an agreement must satisfy together; each rule returns the fault as a sentence, or None."""

import re
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import holidays

_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_BREAK = re.compile(r"(\d\d:\d\d)-(\d\d:\d\d)")


def hours_fault(regions: Mapping[str, Any]) -> str | None:
    """Zones, countries and clock times that exist, in order, for each region."""
    if "house" not in regions:
        return "the row named house cannot be removed: a region not listed follows it."
    return next((f"{region}: {fault}" for region, row in regions.items() if (fault := _region_fault(row))), None)


def weights_fault(weights: Mapping[str, Any]) -> str | None:
    """A deal with one touch must be able to carry its whole amount."""
    if weights["first"] + weights["last"] + weights["rest"] > 0:
        return None
    return "first, last and rest are all 0, so a deal could earn nobody credit. Give one of them a weight."


def seasonal_fault(months: Mapping[str, Any]) -> str | None:
    """A year must have some weight."""
    return None if sum(month["weight"] for month in months.values()) > 0 else "all months weigh 0."


def _region_fault(row: Mapping[str, Any]) -> str | None:
    if row["zone"] is not None and not _is_zone(row["zone"]):
        return f'there is no time zone "{row["zone"]}". Use a name such as Europe/Berlin.'
    if row["country"] is not None and row["country"] not in holidays.list_supported_countries():
        return f'no public holidays are known for "{row["country"]}". Use a code such as DE, or "none".'
    clocks = [row["opens"], row["closes"]]
    for span in row["breaks"]:
        ends = _BREAK.fullmatch(span)
        if ends is None:
            return f'the break "{span}" is not a span. Write it as 12:30-13:00.'
        clocks[-1:-1] = ends.groups()
    wrong = next((clock for clock in clocks if _CLOCK.fullmatch(clock) is None), None)
    if wrong is not None:
        return f'"{wrong}" is not a time of day. Write it as 09:00.'
    if any(earlier >= later for earlier, later in zip(clocks, clocks[1:], strict=False)):
        return f"opening, breaks and closing must follow each other, not {' '.join(clocks)}."
    return None if row["days"] else "no working day is listed, so no clock would ever run."


def _is_zone(name: str) -> bool:
    # Looking one up takes microseconds; listing all reads hundreds of files. A folder's name ("Europe") raises OSError.
    try:
        return bool(ZoneInfo(name).key)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
