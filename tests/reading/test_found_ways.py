"""How a column writes its days, times and numbers is found from all of its values, or asked; never guessed by row."""

from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from zoneinfo import ZoneInfo

import pytest
from declared import declared
from exports import NOW, counts, import_files, of, rejects, rows
from hypothesis import given, settings
from hypothesis import strategies as st

from overlap.reading import Account, read

PEOPLE = """
[files.people]
key = ["id"]
[files.people.columns]
id = { type = "text" }
met_at = { type = "time" }
met_on = { type = "day" }
money = { type = "money" }
count = { type = "integer" }
rate = { type = "rate" }
share = { type = "share" }
percent = { type = "percent" }
number = { type = "number" }
lasted = { type = "duration" }
tags = { type = "list" }
"""
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
    "epoch seconds": lambda at: str(int(at.replace(tzinfo=ZONE).timestamp())),
    "epoch milliseconds": lambda at: str(int(at.replace(tzinfo=ZONE).timestamp()) * 1000),
    "spreadsheet days": lambda at: repr((at - datetime(1899, 12, 30)) / timedelta(days=1)),
}
# Hours that a change of clocks skips or repeats are left to the tests of zones.
MOMENTS = [
    datetime(2025, 1, 1, 0, 5) + timedelta(days=9 * number, hours=(7 * number) % 21 + 3, minutes=number % 60)
    for number in range(40)
]


def _people(column: str, values: list[str], first: str = "") -> str:
    lines = (f'{number},"{value.replace(chr(34), chr(34) * 2)}"' for number, value in enumerate(values))
    return "\n".join((f"{first}id,{column}", *lines, ""))


def _import(connection, folder, column: str, values: list[str]) -> Account:
    content = _people(column, values)
    return import_files(connection, folder, {"people.csv": content}, source=declared(folder, PEOPLE))


