"""Whatever hours a house agrees on, its clock counts the minutes in which somebody is there."""

from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from minute_loop import WEEKDAYS, MinuteLoop, Office

from overlap.agreements import SignedAgreement, resolve
from overlap.errors import InputError
from overlap.steps import Given
from overlap.subjects.agreements.steps import calendars

AS_OF = datetime(2026, 4, 20, tzinfo=UTC)
# Each week holds a night on which one of the zones below changes its clocks, or the days around a holiday.
FIRST_DAYS = (
    date(2025, 10, 23),
    date(2025, 10, 30),
    date(2025, 12, 22),
    date(2026, 1, 3),
    date(2026, 3, 5),
    date(2026, 3, 26),
)
ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Africa/Cairo")
COUNTRIES = (None, "DE", "DE-BY", "US", "US-CA", "GB-SCT")
DAY = 24 * 60


def clock(minute: int) -> str:
    return f"{minute % DAY // 60:02}:{minute % 60:02}"


def is_taken_as_written(minute: int) -> bool:
    """Not 23:59, which means 24:00 where something ends."""
    return minute % DAY != DAY - 1


@st.composite
def shifts(draw: st.DrawFn) -> tuple[tuple[str, str], ...]:
    """One to three spans of a shift of at most nineteen hours, which may pass midnight."""
    opens = draw(st.integers(0, DAY - 2))
    lasts = draw(st.integers(30, 19 * 60).filter(lambda minutes: is_taken_as_written(opens + minutes)))
    inner = draw(
        st.lists(st.integers(opens + 1, opens + lasts - 1).filter(is_taken_as_written), max_size=4, unique=True)
    )
    edges = [opens, *sorted(inner[: len(inner) // 2 * 2]), opens + lasts]
    written = [clock(edge) for edge in edges]
    if edges[-1] == DAY:
        written[-1] = draw(st.sampled_from(("24:00", "23:59", "00:00")))
    return tuple(zip(written[::2], written[1::2], strict=True))


@st.composite
def offices(draw: st.DrawFn) -> Office:
    days = tuple(day for day in WEEKDAYS if draw(st.booleans())) or ("wed",)
    others = tuple((day, draw(shifts())) for day in days if draw(st.integers(0, 3)) == 0)
    starts = draw(st.lists(st.dates(date(2025, 10, 20), date(2026, 4, 5)), max_size=3))
    closed = tuple((first, first + timedelta(days=draw(st.integers(0, 9)))) for first in starts)
    return Office(draw(st.sampled_from(ZONES)), draw(st.sampled_from(COUNTRIES)), days, draw(shifts()), others, closed)


def row_of(office: Office) -> dict[str, object]:
    """The calendar of an office as the mart `calendars` holds it."""
    (held,) = resolve({}, {"hours": {"EMEA": office.agreed}}).of("hours")
    first = int(datetime(2025, 10, 20, tzinfo=UTC).timestamp())
    return {"calendar_id": "c", "first_s": first, "limit_minutes": 600, **held.values["EMEA"]}


def clocked(office: Office) -> pl.DataFrame:
    return calendars.spans(pl.DataFrame([row_of(office)], schema_overrides=LISTS), Given({"as_of": AS_OF}, seed=0))


LISTS = {name: pl.List(pl.String) for name in ("days", "breaks", "by_weekday", "closed")}


def is_possible(office: Office) -> bool:
    """Whether no shift still runs when the next day's opens, and none goes on after a midnight at which it pauses."""
    try:
        row_of(office)
    except InputError as error:
        assert "which opens at" in str(error) or "does not follow the hours before it" in str(error), error
        return False
    return True


def open_time_is_counted(office: Office, first_day: date) -> None:
    """Over eight days, in steps of seven minutes."""
    first = datetime(first_day.year, first_day.month, first_day.day, tzinfo=UTC)
    found = clocked(office).sort("starts_s")
    at = pl.Series([int((first + timedelta(minutes=n)).timestamp()) for n in range(0, 8 * DAY, 7)])
    place = found["starts_s"].search_sorted(at, side="right") - 1
    since, is_open, before = (found[name].gather(place) for name in ("starts_s", "is_open", "seconds_before"))
    open_before = before + (at - since) * is_open.cast(pl.Int64)
    counted = [60 * minutes for minutes in MinuteLoop(office, first, 8 * DAY).from_the_start()[: 8 * DAY : 7]]
    assert (open_before - open_before[0]).to_list() == counted


@pytest.mark.whole
@settings(max_examples=25)
@given(offices().filter(is_possible), st.sampled_from(FIRST_DAYS))
def test_open_time_is_what_a_look_at_the_clock_once_a_minute_counts(office: Office, first_day: date) -> None:
    open_time_is_counted(office, first_day)


@pytest.mark.soak
@settings(max_examples=2_000)
@given(offices().filter(is_possible), st.sampled_from(FIRST_DAYS))
def test_open_time_of_many_offices_is_what_such_a_look_counts(office: Office, first_day: date) -> None:
    open_time_is_counted(office, first_day)


@pytest.mark.whole
@settings(max_examples=25)
@given(offices().filter(is_possible))
def test_each_day_has_the_open_minutes_of_the_shift_that_opens_on_it(office: Office) -> None:
    frame = pl.DataFrame([row_of(office)], schema_overrides=LISTS)
    asked = Given({"as_of": AS_OF}, seed=0)
    of_days = calendars.days(frame, asked)
    spans = calendars.spans(frame, asked).filter("is_open")
    assert of_days["open_seconds"].sum() == (spans["ends_s"] - spans["starts_s"]).sum()
    assert of_days["day"].is_unique().all()


@pytest.mark.parametrize(
    ("values", "minutes"),
    [
        ({}, 510),
        ({"closes": "24:00"}, 900),
        ({"closes": "23:59"}, 900),
        ({"opens": "22:00", "closes": "06:00", "breaks": ["02:00-02:30"]}, 450),
        ({"breaks": ["fri 14:00-17:30"]}, 510),
        ({"breaks": ["mon-thu 12:00-13:00"]}, 450),
        ({"by_weekday": ["mon 09:00-14:00", "tue 09:00-14:00", "wed 09:00-14:00"]}, 300),
    ],
)
def test_an_ordinary_day_is_as_long_as_most_weekdays(values: dict[str, object], minutes: int) -> None:
    held = resolve({}, {"hours": {"EMEA": values}}).of("hours")[0].values["EMEA"]
    frame = calendars.agreed(pl.DataFrame([held], schema_overrides=LISTS), Given({"as_of": AS_OF}, seed=0))
    assert frame["day_minutes"].to_list() == [minutes]


def test_a_close_at_a_minute_to_midnight_is_midnight_when_it_was_signed_too() -> None:
    since = datetime(2026, 1, 1, tzinfo=UTC)
    values = {"EMEA": {"days": list(WEEKDAYS), "opens": "00:00", "closes": "23:59"}}
    signed = SignedAgreement("hours-1", "hours", 1, values, since, "Mara", "Sam", "", since)
    held = resolve({}, {}, [signed]).of("hours")[-1].values["EMEA"]
    frame = calendars.agreed(pl.DataFrame([held], schema_overrides=LISTS), Given({"as_of": AS_OF}, seed=0))
    assert frame["day_minutes"].to_list() == [24 * 60]


@pytest.mark.parametrize("ends", ["23:00", "23:59", "24:00", "00:00"])
def test_hours_that_go_on_at_the_midnight_after_a_pause_are_refused_in_words(ends: str) -> None:
    """From 00:00 is the day's own beginning, so that a span after it would come before the one in front."""
    office = Office(
        "Europe/Berlin", None, ("wed",), (("09:00", "17:00"),), (("wed", (("22:00", ends), ("00:00", "00:01"))),)
    )
    with pytest.raises(InputError, match="wed 00:00-00:01 does not follow the hours before it"):
        row_of(office)
    assert not is_possible(office)
