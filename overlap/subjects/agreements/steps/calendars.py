"""Agreed hours as spans in which a calendar is open or closed throughout: what business time is counted with."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import holidays
import numpy as np
import polars as pl

from overlap.agreements.working_week import (
    MIDNIGHT,
    WEEKDAYS,
    Span,
    closing_days,
    country_and_region,
    ordinary_minutes,
    week,
)
from overlap.steps.given import Given

HOUR = 3600
DAY = 86_400
_HOLIDAYS = 45  # days by which holidays may put off the end of any limit, generously
_SPANS = {
    "calendar_id": pl.String,
    "hour": pl.Int64,
    "starts_s": pl.Int64,
    "ends_s": pl.Int64,
    "is_open": pl.Boolean,
    "seconds_before": pl.Int64,
    "open_hour": pl.Int64,
}
_DAYS = {"calendar_id": pl.String, "day": pl.Date, "open_seconds": pl.Int64}


@dataclass(frozen=True)
class Hours:
    """When a calendar is open: a shift for each working day, none on a public holiday or a day the house closes."""

    zone: str
    country: str | None
    week: tuple[tuple[str, tuple[Span, ...]], ...]
    closed: frozenset[date]

    @property
    def fewest_minutes(self) -> int:
        """Open minutes of its shortest working day."""
        return min(sum(until - since for since, until in spans) for _, spans in self.week)


def agreed(frame: pl.DataFrame, given: Given) -> pl.DataFrame:
    """The same calendars, with `day_minutes`: the open minutes of an ordinary working day of each."""
    minutes = [ordinary_minutes(week(row)) for row in frame.to_dicts()]
    return frame.with_columns(pl.Series("day_minutes", minutes, dtype=pl.Int64))


def hours_of(row: dict[str, Any]) -> Hours:
    """Agreed hours from a row with zone, country, days, opens, closes, breaks, by_weekday and closed."""
    return Hours(str(row["zone"]), row["country"], tuple(week(row).items()), closing_days(row["closed"] or []))


def spans(frame: pl.DataFrame, given: Given) -> pl.DataFrame:
    """Every calendar from its first day to well past as-of, cut so that business time is two joins on whole numbers.

    `frame` has a row a calendar: calendar_id, its hours as agreed, first_s (its first instant) and limit_minutes (the
    longest limit). Times are whole seconds since 1970 in UTC. A span lies within one
    `hour` of UTC, and an open one within one `open_hour` of open time: the business time at an instant t is
    `seconds_before` (+ t - starts_s where it is open) of the span that holds t.
    """
    parts = [_cut(str(row["calendar_id"]), *_opened(row, given)) for row in frame.to_dicts()]
    return pl.concat(parts) if parts else pl.DataFrame(schema=_SPANS)


def days(frame: pl.DataFrame, given: Given) -> pl.DataFrame:
    """The open seconds of each day's shift, under the local day on which it opens, from the same frame."""
    parts = []
    for row in frame.to_dicts():
        hours, first, last = _range(row, given)
        opened = [(day, sum(end - start for start, end in found)) for day, found in _working(hours, first, last)]
        on, seconds = zip(*opened, strict=True) if opened else ((), ())
        parts.append(
            pl.DataFrame({"calendar_id": row["calendar_id"], "day": on, "open_seconds": seconds}, schema=_DAYS)
        )
    return pl.concat(parts) if parts else pl.DataFrame(schema=_DAYS)


