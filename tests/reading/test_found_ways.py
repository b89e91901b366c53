"""How a column writes its days and times is found from all of its values, or asked; never guessed by row."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from declared import declared
from exports import NOW, counts, import_files, of, rejects, rows
from one_column import PEOPLE, column_of, import_column

from overlap.reading import Shown, read

ZONE = ZoneInfo("Europe/Berlin")
_MONTHS = [f"{datetime(2025, month, 1):%b}" for month in range(1, 13)]
_NAMES = [f"{datetime(2025, month, 1):%B}" for month in range(1, 13)]
_DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def _half(at: datetime) -> str:
    return f"{at.hour % 12 or 12}:{at.minute:02}"


WRITINGS = {
    "iso": lambda at: f"{at.year}-{at.month:02}-{at.day:02}T{at.hour:02}:{at.minute:02}",
    "iso, unpadded hour": lambda at: f"{at.year}-{at.month}-{at.day} {at.hour}:{at.minute:02}",
    "iso with an offset": lambda at: at.replace(tzinfo=ZONE).isoformat(),
    "iso, AM and PM": lambda at: f"{at.year}-{at.month:02}-{at.day:02} {_half(at)} {'AM' if at.hour < 12 else 'PM'}",
    "US": lambda at: f"{at.month}/{at.day}/{at.year} {_half(at)} {'AM' if at.hour < 12 else 'PM'}",
    "US, a comma and a narrow space": lambda at: (
        f"{at.month}/{at.day}/{at.year}, {_half(at)}\u202f{'am' if at.hour < 12 else 'pm'}"
    ),
    "UK": lambda at: f"{at.day:02}/{at.month:02}/{at.year} {at.hour:02}:{at.minute:02}",
    "German": lambda at: f"{at.day:02}.{at.month:02}.{at.year} {at.hour}:{at.minute:02}",
    "year first with slashes": lambda at: f"{at.year}/{at.month:02}/{at.day:02} {at.hour:02}:{at.minute:02}:00",
    "15 Apr, 2021 00:03": lambda at: f"{at.day} {_MONTHS[at.month - 1]}, {at.year} {at.hour:02}:{at.minute:02}",
    "15-Apr-2021": lambda at: f"{at.day:02}-{_MONTHS[at.month - 1]}-{at.year} {at.hour:02}:{at.minute:02}:00",
    "April 15, 2021": lambda at: (
        f"{_NAMES[at.month - 1]} {at.day}, {at.year} {_half(at)} {'AM' if at.hour < 12 else 'PM'}"
    ),
    "Thu, 15 Apr 2021": lambda at: (
        f"{_DAYS[at.weekday()]}, {at.day} {_MONTHS[at.month - 1]} {at.year} {at.hour:02}:{at.minute:02}"
    ),
    "US, years of two figures": lambda at: f"{at.month}/{at.day}/{at:%y} {_half(at)} {'AM' if at.hour < 12 else 'PM'}",
    "German, years of two figures": lambda at: f"{at.day:02}.{at.month:02}.{at:%y} {at.hour}:{at.minute:02}",
    "15-Apr-21": lambda at: f"{at.day:02}-{_MONTHS[at.month - 1]}-{at:%y} {at.hour:02}:{at.minute:02}",
    "epoch seconds": lambda at: str(int(at.replace(tzinfo=ZONE).timestamp())),
    "epoch milliseconds": lambda at: str(int(at.replace(tzinfo=ZONE).timestamp()) * 1000),
    "spreadsheet days": lambda at: repr((at - datetime(1899, 12, 30)) / timedelta(days=1)),
}
# Hours that a change of clocks skips or repeats are left to the tests of zones.
MOMENTS = [
    datetime(2025, 1, 1, 0, 5) + timedelta(days=9 * number, hours=(7 * number) % 21 + 3, minutes=number % 60)
    for number in range(40)
]


@pytest.mark.parametrize("first", ["", "\n"], ids=["fast", "careful"])
@pytest.mark.parametrize("writing", list(WRITINGS))
def test_moments_are_read_however_a_column_writes_them(connection, tmp_path, writing, first):
    texts = [WRITINGS[writing](at) for at in MOMENTS]
    account = import_files(
        connection, tmp_path, {"people.csv": column_of("met_at", texts, first)}, source=declared(tmp_path, PEOPLE)
    )
    assert counts(account, "people") == (40, 40, 0)
    found = connection.sql(
        "select strftime(met_at, '%Y-%m-%d %H:%M'), met_at_is_date_only from raw.people order by met_at"
    ).fetchall()
    meant = sorted(at.replace(tzinfo=ZONE).astimezone(UTC) for at in MOMENTS)
    assert found == [(at.strftime("%Y-%m-%d %H:%M"), False) for at in meant]
    assert bool(of(account, "people").written) is not writing.startswith("iso") or writing == "iso, AM and PM"


@pytest.mark.parametrize(
    "write",
    [
        lambda at: f"{at.day}.{at.month}.{at.year}", lambda at: f"{at.month}/{at.day}/{at.year}",
        lambda at: f"{at:%Y%m%d}", lambda at: str((at - datetime(1899, 12, 30)).days), lambda at: f"{at:%Y-%m-%d}",
        lambda at: str(int(at.replace(hour=0, minute=0, tzinfo=UTC).timestamp()) * 1000),
        lambda at: f"{at.day}/{at.month}/{at.year} 12:00 AM", lambda at: f"{at.day} {_NAMES[at.month - 1]} {at.year}",
    ],
)  # fmt: skip
def test_days_are_read_however_a_column_writes_them(connection, tmp_path, write):
    content = column_of("met_on", [write(at) for at in MOMENTS])
    account = import_files(connection, tmp_path, {"people.csv": content}, source=declared(tmp_path, PEOPLE))
    assert counts(account, "people") == (40, 40, 0)
    assert [row[0] for row in rows(connection, "people", "met_on")] == [f"{at:%Y-%m-%d}" for at in sorted(MOMENTS)]


def test_a_word_that_a_database_takes_for_a_time_is_none_however_a_column_writes_its_times(connection, tmp_path):
    words = ["epoch", "Epoch", "EPOCH", "infinity", "-infinity", "now", "today"]
    for column in ("met_at", "met_on"):
        content = column_of(column, [*(f"{at.month}/{at.day}/{at.year}" for at in MOMENTS), *words])
        account = import_files(connection, tmp_path, {"people.csv": content}, source=declared(tmp_path, PEOPLE))
        assert counts(account, "people") == (47, 40, 7)


def test_a_day_without_a_clock_is_marked_so_in_a_column_of_times(connection, tmp_path):
    texts = ["20210131", "20210201"], ["44227", "44228"], ["1612051200000", "1612137600000"], ["31.1.2021", "1.2.2021"]
    for values in texts:
        content = column_of("met_at", values)
        import_files(connection, tmp_path, {"people.csv": content}, source=declared(tmp_path, PEOPLE))
        assert rows(connection, "people", "met_at, met_at_is_date_only") == [
            ("2021-01-30 23:00:00+00", "true"), ("2021-01-31 23:00:00+00", "true"),
        ], values  # fmt: skip


def test_days_that_read_both_ways_refuse_the_file_and_ask(connection, tmp_path):
    texts = ["03/04/2025", "1/2/2025", "12/11/2025 10:00", ""]
    source = declared(tmp_path, PEOPLE)
    account = import_files(connection, tmp_path, {"people.csv": column_of("met_at", texts)}, source=source)
    people = of(account, "people")
    assert str(people.refused).startswith('met_at reads both as day-month and as month-day: "1/2/2025", and no other')
    assert [(asked.key, [choice.value for choice in asked.choices]) for asked in account.asks] == [
        ("date_order", ["day-month", "month-day"])
    ]
    for order, day in (("day-month", "2025-04-02"), ("month-day", "2025-03-03")):
        account = read(source, tmp_path, connection, zone="Europe/Berlin", now=NOW, answers={"date_order": (order,)})
        assert counts(account, "people") == (4, 4, 0)
        assert rows(connection, "people", "met_at")[1][0].startswith(day)
        as_before = read(source, tmp_path, connection, zone="Europe/Berlin", now=NOW, before={"people": Shown(order)})
        assert (as_before.asks, as_before.orders) == ((), {"people": order})
        assert rows(connection, "people", "met_at")[1][0].startswith(day)
    of_another = read(
        source, tmp_path, connection, zone="Europe/Berlin", now=NOW, before={"visits": Shown("day-month")}
    )
    assert of_another.asks and not of_another.orders, "what another table's files showed says nothing of these"


def test_an_answer_holds_only_where_the_values_leave_it_open(connection, tmp_path):
    content = 'id,met_at,money\n1,05/16/2025,"1,234.50"\n2,03/04/2025,"1,234"\n'
    (tmp_path / "people.csv").write_text(content)
    answers = {"date_order": ("day-month",), "decimals": ("comma",)}
    read(declared(tmp_path, PEOPLE), tmp_path, connection, zone="UTC", now=NOW, answers=answers)
    assert rows(connection, "people", "met_at::date, money") == [("2025-03-04", "1234.00"), ("2025-05-16", "1234.50")]


def test_one_column_of_the_file_that_is_clear_speaks_for_the_others(connection, tmp_path):
    content = "id,met_at,met_on\n1,03/04/2025,03/04/2025\n2,05/06/2025,05/16/2025\n"
    import_files(connection, tmp_path, {"people.csv": content}, source=declared(tmp_path, PEOPLE))
    assert rows(connection, "people", "met_on, met_at") == [
        ("2025-03-04", "2025-03-03 23:00:00+00"), ("2025-05-16", "2025-05-05 22:00:00+00"),
    ]  # fmt: skip


def test_one_day_that_does_not_exist_is_one_reject(connection, tmp_path):
    texts = [f"{day}/{month}/2025" for month in range(1, 5) for day in (3, 14, 25)] + ["31/04/2025"]
    account = import_column(connection, tmp_path, "met_at", texts)
    assert counts(account, "people") == (13, 12, 1)
    assert [reject[1:] for reject in rejects(connection)] == [
        (14, "met_at", "31/04/2025", '"31/04/2025" is not a date. Use DD/MM/YYYY, from 1900 to 2200.')
    ]


def test_a_column_that_mixes_both_orders_is_refused(connection, tmp_path):
    texts = ["13/1/2025", "14/2/2025", "1/15/2025", "2/16/2025", "3/3/2025"]
    account = import_column(connection, tmp_path, "met_at", texts)
    assert str(of(account, "people").refused).startswith("met_at mixes days before months with months before days")


def test_numbers_of_days_beside_written_days_are_refused(connection, tmp_path):
    # A spreadsheet of another language turned the days up to 12 into numbers, months and days swapped.
    texts = ["45750", "45781", "45811", "25/12/2025"]
    account = import_column(connection, tmp_path, "met_at", texts)
    assert str(of(account, "people").refused).startswith(
        'met_at mixes days counted as numbers ("45750") with written ones'
    )


def test_a_way_that_only_a_late_row_shows_is_found(connection, tmp_path):
    texts = [f"2025-01-{1 + number % 28:02}" for number in range(3000)] + ["15 Apr, 2025 00:03"]
    account = import_column(connection, tmp_path, "met_at", texts)
    assert counts(account, "people") == (3001, 3001, 0)
    amounts = ["500"] * 3000 + ["1.200"]
    account = import_column(connection, tmp_path, "money", amounts)
    assert 'money may be thousands or decimals: "1.200"' in str(of(account, "people").refused)


def test_years_of_two_figures_are_read_by_one_rule_that_is_told_and_counted(connection, tmp_path):
    texts = ["31/12/68", "30/12/69", "13/01/24", "14/01/2025", "2026-01-15"]
    account = import_column(connection, tmp_path, "met_on", texts)
    days = [str(day) for (day,) in rows(connection, "people", "met_on")]
    assert sorted(days) == ["1969-12-30", "2024-01-13", "2025-01-14", "2026-01-15", "2068-12-31"]
    told = of(account, "people")
    assert [(change.column, change.count) for change in told.changed] == [("met_on", 3)]
    assert "1969 to 2068" in told.changed[0].how and "1969 to 2068" in str(told.written)


def test_years_of_two_figures_that_may_stand_first_are_refused_not_guessed(connection, tmp_path):
    texts = [f"24-{month:02}-{day:02}" for month in (1, 2) for day in range(1, 20)]
    refused = of(import_column(connection, tmp_path, "met_on", texts), "people").refused
    assert refused is not None and "years with four figures" in refused
