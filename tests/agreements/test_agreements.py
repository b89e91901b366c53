"""Which agreement holds when, and how SQL reads it."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.agreements import KINDS, SignedAgreement, abouts, defaults, resolve
from overlap.contract import STAGES
from overlap.errors import InputError

MAY = datetime(2026, 5, 1, tzinfo=UTC)
JUNE = datetime(2026, 6, 1, tzinfo=UTC)


def signed(kind: str, version: int, at: datetime, values: dict[str, Any]) -> SignedAgreement:
    return SignedAgreement(f"{kind}-{version}", kind, version, values, at, "Mara", "Sam", "", at)


def rows(connection: duckdb.DuckDBPyConnection, sql: str) -> list[tuple]:
    return connection.sql(sql).pl().rows()


def test_the_defaults_are_those_of_the_design(connection: duckdb.DuckDBPyConnection) -> None:
    resolve({}, {}).write(connection)

    assert rows(connection, "select points from agreements.threshold") == [(35,)]
    assert rows(connection, "select kinds from agreements.attempts") == [(["call", "email", "meeting", "message"],)]
    assert rows(connection, "select limit_minutes, target from agreements.response") == [(240, 0.85)]
    assert rows(connection, "select handoffs_per_week, qualified_share from agreements.promise") == [(None, None)]
    assert rows(connection, "select sal, sql, opportunity, won from agreements.conversion") == [(14, 30, 60, 180)]
    assert rows(connection, "select window_days, half_life_days, model from agreements.attribution") == [
        (90, 7.0, "linear")
    ]
    assert rows(connection, "select region, zone, country from agreements.hours order by region") == [
        ("AMER", "America/New_York", "US"),
        ("APAC", "Asia/Singapore", "SG"),
        ("EMEA", "Europe/Berlin", "DE"),
        ("house", None, None),
    ]
    assert rows(connection, "select month, weight from agreements.seasonal order by month") == [
        (month, 1.0) for month in range(1, 13)
    ]
    assert rows(connection, "select touch_kind, points from agreements.scoring order by points") == [
        ("page_view", 1),
        ("ad_click", 2),
        ("email_click", 3),
        ("booth_scan", 6),
        ("webinar", 10),
        ("form", 12),
    ]
    assert rows(connection, "select distinct points from agreements.fit") == [(0,)]
    assert rows(connection, "select half_life_days from agreements.decay") == [(None,)]
    assert [row[0] for row in rows(connection, "select stage from agreements.stages")] == list(STAGES)


def test_an_unsigned_agreement_holds_for_ever(connection: duckdb.DuckDBPyConnection) -> None:
    resolve({}, {}).write(connection)
    for kind in KINDS:
        assert rows(
            connection,
            f"select distinct effective_from::varchar, effective_to::varchar, agreement_id from agreements.{kind}",
        ) == [("-infinity", "infinity", "unsigned")]


def test_every_kind_says_what_it_is_and_comes_whole_from_the_file() -> None:
    assert list(abouts()) == list(defaults()) == list(KINDS)
    assert all(abouts().values())


def test_the_folder_wins_over_the_source_and_leaves_the_rest(connection: duckdb.DuckDBPyConnection) -> None:
    source = {"response": {"limit_minutes": 60, "target": 0.7}, "attribution": {"window_days": "none"}}
    resolve(source, {"response": {"limit_minutes": 30}}).write(connection)

    assert rows(connection, "select limit_minutes, target from agreements.response") == [(30, 0.7)]
    assert rows(connection, "select window_days from agreements.attribution") == [(None,)]


def test_a_signed_agreement_holds_from_its_date_until_the_next(connection: duckdb.DuckDBPyConnection) -> None:
    two = signed("response", 2, JUNE, {"limit_minutes": 60})
    one = signed("response", 1, MAY, {"target": 0.9})
    resolve({}, {"response": {"limit_minutes": 120}}, [two, one]).write(connection)

    assert rows(
        connection,
        """
        select effective_from::varchar, effective_to::varchar, agreement_id, limit_minutes, target
        from agreements.response order by effective_from
        """,
    ) == [
        ("-infinity", "2026-05-01 00:00:00+00", "unsigned", 120, 0.85),
        ("2026-05-01 00:00:00+00", "2026-06-01 00:00:00+00", "response-1", 120, 0.9),
        ("2026-06-01 00:00:00+00", "infinity", "response-2", 60, 0.85),
    ]


def test_of_two_agreements_with_one_date_the_later_version_counts() -> None:
    found = resolve({}, {}, [signed("delta", 2, MAY, {"points": 2.0}), signed("delta", 1, MAY, {"points": 1.0})])
    assert [row.agreement_id for row in found.of("delta")] == ["unsigned", "delta-2"]


@given(st.lists(st.integers(0, 5), max_size=8), st.integers(-1, 7))
def test_every_instant_has_exactly_one_agreement_of_a_kind(days: list[int], day: int) -> None:
    one_each = [
        signed("threshold", n, MAY + timedelta(days=start), {"points": n}) for n, start in enumerate(days, start=1)
    ]
    instant = MAY + timedelta(days=day)

    holding = [
        row.values["points"]
        for row in resolve({}, {}, one_each).of("threshold")
        if (row.effective_from or instant) <= instant < (row.effective_to or instant + timedelta(days=1))
    ]

    started = [(start, n) for n, start in enumerate(days, start=1) if start <= day]
    assert holding == [max(started)[1] if started else 35]


def test_a_region_of_ones_own_keeps_the_hours_of_the_house(connection: duckdb.DuckDBPyConnection) -> None:
    hours = {"South": {"zone": "America/Sao_Paulo"}, "EMEA": {"breaks": ["12:00-12:30"]}}
    resolve({}, {"hours": hours}).write(connection)

    assert rows(
        connection,
        "select * exclude (effective_from, effective_to) from agreements.hours where region in ('South', 'EMEA')",
    ) == [
        ("unsigned", "EMEA", "Europe/Berlin", "DE", WORKDAYS, "09:00", "17:30", ["12:00-12:30"], [], []),
        ("unsigned", "South", "America/Sao_Paulo", None, WORKDAYS, "09:00", "17:30", [], [], []),
    ]


WORKDAYS = ["mon", "tue", "wed", "thu", "fri"]


def test_a_kind_of_touch_of_ones_own_can_earn_points() -> None:
    (row,) = resolve({}, {"scoring": {"demo_call": 20}}).of("scoring")
    assert (row.values["demo_call"], row.values["form"]) == ({"points": 20}, {"points": 12})


def test_a_signed_agreement_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(InputError, match="agreement lunch-1: there is no agreement"):
        resolve({}, {}, [signed("lunch", 1, MAY, {"minutes": 30})])


def test_the_hash_names_the_content() -> None:
    in_berlin = JUNE.astimezone(timezone(timedelta(hours=2)))
    first = resolve({}, {}, [signed("threshold", 1, JUNE, {"points": 40})])
    same = resolve({}, {}, [signed("threshold", 1, in_berlin, {"points": 40})])
    other = resolve({}, {}, [signed("threshold", 1, JUNE, {"points": 41})])

    assert first.hash == same.hash != other.hash != resolve({}, {}).hash


@pytest.mark.parametrize(
    ("kind", "values", "needs_build"),
    [
        ("threshold", {"points": 50}, False),
        ("response", {"target": 0.5}, False),
        ("response", {"limit_minutes": 240}, False),
        ("response", {"limit_minutes": 60}, True),
        ("attribution", {"model": "last"}, False),
        ("attribution", {"half_life_days": 9}, True),
        ("weights", {"rest": 1}, False),
        ("hours", {"EMEA": {"opens": "08:00"}}, True),
        ("scoring", {"form": 13}, True),
    ],
)
def test_only_a_change_of_what_a_build_uses_needs_a_build(kind: str, values: dict[str, Any], needs_build: bool) -> None:
    before, after = resolve({}, {}), resolve({}, {}, [signed(kind, 1, MAY, values)])
    assert (before.build_hash != after.build_hash) is needs_build


def test_these_kinds_are_bound_at_ask_and_never_need_a_build() -> None:
    assert [name for name, kind in KINDS.items() if all(value.at_ask for value in kind.values)] == [
        "threshold",
        "promise",
        "steps",
        "weights",
        "delta",
        "reference",
        "samples",
        "fiscal_year",
        "seasonal",
        "owners",
    ]


def test_tables_are_typed_even_where_nothing_is_promised(connection: duckdb.DuckDBPyConnection) -> None:
    resolve({}, {}).write(connection, schema="agreed")
    resolve({}, {}).write(connection, schema="agreed")
    assert rows(
        connection,
        """
        select column_name, data_type from information_schema.columns
        where table_schema = 'agreed' and table_name = 'promise'
        """,
    ) == [
        ("effective_from", "TIMESTAMP WITH TIME ZONE"),
        ("effective_to", "TIMESTAMP WITH TIME ZONE"),
        ("agreement_id", "VARCHAR"),
        ("handoffs_per_week", "BIGINT"),
        ("qualified_share", "DOUBLE"),
    ]
