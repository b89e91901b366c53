"""Agreed hours as people write them: the open minutes of each weekday's shift, closing days, and whose holidays."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MIDNIGHT = 24 * 60
LAST_MINUTE = MIDNIGHT - 1
LONGEST_OVERNIGHT = 20 * 60  # longer, and opening and closing were more likely written the wrong way round
LONGEST_CLOSURE = 366

Span = tuple[int, int]
Week = Mapping[str, tuple[Span, ...]]

_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d|24:00")
_SPAN = re.compile(r"(?:([a-z]{3})(?:-([a-z]{3}))? )?(\d\d:\d\d)-(\d\d:\d\d)")
_CLOSED = re.compile(r"(\d{4}-\d\d-\d\d)(?:\.\.(\d{4}-\d\d-\d\d))?")


def week(row: Mapping[str, Any]) -> Week:
    """Weekday -> its open spans, in minutes from the midnight with which the day begins; beyond 1440 on the next day.

    `row` has days, opens, closes, breaks and by_weekday as an agreement writes them. A shift belongs to the day it
    opens on; one that closes no later than it opens runs past midnight. Raises ValueError with the fault as a sentence.
    """
    days = [day for day in WEEKDAYS if day in row["days"]]
    if not days:
        raise ValueError("no working day is listed, so no clock would ever run.")
    own = _own_hours(row["by_weekday"] or [], days)
    shift = _shift(row["opens"], row["closes"])
    pauses = _pauses(row["breaks"] or [], shift, days, own)
    found = {day: own.get(day) or _without(shift, pauses[day], day) for day in days}
    _refuse_meeting(found)
    return found


def ordinary_minutes(hours: Week) -> int:
    """The open minutes of an ordinary working day: as many as most weekdays have, the longer where two lengths tie."""
    lengths = Counter(sum(until - since for since, until in spans) for spans in hours.values())
    return max(lengths, key=lambda length: (lengths[length], length))


def closing_days(written: Sequence[str]) -> frozenset[date]:
    """The days of `2026-12-24` and `2026-12-24..2027-01-01`, both ends in it. Raises ValueError with the fault."""
    return frozenset(day for text in written for day in _closure(text))


def country_and_region(written: str) -> tuple[str, str | None]:
    """`DE-BY` is Bavaria in Germany, `DE` all of Germany."""
    country, separator, region = written.partition("-")
    return country, region if separator else None


def clock(minute: int) -> str:
    """A minute of the day, or of the day after, as `09:00`."""
    return f"{minute % MIDNIGHT // 60:02}:{minute % 60:02}"


def _minute(text: str) -> int:
    if _CLOCK.fullmatch(text) is None:
        raise ValueError(f'"{text}" is not a time of day. Write it as 09:00, the end of a day as 24:00.')
    return int(text[:2]) * 60 + int(text[3:])


def _ends(since: str, until: str) -> Span:
    """From when until when; 23:59 as an end is midnight, and an end that is not later is on the next day."""
    opens, closes = _minute(since), _minute(until)
    if opens == MIDNIGHT:
        raise ValueError("nothing begins at 24:00. Write 00:00.")
    closes = MIDNIGHT if closes == LAST_MINUTE else closes
    return opens, closes if closes > opens else closes + MIDNIGHT


def _shift(opens: str, closes: str) -> Span:
    shift = _ends(opens, closes)
    if opens == closes:
        raise ValueError(f"it opens and closes at {opens}. Write 00:00 and 24:00 for a desk that never closes.")
    if shift[1] > MIDNIGHT and shift[1] - shift[0] > LONGEST_OVERNIGHT:
        raise ValueError(
            f"{opens} to {closes} would be a shift of {(shift[1] - shift[0]) // 60} hours past midnight. "
            "Write closing after opening, or 00:00 and 24:00 for a desk that never closes."
        )
    return shift


def _own_hours(written: Sequence[str], days: Sequence[str]) -> dict[str, tuple[Span, ...]]:
    found: dict[str, list[Span]] = {}
    for text in written:
        named, (since, until) = _span_of(text, "hours", days)
        if not named:
            raise ValueError(f'"{text}" names no weekday. Write it as fri 09:00-14:00.')
        for day in named:
            found.setdefault(day, []).append(_following(found.get(day, []), (since, until), text))
    return {day: tuple(spans) for day, spans in found.items()}


def _following(before: Sequence[Span], span: Span, text: str) -> Span:
    if not before:
        return span
    since, until = span
    if since < before[-1][1] and before[-1][1] > MIDNIGHT:
        since, until = since + MIDNIGHT, until + MIDNIGHT
    if since < before[-1][1] or until - before[0][0] > MIDNIGHT:
        raise ValueError(f"{text} does not follow the hours before it. Write the spans of a day in their order.")
    return since, until


def _pauses(
    written: Sequence[str], shift: Span, days: Sequence[str], own: Mapping[str, object]
) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {day: [] for day in days}
    for text in written:
        named, (since, until) = _span_of(text, "break", days)
        if since < shift[0]:
            since, until = since + MIDNIGHT, until + MIDNIGHT
        if not shift[0] <= since < until <= shift[1]:
            raise ValueError(f"the break {text} does not lie within {clock(shift[0])}-{clock(shift[1])}.")
        if twice := next((day for day in named if day in own), None):
            raise ValueError(f"{twice} has hours of its own. Leave its break out between two spans of them.")
        for day in named or days:
            found[day].append((since, until))
    return found


def _span_of(text: str, what: str, days: Sequence[str]) -> tuple[list[str], Span]:
    """(weekdays it names, the span); no weekday: none are named."""
    parts = _SPAN.fullmatch(text)
    if parts is None:
        example = "fri 09:00-14:00" if what == "hours" else "12:30-13:00 or fri 14:00-17:30"
        raise ValueError(f'the {what} "{text}" {"are" if what == "hours" else "is"} not a span. Write it as {example}.')
    first, last, since, until = parts.groups()
    if since == until:
        raise ValueError(f"{text} begins and ends at the same time.")
    return _weekdays(first, last, text, days) if first else [], _ends(since, until)


def _weekdays(first: str, last: str | None, text: str, days: Sequence[str]) -> list[str]:
    if unknown := next((day for day in (first, last or first) if day not in WEEKDAYS), None):
        raise ValueError(f'"{unknown}" in "{text}" is not a weekday. Use {", ".join(WEEKDAYS)}.')
    start, end = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
    named = [WEEKDAYS[(start + n) % len(WEEKDAYS)] for n in range((end - start) % len(WEEKDAYS) + 1)]
    if absent := next((day for day in named if day not in days), None):
        raise ValueError(f"{text} is about {absent}, which is not among the working days.")
    return named


def _without(shift: Span, pauses: Sequence[Span], day: str) -> tuple[Span, ...]:
    edges = [shift[0], *(edge for pause in sorted(pauses) for edge in pause), shift[1]]
    if any(later < earlier for earlier, later in zip(edges, edges[1:], strict=False)):
        raise ValueError("two breaks overlap. Write them as one.")
    spans = zip(edges[::2], edges[1::2], strict=True)
    found = tuple((since, until) for since, until in spans if until > since)
    if not found:
        raise ValueError(f"the breaks leave {day} no open minute. Take it out of the working days.")
    return found


def _refuse_meeting(found: Week) -> None:
    """A shift must have ended when the next day's opens."""
    for number, day in enumerate(WEEKDAYS):
        following = WEEKDAYS[(number + 1) % len(WEEKDAYS)]
        if day in found and following in found and found[day][-1][1] - MIDNIGHT > found[following][0][0]:
            ends, opens = clock(found[day][-1][1]), clock(found[following][0][0])
            raise ValueError(f"the shift of {day} runs until {ends} of {following}, which opens at {opens} already.")


def _closure(text: str) -> list[date]:
    ends = _CLOSED.fullmatch(text)
    first, last = (_day(ends[1]), _day(ends[2] or ends[1])) if ends else (None, None)
    if first is None or last is None:
        raise ValueError(f'closed "{text}" is not a day. Write it as 2026-12-24, or 2026-12-24..2027-01-01.')
    if last < first:
        raise ValueError(f"closed {text} ends before it begins.")
    if (last - first).days >= LONGEST_CLOSURE:
        raise ValueError(f"closed {text} is longer than a year. Sign hours without those days instead.")
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