@pytest.mark.parametrize("first", ["", "\n"], ids=["fast", "careful"])
@pytest.mark.parametrize("writing", list(WRITINGS))
def test_moments_are_read_however_a_column_writes_them(connection, tmp_path, writing, first):
    texts = [WRITINGS[writing](at) for at in MOMENTS]
    account = import_files(
        connection, tmp_path, {"people.csv": _people("met_at", texts, first)}, source=declared(tmp_path, PEOPLE)
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
    content = _people("met_on", [write(at) for at in MOMENTS])
    account = import_files(connection, tmp_path, {"people.csv": content}, source=declared(tmp_path, PEOPLE))
    assert counts(account, "people") == (40, 40, 0)
    assert [row[0] for row in rows(connection, "people", "met_on")] == [f"{at:%Y-%m-%d}" for at in sorted(MOMENTS)]


def test_a_day_without_a_clock_is_marked_so_in_a_column_of_times(connection, tmp_path):
    texts = ["20210131", "20210201"], ["44227", "44228"], ["1612051200000", "1612137600000"], ["31.1.2021", "1.2.2021"]
    for values in texts:
        content = _people("met_at", values)
        import_files(connection, tmp_path, {"people.csv": content}, source=declared(tmp_path, PEOPLE))
        assert rows(connection, "people", "met_at, met_at_is_date_only") == [
            ("2021-01-30 23:00:00+00", "true"), ("2021-01-31 23:00:00+00", "true"),
        ], values  # fmt: skip


def test_days_that_read_both_ways_refuse_the_file_and_ask(connection, tmp_path):
    texts = ["03/04/2025", "1/2/2025", "12/11/2025 10:00", ""]
    source = declared(tmp_path, PEOPLE)
    account = import_files(connection, tmp_path, {"people.csv": _people("met_at", texts)}, source=source)
    people = of(account, "people")
    assert str(people.refused).startswith('met_at reads both as day-month and as month-day: "1/2/2025", and no other')
    assert [(asked.key, [choice.value for choice in asked.choices]) for asked in account.asks] == [
        ("date_order", ["day-month", "month-day"])
    ]
    for order, day in (("day-month", "2025-04-02"), ("month-day", "2025-03-03")):
        account = read(source, tmp_path, connection, zone="Europe/Berlin", now=NOW, answers={"date_order": (order,)})
        assert counts(account, "people") == (4, 4, 0)
        assert rows(connection, "people", "met_at")[1][0].startswith(day)


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
    account = _import(connection, tmp_path, "met_at", texts)
    assert counts(account, "people") == (13, 12, 1)
    assert [reject[1:] for reject in rejects(connection)] == [
        (14, "met_at", "31/04/2025", '"31/04/2025" is not a date. Use DD/MM/YYYY, from 1900 to 2200.')
    ]


def test_a_column_that_mixes_both_orders_is_refused(connection, tmp_path):
    texts = ["13/1/2025", "14/2/2025", "1/15/2025", "2/16/2025", "3/3/2025"]
    account = _import(connection, tmp_path, "met_at", texts)
    assert str(of(account, "people").refused).startswith("met_at mixes days before months with months before days")


def test_numbers_of_days_beside_written_days_are_refused(connection, tmp_path):
    # A spreadsheet of another language turned the days up to 12 into numbers, months and days swapped.
    texts = ["45750", "45781", "45811", "25/12/2025"]
    account = _import(connection, tmp_path, "met_at", texts)
    assert str(of(account, "people").refused).startswith(
        'met_at mixes days counted as numbers ("45750") with written ones'
    )


def test_a_way_that_only_a_late_row_shows_is_found(connection, tmp_path):
    texts = [f"2025-01-{1 + number % 28:02}" for number in range(3000)] + ["15 Apr, 2025 00:03"]
    account = _import(connection, tmp_path, "met_at", texts)
    assert counts(account, "people") == (3001, 3001, 0)
    amounts = ["500"] * 3000 + ["1.200"]
    account = _import(connection, tmp_path, "money", amounts)
    assert 'money may be thousands or decimals: "1.200"' in str(of(account, "people").refused)


@pytest.mark.parametrize("first", ["", "\n"], ids=["fast", "careful"])
@pytest.mark.parametrize(
    ("texts", "meant"),
    [
        (["1234.50", "-3"], ["1234.50", "-3.00"]),
        (["$1,234.50", "$5", "($2.00)", "-$1"], ["1234.50", "5.00", "-2.00", "-1.00"]),
        (["1.234,50 €", "3,5 €"], ["1234.50", "3.50"]),
        (["1\u00a0234,50", "12,00"], ["1234.50", "12.00"]),
        (["1'234.50"], ["1234.50"]),
        (["$1,117.10K", "$2M", "$900"], ["1117100.00", "2000000.00", "900.00"]),
        (["EUR 22,700.00", "EUR 1.00"], ["22700.00", "1.00"]),
        (["12,345", "1,000"], ["12345.00", "1000.00"]),
        (["0.125", "0.135", "2.5"], ["0.12", "0.14", "2.50"]),
        (["1234.5600000001"], ["1234.56"]),
        (["1.200", "2.5"], ["1.20", "2.50"]),
        (["1.200", "2,5"], ["1200.00", "2.50"]),
        (["12.345.678"], ["12345678.00"]),
    ],
)
def test_amounts_are_read_however_a_column_writes_them(connection, tmp_path, texts, meant, first):
    content = _people("money", texts, first)
    account = import_files(connection, tmp_path, {"people.csv": content}, source=declared(tmp_path, PEOPLE))
    assert account.refused == ()
    found = connection.sql("select money::varchar from raw.people order by id").fetchall()
    assert [amount for (amount,) in found] == meant


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (["1.234", "5.678"], 'money may be thousands or decimals: "1.234", and no other value of the file says which.'),
        (["$5.00", "€4.00"], 'money mixes currencies: "$5.00" and "€4.00".'),
        (["1,5", "1.5"], "money mixes decimal points with decimal commas"),
    ],
)
def test_amounts_that_nobody_can_be_sure_of_refuse_the_file(connection, tmp_path, texts, words):
    content = _people("money", texts)
    account = import_files(connection, tmp_path, {"people.csv": content}, source=declared(tmp_path, PEOPLE))
    assert str(of(account, "people").refused).startswith(words)


