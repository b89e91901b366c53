"""Business time is what a clock on the wall counts while the office is open."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import holidays
import numpy as np
import pytest

from overlap.demo.company.basics.calendars import REGIONS, Region, calendar
from overlap.demo.company.basics.clocks import Clocks, clocks, second_of_day, weekday

BERLIN, NEW_YORK, SINGAPORE = REGIONS


def minute_loop(region: Region, start: datetime, minutes: int) -> datetime:
    """The naive way: walk minute by minute and count those in which the office is open."""
    closed = holidays.country_holidays(region.country, years=range(2024, 2028))
    now = start
    while minutes:
        local = now.astimezone(ZoneInfo(region.zone))
        minute = local.hour * 60 + local.minute
        inside = 9 * 60 <= minute < 17 * 60 + 30 and not region.rests[0] <= minute * 60 < region.rests[1]
        minutes -= inside and local.weekday() < 5 and local.date() not in closed
        now += timedelta(minutes=1)
    return now


@pytest.mark.parametrize(
    ("region", "start", "minutes"),
    [
        (BERLIN, datetime(2025, 3, 28, 15, 50, tzinfo=UTC), 45),  # Friday 16:50, over the change to summer time
        (BERLIN, datetime(2025, 3, 30, 0, 59, tzinfo=UTC), 1),  # the last minute before the clock jumps
        (BERLIN, datetime(2025, 10, 24, 15, 0, tzinfo=UTC), 600),  # over the change to winter time
        (BERLIN, datetime(2025, 10, 26, 0, 30, tzinfo=UTC), 480),  # inside the hour that comes twice
        (NEW_YORK, datetime(2025, 3, 7, 22, 15, tzinfo=UTC), 30),
        (NEW_YORK, datetime(2025, 11, 1, 12, 0, tzinfo=UTC), 511),
        (SINGAPORE, datetime(2025, 3, 28, 9, 29, tzinfo=UTC), 2),  # no change at all
        (BERLIN, datetime(2025, 4, 17, 14, 0, tzinfo=UTC), 120),  # Maundy Thursday: Friday and Monday are holidays
        (NEW_YORK, datetime(2025, 7, 3, 20, 0, tzinfo=UTC), 100),  # Independence Day
        (BERLIN, datetime(2025, 6, 4, 7, 0, tzinfo=UTC), 480),  # from opening to closing of one day
        (BERLIN, datetime(2025, 6, 4, 7, 0, tzinfo=UTC), 210),  # to the minute in which the break begins
        (BERLIN, datetime(2025, 6, 4, 7, 0, tzinfo=UTC), 211),  # and over it
        (BERLIN, datetime(2025, 6, 4, 10, 45, tzinfo=UTC), 15),  # from within it
        (NEW_YORK, datetime(2025, 6, 4, 15, 50, tzinfo=UTC), 11),
        (SINGAPORE, datetime(2025, 6, 4, 1, 0, tzinfo=UTC), 465),  # its break is longer
        (BERLIN, datetime(2025, 6, 4, 3, 0, tzinfo=UTC), 1),  # before opening
    ],
)
def test_the_placed_instant_is_the_one_a_minute_loop_finds(region: Region, start: datetime, minutes: int):
    clock = calendar(region, date(2024, 11, 1), date(2027, 1, 1))
    begun = np.array([int(start.timestamp())])
    placed = clock.after(begun, np.array([minutes * 60]))
    assert datetime.fromtimestamp(int(placed[0]), UTC) == minute_loop(region, start, minutes)
    assert (clock.worked(placed) - clock.worked(begun)).tolist() == [minutes * 60]


@pytest.fixture(scope="module")
def every_clock() -> Clocks:
    return clocks(date(2024, 11, 1), date(2026, 12, 31))


@pytest.mark.parametrize("index", range(len(REGIONS)))
def test_local_time_is_what_the_zone_says_in_every_hour_of_two_years(every_clock: Clocks, index: int):
    hours = np.arange(1_735_689_600, 1_735_689_600 + 2 * 365 * 86_400, 3_600)
    days, seconds = every_clock.calendars[index].local(hours)
    zone = ZoneInfo(REGIONS[index].zone)
    expected = [datetime.fromtimestamp(int(hour), zone) for hour in hours]
    assert days.tolist() == [(moment.date() - date(1970, 1, 1)).days for moment in expected]
    assert (seconds // 3_600).tolist() == [moment.hour for moment in expected]


@pytest.mark.parametrize("index", range(len(REGIONS)))
def test_a_local_time_from_five_in_the_morning_survives_the_way_to_utc_and_back(every_clock: Clocks, index: int):
    days = np.arange(20_100, 20_700)
    seconds = second_of_day(np.linspace(0, 0.9999, len(days)))
    clock = every_clock.calendars[index]
    there_and_back = clock.local(clock.utc(days, seconds))
    assert np.array_equal(there_and_back, (days, seconds))


def test_nothing_happens_before_five_in_the_morning():
    seconds = second_of_day(np.linspace(0, 1, 10_001))
    assert seconds.min() == 5 * 3_600
    assert seconds.max() < 24 * 3_600


def test_weekdays_are_counted_from_monday():
    days = [date(2025, 3, 31) + timedelta(days=n) for n in range(7)]
    assert weekday(np.array([(day - date(1970, 1, 1)).days for day in days])).tolist() == list(range(7))
