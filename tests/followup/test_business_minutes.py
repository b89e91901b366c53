"""Business time is what a clock counts while the office is open, whatever the zone, the season and the holidays."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest
from followup_marts import followup_house
from minute_loop import WEEKDAYS, MinuteLoop, Office

from overlap.agreements import SignedAgreement

WORKDAYS = WEEKDAYS[:5]
OFFICES = {
    "EMEA": Office("Europe/Berlin", "DE", WORKDAYS, (("09:00", "12:30"), ("13:00", "17:30"))),
    "AMER": Office("America/New_York", "US", WORKDAYS, (("08:30", "12:00"), ("12:45", "15:00"), ("15:15", "18:00"))),
    "APAC": Office("Asia/Singapore", "SG", WORKDAYS, (("09:00", "17:30"),)),
    # Open in the very hours that spring skips and autumn repeats, with a break inside them.
    "NIGHT": Office("America/New_York", None, WEEKDAYS, (("00:30", "01:15"), ("01:45", "02:20"), ("02:40", "04:30"))),
    # Past midnight, through both nights of a change; six days a week, so that one night a week is free.
    "SHIFT": Office("Europe/Berlin", "DE-BY", WEEKDAYS[:6], (("22:00", "01:30"), ("02:15", "06:00"))),
    "DESK": Office("America/New_York", None, WEEKDAYS, (("00:00", "23:59"),)),
    "WEEK": Office(
        "Europe/Berlin",
        "DE-SN",
        WEEKDAYS[:6],
        (("09:00", "17:30"),),
        (("thu", (("11:00", "15:00"), ("16:00", "01:00"))), ("sat", (("10:00", "24:00"),))),
        ((date(2025, 11, 3), date(2025, 11, 6)), (date(2026, 3, 12), date(2026, 3, 12))),
    ),
}
# Berlin changed its clocks on 26 October 2025 and 29 March 2026, New York on 2 November 2025 and 8 March 2026.
WINDOWS = (datetime(2025, 10, 20, tzinfo=UTC), datetime(2026, 3, 5, tzinfo=UTC))
DAYS = (28, 34)
LONGEST = 10
INTERVALS = 2_000
LIMIT = 200
AS_OF = "2026-07-01T00:00:00+00:00"


def drawn() -> pl.DataFrame:
    """Intervals of whole minutes: region, t0, t1."""
    chance = random.Random(20251026)
    rows = []
    for number in range(INTERVALS):
        window = number % 2
        first = WINDOWS[window] + timedelta(minutes=chance.randrange((DAYS[window] - LONGEST - 2) * 1440))
        after = timedelta(minutes=int(chance.expovariate(1 / 2500)) % (LONGEST * 1440))
        rows.append((f"L{number}", chance.choice(list(OFFICES)), first, first + after))
    return pl.DataFrame(rows, schema=["lead_id", "region", "handed_at", "occurred_at"], orient="row")


@pytest.fixture(scope="module")
def measured() -> Iterator[pl.DataFrame]:
    """The intervals as handoffs and their first attempts, with what the marts say of each."""
    rows = drawn()
    with followup_house(
        AS_OF,
        {
            "hours": {name: office.agreed for name, office in OFFICES.items()},
            "response": {"limit_minutes": LIMIT},
        },
        leads=rows.select("lead_id", "region", created_at="handed_at", created_at_is_date_only=pl.lit(False)),
        handoffs=rows.select("lead_id", "handed_at", handoff_id="lead_id", handed_at_is_date_only=pl.lit(False)),
        activities=rows.select(
            "lead_id", "occurred_at", activity_id="lead_id", kind=pl.lit("call"), occurred_at_is_date_only=pl.lit(False)
        ),
    ) as house:
        marts = house.connection.sql(
            "select lead_id, due_at, business_seconds, wall_seconds, state, hour_of_week from marts.followups"
        ).pl()
    yield rows.join(marts, on="lead_id")


@pytest.fixture(scope="module")
def loops() -> dict[tuple[str, int], MinuteLoop]:
    """A loop for each office and window."""
    return {
        (name, index): MinuteLoop(office, first, DAYS[index] * 1440)
        for name, office in OFFICES.items()
        for index, first in enumerate(WINDOWS)
    }


def loop_of(loops: dict[tuple[str, int], MinuteLoop], row: dict) -> MinuteLoop:
    return loops[row["region"], int(row["handed_at"] >= WINDOWS[1])]


@pytest.mark.whole
def test_the_minutes_to_the_first_attempt_are_those_a_minute_loop_counts(measured: pl.DataFrame, loops) -> None:
    counted = [loop_of(loops, row).minutes(row["handed_at"], row["occurred_at"]) * 60 for row in measured.to_dicts()]
    assert len(counted) == INTERVALS
    assert measured["business_seconds"].to_list() == counted


@pytest.mark.whole
def test_a_handoff_is_due_in_the_minute_in_which_a_loop_has_counted_the_limit(measured: pl.DataFrame, loops) -> None:
    rows = measured.to_dicts()
    due = [loop_of(loops, row).after(row["handed_at"], LIMIT) for row in rows]
    assert measured["due_at"].dt.convert_time_zone("UTC").to_list() == due
    assert measured["state"].to_list() == [
        "in_time" if row["occurred_at"] <= at else "late" for row, at in zip(rows, due, strict=True)
    ]


@pytest.mark.whole
def test_the_wall_clock_stops_for_nobody(measured: pl.DataFrame) -> None:
    assert measured["wall_seconds"].to_list() == [
        (row["occurred_at"] - row["handed_at"]).total_seconds() for row in measured.to_dicts()
    ]


@pytest.mark.whole
def test_a_limit_ends_with_the_working_day_and_not_with_the_next_morning() -> None:
    # Friday 16:30 to 17:30 in Berlin, with summer time beginning on the Sunday.
    due, later = clocked(["2026-03-27T15:30:00Z", "2026-03-27T15:31:00Z"])
    assert (due, later) == (datetime(2026, 3, 27, 16, 30, tzinfo=UTC), datetime(2026, 3, 30, 7, 1, tzinfo=UTC))


@pytest.mark.whole
def test_a_handoff_keeps_the_hours_and_the_limit_that_were_agreed_when_it_was_made() -> None:
    since = datetime(2026, 3, 24, tzinfo=UTC)
    signed = [
        SignedAgreement("hours-1", "hours", 1, {"EMEA": {"opens": "10:00"}}, since, "Mara", "Sam", "", since),
        SignedAgreement("response-1", "response", 1, {"limit_minutes": 30}, since, "Mara", "Sam", "", since),
    ]
    before, after = clocked(["2026-03-23T17:00:00Z", "2026-03-24T17:00:00Z"], signed=signed)
    assert (before, after) == (datetime(2026, 3, 24, 9, tzinfo=UTC), datetime(2026, 3, 25, 9, 30, tzinfo=UTC))


@pytest.mark.whole
def test_a_clock_runs_on_the_calendar_of_whoever_held_the_lead() -> None:
    reps = [
        {"rep_id": "own calendar", "calendar": "APAC", "region": "EMEA"},
        {"rep_id": "own region", "calendar": None, "region": "APAC"},
        {"rep_id": "a calendar nobody agreed on", "calendar": "MOON", "region": "APAC"},
        {"rep_id": "no region", "calendar": None, "region": None},
        {"rep_id": "a region without hours", "calendar": None, "region": "MARS"},
    ]
    cases = [
        ("own calendar", "AMER", 2), ("own region", "AMER", 2), ("a calendar nobody agreed on", "AMER", 2),
        ("no region", "APAC", 2), ("a region without hours", "APAC", 9), (None, "APAC", 2), (None, None, 9),
    ]  # fmt: skip
    due = clocked(
        ["2026-03-24T00:00:00Z"] * len(cases),
        reps,
        regions=[region for _, region, _ in cases],
        held=[rep for rep, _, _ in cases],
    )
    assert [at.hour for at in due] == [hour for _, _, hour in cases]


def clocked(
    handed: list[str],
    people: list[dict[str, str | None]] | None = None,
    signed: list[SignedAgreement] | None = None,
    regions: list[str | None] | None = None,
    held: list[str | None] | None = None,
) -> list[datetime]:
    """When handoffs made at these instants are due, an hour of open time later; of Berlin and a queue unless said."""
    rows = pl.DataFrame(
        {
            "lead_id": [f"L{number}" for number in range(len(handed))],
            "at": [datetime.fromisoformat(text) for text in handed],
            "region": regions or ["EMEA"] * len(handed),
            "rep_id": held or [None] * len(handed),
        },
        schema_overrides={"region": pl.String, "rep_id": pl.String},
    ).with_columns(is_date_only=pl.lit(False))
    with followup_house(
        AS_OF,
        {"response": {"limit_minutes": 60}},
        signed or [],
        leads=rows.select("lead_id", "region", created_at="at", created_at_is_date_only="is_date_only"),
        handoffs=rows.select(
            "lead_id", "rep_id", handoff_id="lead_id", handed_at="at", handed_at_is_date_only="is_date_only"
        ),
        reps=pl.DataFrame(people or [], schema={"rep_id": pl.String, "calendar": pl.String, "region": pl.String}),
    ) as house:
        due = house.connection.sql("select due_at from marts.followups order by handoff_id").pl()["due_at"]
    return due.dt.convert_time_zone("UTC").to_list()
