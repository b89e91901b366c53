"""Values of JSON as the texts of a loader table; times in one way, however the CRM wrote them."""

import re
from datetime import UTC, datetime
from typing import Any

TIME, DAY = "time", "day"
_EPOCH = re.compile(r"-?\d{9,14}")
_IN_MILLISECONDS = 11  # digits from which an epoch is not in seconds: 10 last until 2286
_ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")


def text_of(value: Any, kind: str = "text") -> str | None:
    """The value as text, None where it is blank. A time is ISO in UTC to the millisecond; what is none stays."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ";".join(str(each) for each in value) or None
    text = str(value)
    if kind in (TIME, DAY) and (moment := _moment(text)):
        return moment if kind == TIME else moment[:10]
    return text


def iso(moment: datetime) -> str:
    """`2026-01-31T17:00:00.000Z`: as text in the order of time."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _moment(text: str) -> str | None:
    """The instant a text states, None for a day, a time without a zone, and what is neither."""
    try:
        if _EPOCH.fullmatch(text):
            return iso(
                datetime.fromtimestamp(int(text) / (1000 if len(text.lstrip("-")) >= _IN_MILLISECONDS else 1), UTC)
            )
        if _ISO.match(text):
            moment = datetime.fromisoformat(text)
            return iso(moment) if moment.tzinfo else None
    except (ValueError, OverflowError, OSError):
        return None
    return None
