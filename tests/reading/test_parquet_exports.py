"""Parquet: typed columns are taken as they are, all others are judged by their text, like CSV."""

import pytest
from exports import NOW, OVERLAP, counts, of, rejects, rows

from overlap.reading import Account, read


def _import(connection, folder, **tables: str) -> Account:
    for name, query in tables.items():
        connection.execute(f"copy ({query}) to '{folder / name}.parquet' (format parquet)")
    return read(OVERLAP, folder, connection, zone="Europe/Berlin", now=NOW)


@pytest.mark.parametrize(
    ("created_at", "utc", "is_date_only"),
    [
        ("timestamptz '2026-01-05 10:00:00+02'", "2026-01-05 08:00:00+00", "false"),
        ("timestamp '2026-01-05 00:00:00'", "2026-01-04 23:00:00+00", "false"),
        ("timestamp_ns '2026-01-05 10:00:00'", "2026-01-05 09:00:00+00", "false"),
        ("date '2026-01-05'", "2026-01-04 23:00:00+00", "true"),
        ("'2026-01-05'", "2026-01-04 23:00:00+00", "true"),
        ("'2026-01-05T10:00:00Z'", "2026-01-05 10:00:00+00", "false"),
    ],
)
def test_a_time_of_any_type_is_the_same_instant(connection, tmp_path, created_at, utc, is_date_only):
    _import(connection, tmp_path, leads=f"select 7 as lead_id, {created_at} as created_at")
    assert rows(connection, "leads", "lead_id, created_at, created_at_is_date_only") == [("7", utc, is_date_only)]


def test_rejects_name_the_row(connection, tmp_path):
    account = _import(
        connection,
        tmp_path,
        leads="select * from (values ('L1', date '2026-01-05', 3, true), ('L2', null, -4, false),"
        " ('L1', date '2027-01-05', 5, null), ('L1', date '2026-01-06', 6, null), ('L3', date '1700-01-01', 1, null))"
        " as t(lead_id, created_at, employees, was_customer)",
    )
    assert counts(account, "leads") == (5, 1, 4)
    assert rows(connection, "leads", "lead_id, employees, was_customer") == [("L1", "3", "true")]
    assert [reject[1:4] for reject in rejects(connection)] == [
        (2, "created_at", None),
        (2, "employees", "-4"),
        (3, "created_at", "2027-01-05"),
        (4, "lead_id", "L1"),
        (5, "created_at", "1700-01-01"),
    ]
    assert rejects(connection)[3][-1] == 'lead_id "L1" already stands in row 1. Keep one of them.'


def test_money_in_doubles_is_judged_by_its_digits(connection, tmp_path):
    account = _import(
        connection,
        tmp_path,
        leads="select 'L1' as lead_id, date '2026-01-05' as created_at",
        deals="select * from (values ('D1', 'open', 58.9::double), ('D2', 'open', 0.125), ('D3', 'Open', 'nan'),"
        " ('D4', 'open', null)) as t(deal_id, outcome, amount)",
    )
    assert counts(account, "deals") == (4, 2, 2)
    assert rows(connection, "deals", "deal_id, outcome, amount") == [("D1", "open", "58.90"), ("D4", "open", None)]


@pytest.mark.parametrize(
    ("lead_id", "words"),
    [
        ("['L1']", "lead_id holds varchar[] values. Write it as text."),
        ("{'id': 'L1'}", "lead_id holds struct values. Write it as text."),
        ("'L1'::blob", "lead_id holds blob values. Write it as text."),
    ],
)
def test_nested_and_binary_columns_are_refused(connection, tmp_path, lead_id, words):
    account = _import(connection, tmp_path, leads=f"select {lead_id} as lead_id, date '2026-01-05' as created_at")
    assert of(account, "leads").refused == words


def test_a_file_that_only_calls_itself_parquet_is_refused(connection, tmp_path):
    (tmp_path / "leads.parquet").write_bytes(b"lead_id,created_at\nL1,2026-01-05\n" * 10)
    refused = of(_import(connection, tmp_path), "leads").refused
    assert refused is not None
    assert refused.startswith("It cannot be read as Parquet (")
