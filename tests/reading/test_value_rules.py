"""What a value may look like, by type: a cast alone would take far more, and change it silently."""

from decimal import Decimal

import pytest
from exports import import_files, rejects, rows

from overlap.reading import load_source

ACCEPTED = [
    ("time", "2026-01-05", "2026-01-04 23:00:00+00"),
    ("time", "2026-07-05 10:00", "2026-07-05 08:00:00+00"),
    ("time", "2026-01-05T10:00:00.25", "2026-01-05 09:00:00.25+00"),
    ("time", "2026-01-05T10:00:00Z", "2026-01-05 10:00:00+00"),
    ("time", "2026-01-05 10:00:00 UTC", "2026-01-05 10:00:00+00"),
    ("time", "2026-01-05 10:00:00+0530", "2026-01-05 04:30:00+00"),
    ("time", "2026-01-05 10:00:00-03", "2026-01-05 13:00:00+00"),
    ("time", "2026-1-5 9:15", "2026-01-05 08:15:00+00"),
    ("time", "2026-01-05T9:15:30-03", "2026-01-05 12:15:30+00"),
    ("time", "2026-1-05", "2026-01-04 23:00:00+00"),
    ("day", "2024-02-29", "2024-02-29"),
    ("day", "2026-1-5", "2026-01-05"),
    ("day", "2026-1-5T0:00", "2026-01-05"),
    ("day", "2026-01-05 00:00:00", "2026-01-05"),
    ("integer", "-12", "-12"),
    ("integer", "3.0", "3"),
    ("money", "1234567890123456.78", "1234567890123456.78"),
    ("money", ".5", "0.50"),
    ("money", "12.3400", "12.34"),
    ("share", "0.123456", "0.123456"),
    ("rate", "1.083412345", "1.083412345"),
    ("flag", "Yes", "true"),
    ("flag", "0", "false"),
    ("text", "  a b ", "a b"),
    ("time", "2026-07-05 10:00:00", "2026-07-05 08:00:00+00"),
    ("time", "2200-12-31 23:59:59", "2200-12-31 22:59:59+00"),
    ("time", "1900-01-01 00:00:00", "1899-12-31 23:00:00+00"),
    ("integer", "123456789012345678", "123456789012345678"),
    ("integer", "-0", "0"),
    ("money", "-0.50", "-0.50"),
]

REJECTED = [
    ("time", "31/02/2026"),
    ("time", "2026-02-30"),
    ("time", "2026-01-05 24:00"),
    ("time", "2026-01-05 10:00:00+99"),
    ("time", "infinity"),
    ("time", "epoch"),
    ("time", "1899-12-31"),
    ("time", "2201-01-01"),
    ("time", "20260105"),
    ("day", "2026-01-05 23:59"),
    ("day", "2026-13-5"),
    ("time", "2026-1-5 9:5"),
    ("integer", "1.5"),
    ("integer", "1_000"),
    ("integer", "1e5"),
    ("money", "12.345"),
    ("money", "12345678901234567"),
    ("money", "$5.00"),
    ("money", "1,50"),
    ("money", "nan"),
    ("share", "0.1234567"),
    ("rate", "inf"),
    ("flag", "maybe"),
    ("time", "1899-12-31 23:59:59"),
    ("time", "2201-01-01 00:00:00"),
    ("time", "0001-01-01 00:00:00"),
    ("time", "2026-02-29 10:00:00"),
    ("day", "1899-12-31"),
    ("day", "2201-01-01"),
    ("integer", "1234567890123456789"),
]


@pytest.fixture
def typed(tmp_path):
    """A source of one file with a key and one column of every type."""
    folder = tmp_path / "typed"
    folder.mkdir()
    kinds = ("text", "integer", "money", "share", "rate", "time", "day", "flag")
    columns = "\n".join(f'a_{kind} = {{ type = "{kind}" }}' for kind in kinds)
    (folder / "source.toml").write_text(
        f'format = "iso"\n[files.values]\nkey = ["id"]\n[files.values.columns]\nid = {{ type = "text" }}\n{columns}\n'
    )
    return load_source(folder)


