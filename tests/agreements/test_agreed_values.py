"""What is shown of the agreements is every kind and value there is, as text, with the time it holds."""

import duckdb
import pytest

from overlap.agreements import KINDS, UNSIGNED, Kind, Value, agreed_values_macro, resolve
from overlap.agreements.agreement_tables import write_table
from overlap.reports.reads import read_by


def listed(connection, *kinds):
    """agreement, applies_to and value_name -> value, of the tables as they stand."""
    connection.execute("create schema if not exists filtered")
    connection.execute(agreed_values_macro(kinds or KINDS.values()))
    found = connection.execute(
        "select agreement, applies_to, value_name, value from filtered.agreed_values()"
    ).fetchall()
    assert len({row[:3] for row in found}) == len(found)
    return {row[:3]: row[3] for row in found}


@pytest.fixture(scope="module")
def agreed():
    """The agreements as they are until somebody signs, but that nothing excuses sales from contacting a lead."""
    with duckdb.connect() as connection:
        resolve({}, {"no_contact": {"reasons": []}}, []).write(connection)
        return listed(connection)


def test_every_kind_and_value_is_listed_by_its_name(agreed):
    assert {(name, value) for name, _, value in agreed} == {
        (kind.name, value.name) for kind in KINDS.values() for value in kind.values
    }


def test_a_kind_is_listed_for_each_of_its_rows_and_a_month_by_its_number(agreed):
    rows = {applies_to for name, applies_to, _ in agreed if name == "seasonal"}
    assert rows == {f"month {month:02}" for month in range(1, 13)}
    assert {applies_to for name, applies_to, _ in agreed if name == "stages"} == set(KINDS["stages"].rows)
    assert {applies_to for name, applies_to, _ in agreed if name == "response"} == {"all"}


@pytest.mark.parametrize(
    ("kind", "value_name", "text"),
    [
        ("response", "limit_minutes", "240"),
        ("response", "target", "0.85"),
        ("promise", "qualified_share", "none"),
        ("attempts", "kinds", "call, email, meeting, message"),
        ("attribution", "account_fallback", "off"),
        ("no_contact", "reasons", "none"),
    ],
)
def test_a_value_is_written_as_people_write_it(agreed, kind, value_name, text):
    assert agreed[kind, "all", value_name] == text


def test_a_kind_that_is_new_is_listed_without_anything_else_being_written():
    kind = Kind("lunch", (Value("minutes", "integer"), Value("order", "text"), Value("table", "texts")), per="region")
    values = {"north": {"minutes": 30, "order": "soup", "table": ["a", "b"]}}
    with duckdb.connect() as connection:
        connection.execute("create schema agreements")
        write_table(connection, "agreements", kind, [(None, None, UNSIGNED, values)])
        assert listed(connection, kind) == {
            ("lunch", "north", "minutes"): "30",
            ("lunch", "north", "order"): "soup",
            ("lunch", "north", "table"): "a, b",
        }


def test_what_held_since_ever_or_still_holds_has_no_time(agreed):
    kind, change = KINDS["threshold"], "2026-01-05T00:00:00Z"
    with duckdb.connect() as connection:
        connection.execute("create schema agreements")
        versions = [(None, change, UNSIGNED, {"points": 35}), (change, None, "a1", {"points": 40})]
        write_table(connection, "agreements", kind, versions)
        connection.execute("create schema filtered; set TimeZone = 'UTC'")
        connection.execute(agreed_values_macro([kind]))
        found = connection.execute(
            "select value, cast(agreed_at as varchar), cast(replaced_at as varchar) from filtered.agreed_values() "
            "order by agreed_at nulls first"
        ).fetchall()
    assert found == [("35", None, "2026-01-05 00:00:00+00"), ("40", "2026-01-05 00:00:00+00", None)]


def test_what_is_listed_is_followed_back_to_every_agreement():
    assert set(read_by()["filtered.agreed_values"]) == {f"agreements.{name}" for name in KINDS}