def test_what_a_source_says_of_its_decimals_is_not_asked(connection, tmp_path):
    for point, amount in ((",", "1234.00"), (".", "1.23")):
        source = declared(tmp_path, PEOPLE.replace("key =", f'decimal = "{point}"\nkey ='))
        import_files(connection, tmp_path, {"people.csv": _people("money", ["1.234"])}, source=source)
        assert rows(connection, "people", "money") == [(amount,)]


def test_one_odd_amount_among_many_is_one_reject(connection, tmp_path):
    content = _people("money", ["1,234.50"] * 60 + ["12,5", "abc", "1.2.3"])
    account = import_files(connection, tmp_path, {"people.csv": content}, source=declared(tmp_path, PEOPLE))
    assert counts(account, "people") == (63, 60, 3)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.decimals("-9999999", "9999999", places=4, allow_nan=False), min_size=1, max_size=30),
    st.sampled_from([(".", ","), (",", "."), (",", " "), (".", "'"), (",", "\u202f"), (".", "")]),
    st.sampled_from(["", "$", "EUR ", "€"]),
)
def test_amounts_in_any_dress_are_the_amounts(tmp_path_factory, values, separators, mark):
    import duckdb

    point, gap = separators
    folder = tmp_path_factory.mktemp("amounts")

    def dressed(value: Decimal) -> str:
        whole, _, part = f"{abs(value):,.4f}".partition(".")
        return f"{'-' if value < 0 else ''}{mark}{whole.replace(',', gap)}{point}{part}"

    with duckdb.connect() as connection:
        content = _people("money", [dressed(value) for value in values])
        account = import_files(connection, folder, {"people.csv": content}, source=declared(folder, PEOPLE))
        assert account.refused == ()
        found = connection.sql("select money from raw.people order by id::int").fetchall()
    assert [amount for (amount,) in found] == [
        value.quantize(Decimal("0.01"), rounding=ROUND_HALF_EVEN) for value in values
    ]


def test_the_other_types_read_what_exports_write(connection, tmp_path):
    content = (
        "id;count;rate;share;percent;number;lasted;tags\n1;1.200;1,0834;45%;12,5;1.234,5;1:30:00;a; \n".replace(
            "a; ", '"a;b ; "'
        )
        + '2;12.000;0,9;3,5%;7%;12,25;90;"x, y"\n3;;;;;;"1h 30m";\n'
    )
    account = import_files(connection, tmp_path, {"people.csv": content}, source=declared(tmp_path, PEOPLE))
    assert counts(account, "people") == (3, 3, 0)
    assert rows(connection, "people", "id, count, rate, share, percent, number, lasted, tags") == [
        ("1", "1200", "1.083400000", "0.450000", "0.125000", "1234.500000000", "5400", "[a, b]"),
        ("2", "12000", "0.900000000", "0.035000", "0.070000", "12.250000000", "90", "[x, y]"),
        ("3", None, None, None, None, None, "5400", None),
    ]


def test_a_scale_multiplies(connection, tmp_path):
    text = PEOPLE.replace('money = { type = "money" }', 'money = { type = "money", scale = 0.01 }')
    text = text.replace('lasted = { type = "duration" }', 'lasted = { type = "duration", scale = 0.001 }')
    content = "id,money,lasted\n1,1234,90500\n2,5,\n"
    import_files(connection, tmp_path, {"people.csv": content}, source=declared(tmp_path, text))
    assert rows(connection, "people", "money, lasted") == [("0.05", None), ("12.34", "90")]
    import_files(connection, tmp_path, {"people.csv": 'id,money\n1,"$1,234"\n'}, source=declared(tmp_path, text))
    assert rows(connection, "people", "money") == [("12.34",)]
