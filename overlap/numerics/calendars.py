"""Agreed hours as spans in which a calendar is open or closed throughout: what business time is counted with."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays
import numpy as np
import polars as pl

from overlap.numerics.given import Given

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
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
Span = tuple[int, int]


@dataclass(frozen=True)
class Hours:
    """When a calendar is open: minutes of the local day, on these weekdays, never on a public holiday."""

    zone: str
    country: str | None
    days: tuple[str, ...]
    open: tuple[Span, ...]

    @property
    def minutes(self) -> int:
        """Open minutes of an ordinary working day."""
        return sum(until - since for since, until in self.open)


def hours_of(row: dict[str, object]) -> Hours:
    """Agreed hours from a row with zone, country, days, opens, closes ('09:00') and breaks (['12:30-13:00'])."""
    edges = [str(row["opens"])]
    for pause in row["breaks"] or []:  # pyright: ignore[reportGeneralTypeIssues]
        edges += pause.split("-")
    minutes = [int(clock[:2]) * 60 + int(clock[3:]) for clock in [*edges, str(row["closes"])]]
    country = str(row["country"]) if row["country"] else None
    days = tuple(row["days"])  # pyright: ignore[reportArgumentType]
    return Hours(str(row["zone"]), country, days, tuple(zip(minutes[::2], minutes[1::2], strict=True)))


def spans(frame: pl.DataFrame, given: Given) -> pl.DataFrame:
    """Every calendar from its first day to well past as-of, cut so that business time is two joins on whole numbers.

    `frame` has a row a calendar: calendar_id, zone, country, days, opens, closes, breaks, and first_s (its first
    instant) and limit_minutes (the longest limit). Times are whole seconds since 1970 in UTC. A span lies within one
    `hour` of UTC, and an open one within one `open_hour` of open time: the business time at an instant t is
    `seconds_before` (+ t - starts_s where it is open) of the span that holds t.
    """
    parts = [_cut(str(row["calendar_id"]), *_opened(row, given)) for row in frame.to_dicts()]
    return pl.concat(parts) if parts else pl.DataFrame(schema=_SPANS)


def days(frame: pl.DataFrame, given: Given) -> pl.DataFrame:
    """The open seconds of each local day on which a calendar is open, from the same frame."""
    parts = []
    for row in frame.to_dicts():
        hours, first, last = _range(row, given)
        opened = [(day, sum(end - start for start, end in found)) for day, found in _working(hours, first, last)]
        on, seconds = zip(*opened, strict=True) if opened else ((), ())
        parts.append(
            pl.DataFrame({"calendar_id": row["calendar_id"], "day": on, "open_seconds": seconds}, schema=_DAYS)
        )
    return pl.concat(parts) if parts else pl.DataFrame(schema=_DAYS)


def _range(row: dict[str, object], given: Given) -> tuple[Hours, date, date]:
    """The hours of a calendar, and the first and last local day its clocks may need."""
    hours = hours_of(row)
    as_of = given.params["as_of"]
    assert isinstance(as_of, datetime)
    first = datetime.fromtimestamp(int(row["first_s"]), UTC).date()  # pyright: ignore[reportArgumentType]
    working = 2 + int(row["limit_minutes"]) // hours.minutes  # pyright: ignore[reportArgumentType]
    last = as_of.date() + timedelta(days=_HOLIDAYS + 7 * (1 + working // len(hours.days)))
    return hours, first - timedelta(days=8), last


def _opened(row: dict[str, object], given: Given) -> tuple[np.ndarray, Span]:
    """(starts and ends of what is open, from and until when) in seconds since 1970."""
    hours, first, last = _range(row, given)
    found = [span for _, of_day in _working(hours, first, last) for span in of_day]
    covered = [int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) for day in (first, last)]
    return np.array(found, dtype=np.int64).reshape(-1, 2), (covered[0] - DAY, covered[1] + 2 * DAY)


@lru_cache(maxsize=64)
def _working(hours: Hours, first: date, last: date) -> tuple[tuple[date, tuple[Span, ...]], ...]:
    """Each working day with its open spans."""
    zone = ZoneInfo(hours.zone)
    years = range(first.year, last.year + 1)
    closed = holidays.country_holidays(hours.country, years=years) if hours.country else {}
    every = (first + timedelta(days=n) for n in range((last - first).days + 1))
    working = (day for day in every if WEEKDAYS[day.weekday()] in hours.days and day not in closed)
    return tuple((day, tuple(_spans_of(hours, zone, day))) for day in working)


def _spans_of(hours: Hours, zone: ZoneInfo, day: date) -> Iterator[Span]:
    midnight, following = _midnight(zone, day), _midnight(zone, day + timedelta(days=1))
    if following - midnight == DAY:
        yield from ((midnight + since * 60, midnight + until * 60) for since, until in hours.open)
        return
    # The clock changes today: only walking the minutes tells which of them are open, missing or there twice.
    edges = [0, *(_is_open(hours, zone, at) for at in range(midnight, following, 60)), 0]
    turns = midnight + 60 * np.flatnonzero(np.diff(np.array(edges)))
    yield from zip(turns[::2].tolist(), turns[1::2].tolist(), strict=True)


def _is_open(hours: Hours, zone: ZoneInfo, at: int) -> int:
    local = datetime.fromtimestamp(at, zone)
    return int(any(since <= local.hour * 60 + local.minute < until for since, until in hours.open))


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