def _write(cases: list[tuple[str, ...]], end: str) -> str:
    names = ["id", *dict.fromkeys(f"a_{case[0]}" for case in cases)]
    lines = [";".join(names)]
    for number, (kind, text, *_) in enumerate(cases):
        lines.append(";".join([f"{number:02d}", *(text if name == f"a_{kind}" else "" for name in names[1:])]))
    return end.join((*lines, ""))


@pytest.mark.parametrize("first", ["", "\n"], ids=["fast", "careful"])
def test_readable_values_become_exactly_what_they_say(connection, tmp_path, typed, first):
    account = import_files(connection, tmp_path, {"values.csv": first + _write(ACCEPTED, "\n")}, source=typed)
    assert account.files[0].accepted == len(ACCEPTED)
    values = connection.sql("unpivot (select id, columns('^a_[a-z]+$')::varchar from raw.values) on columns('^a_')")
    assert values.order("1").fetchall() == [
        (f"{number:02d}", f"a_{kind}", value) for number, (kind, _, value) in enumerate(ACCEPTED)
    ]


def test_only_a_time_without_a_clock_is_date_only(connection, tmp_path, typed):
    import_files(connection, tmp_path, {"values.csv": _write(ACCEPTED, "\n")}, source=typed)
    assert rows(connection, "values", "id, a_time_is_date_only")[:3] == [
        ("00", "true"),
        ("01", "false"),
        ("02", "false"),
    ]


@pytest.mark.parametrize("first", ["", "\n"], ids=["fast", "careful"])
def test_unreadable_values_are_rejected_each_with_its_own_text(connection, tmp_path, typed, first):
    # One readable record of every type keeps the file from being refused as a whole.
    cases = [*REJECTED, ("time", "2026-01-05", ""), *(case for case in ACCEPTED if case[0] != "time")]
    account = import_files(connection, tmp_path, {"values.csv": first + _write(cases, "\n")}, source=typed)
    assert account.files[0].rejected == len(REJECTED)
    assert [(column, value) for _, _, column, value, _ in rejects(connection)] == [
        (f"a_{kind}", text) for kind, text in REJECTED
    ]


def test_money_is_decimal_in_the_table(connection, tmp_path, typed):
    import_files(connection, tmp_path, {"values.csv": "id,a_money\n1,12.3\n"}, source=typed)
    assert connection.sql("select a_money from raw.values").fetchall() == [(Decimal("12.30"),)]


def test_limits_belong_to_the_allowed_values(connection, tmp_path):
    header = "feedback_id,lead_id,rating,given_at\n"
    body = "".join(f"F{stars},L1,{stars},2026-01-05\n" for stars in range(0, 7))
    import_files(
        connection, tmp_path, {"leads.csv": "lead_id,created_at\nL1,2026-01-05\n", "feedback.csv": header + body}
    )
    assert rows(connection, "feedback", "rating") == [("1",), ("2",), ("3",), ("4",), ("5",)]
    assert [reason for *_, reason in rejects(connection)] == [
        '"0" is below 1, the lowest rating can be.',
        '"6" is above 5, the highest rating can be.',
    ]


def test_naive_times_take_the_zone_of_the_source_before_that_of_the_house(connection, tmp_path):
    folder = tmp_path / "brazil"
    folder.mkdir()
    (folder / "source.toml").write_text(
        'zone = "America/Sao_Paulo"\n[files.visits.columns]\nvisited_at = { type = "time" }\nid = { type = "text" }\n'
    )
    import_files(
        connection, tmp_path, {"visits.csv": "id,visited_at\n1,2018-11-14 18:04:19\n"}, source=load_source(folder)
    )
    assert rows(connection, "visits", "visited_at") == [("2018-11-14 20:04:19+00",)]