def _range(row: dict[str, Any], given: Given) -> tuple[Hours, date, date]:
    """The hours of a calendar, and the first and last local day its clocks may need."""
    hours = hours_of(row)
    as_of = given.params["as_of"]
    assert isinstance(as_of, datetime)
    first = datetime.fromtimestamp(int(row["first_s"]), UTC).date()
    working = 2 + int(row["limit_minutes"]) // hours.fewest_minutes
    last = as_of.date() + timedelta(days=_HOLIDAYS + len(hours.closed) + 7 * (1 + working // len(hours.week)))
    return hours, first - timedelta(days=8), last


def _opened(row: dict[str, Any], given: Given) -> tuple[np.ndarray, Span]:
    """(starts and ends of what is open, from and until when) in seconds since 1970."""
    hours, first, last = _range(row, given)
    found = sorted(span for _, of_day in _working(hours, first, last) for span in of_day)
    covered = [int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) for day in (first, last)]
    return np.array(found, dtype=np.int64).reshape(-1, 2), (covered[0] - DAY, covered[1] + 3 * DAY)


@lru_cache(maxsize=64)
def _working(hours: Hours, first: date, last: date) -> tuple[tuple[date, tuple[Span, ...]], ...]:
    """Each day on which a shift opens, with its open spans."""
    zone, shifts = ZoneInfo(hours.zone), dict(hours.week)
    years = range(first.year, last.year + 1)
    closed = hours.closed | (_holidays(hours.country, years) if hours.country else set())
    every = (first + timedelta(days=n) for n in range((last - first).days + 1))
    working = (
        (day, shifts[name]) for day in every if (name := WEEKDAYS[day.weekday()]) in shifts and day not in closed
    )
    return tuple((day, tuple(_spans_of(shift, zone, day))) for day, shift in working)


def _holidays(written: str, years: range) -> set[date]:
    country, region = country_and_region(written)
    return set(holidays.country_holidays(country, subdiv=region, years=years))


def _spans_of(shift: tuple[Span, ...], zone: ZoneInfo, day: date) -> Iterator[Span]:
    """The open seconds of the shift that opens on a day: its own part, and what passes midnight on the day after."""
    following = tuple((max(since - MIDNIGHT, 0), until - MIDNIGHT) for since, until in shift if until > MIDNIGHT)
    yield from _spans_on(tuple((since, min(until, MIDNIGHT)) for since, until in shift if since < MIDNIGHT), zone, day)
    if following:
        yield from _spans_on(following, zone, day + timedelta(days=1))


def _spans_on(open_: tuple[Span, ...], zone: ZoneInfo, day: date) -> Iterator[Span]:
    """The same minutes of one local day in seconds since 1970."""
    midnight, following = _midnight(zone, day), _midnight(zone, day + timedelta(days=1))
    if following - midnight == DAY:
        yield from ((midnight + since * 60, midnight + until * 60) for since, until in open_)
        return
    # The clock changes today: only walking the minutes tells which of them are open, missing or there twice.
    edges = [0, *(_is_open(open_, zone, at) for at in range(midnight, following, 60)), 0]
    turns = midnight + 60 * np.flatnonzero(np.diff(np.array(edges)))
    yield from zip(turns[::2].tolist(), turns[1::2].tolist(), strict=True)


def _is_open(open_: tuple[Span, ...], zone: ZoneInfo, at: int) -> int:
    local = datetime.fromtimestamp(at, zone)
    return int(any(since <= local.hour * 60 + local.minute < until for since, until in open_))


def _midnight(zone: ZoneInfo, day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=zone).timestamp())


def _cut(calendar_id: str, opened: np.ndarray, covered: Span) -> pl.DataFrame:
    """The spans of one calendar: cut where it opens and closes, at each hour of UTC and at each hour of open time."""
    since, until = opened[:, 0], opened[:, 1]
    done = np.cumsum(until - since)
    full = np.arange(HOUR, done[-1] + 1 if len(done) else 0, HOUR)
    at = np.searchsorted(done, full)  # the span in which each hour of open time ends
    cuts = np.unique(np.concatenate([np.arange(*covered, HOUR), since, until, until[at] - (done[at] - full)]))
    starts, ends = cuts[:-1], cuts[1:]
    index = np.searchsorted(since, starts, side="right") - 1
    is_open = (index >= 0) & (starts < until[np.maximum(index, 0)]) if len(since) else np.zeros(len(starts), bool)
    passed = np.cumsum(np.where(is_open, ends - starts, 0))
    before = np.concatenate([[0], passed[:-1]])
    return pl.DataFrame(
        {
            "calendar_id": calendar_id,
            "hour": starts // HOUR,
            "starts_s": starts,
            "ends_s": ends,
            "is_open": is_open,
            "seconds_before": before,
            "open_hour": before // HOUR,
        },
        schema=_SPANS,
    )
