"""What the values of an agreement must satisfy together; each rule returns the fault as a sentence, or None."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import holidays

from overlap.agreements.working_week import closing_days, country_and_region, week
from overlap.errors import nearest


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


def reference_fault(reference: Mapping[str, Any]) -> str | None:
    """The reference begins on a day of the calendar, where one is agreed."""
    written = reference["starts_on"]
    try:
        is_day = written is None or date.fromisoformat(written).isoformat() == written
    except ValueError:
        is_day = False
    return None if is_day else f'"{written}" is not a date. Use YYYY-MM-DD.'


def _region_fault(row: Mapping[str, Any]) -> str | None:
    if row["zone"] is not None and not _is_zone(row["zone"]):
        return f'there is no time zone "{row["zone"]}". Use a name such as Europe/Berlin.'
    if row["country"] is not None and (fault := _country_fault(row["country"])):
        return fault
    try:
        week(row)
        closing_days(row["closed"] or [])
    except ValueError as fault:
        return str(fault)
    return None


def _country_fault(written: str) -> str | None:
    country, region = country_and_region(written)
    regions = holidays.list_supported_countries().get(country)
    if regions is None or region == "":
        return f'no public holidays are known for "{written}". Use a code such as DE, or DE-BY for a region, or "none".'
    if region is not None and region not in regions:
        known = ", ".join(regions) or "none"
        return (
            f'no public holidays are known for "{region}" in {country}. Known there: {known}.{nearest(region, regions)}'
        )
    return None


def _is_zone(name: str) -> bool:
    # Looking one up takes microseconds; listing all reads hundreds of files. A folder's name ("Europe") raises OSError.
    try:
        return bool(ZoneInfo(name).key)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
