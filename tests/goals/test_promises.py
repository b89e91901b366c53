"""A promise is kept, broken, or cannot be told; what nobody agreed on is no promise."""

from datetime import UTC, date, datetime

import polars as pl
import pytest

from overlap.alerting import alerts
from overlap.reports import Filters
from overlap.steps import Given
from overlap.subjects.goals import promised
from overlap.subjects.goals.steps.promises import kept

PROMISES = pl.DataFrame(
    {"position": [1], "promised_by": ["marketing"], "promise": ["handoffs a week"], "complaint": ["x"]}
)


def verdict(kind: str | None, shortfall: float | None, low: float | None) -> tuple:
    complaints = pl.DataFrame(
        {"complaint": ["x"], "standard_kind": [kind], "unit": ["a week"], "starts_on": [None], "ends_on": [None],
         "standard": [10.0], "value": [None if shortfall is None else 10.0 - shortfall], "shortfall": [shortfall],
         "shortfall_low": [low], "shortfall_high": [9.0], "record_count": [50], "verdict": ["supported"]},
        schema_overrides={"standard_kind": pl.String, "shortfall": pl.Float64, "shortfall_low": pl.Float64},
    )  # fmt: skip
    row = kept(PROMISES, Given(frames={"complaints": complaints})).row(0, named=True)
    return row["verdict"], row["agreed"], row["reached"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("agreed", -1.0, -3.0), ("kept", 10.0, 11.0)),
        (("agreed", 0.0, -2.0), ("kept", 10.0, 10.0)),
        (("agreed", 4.0, 1.0), ("broken", 10.0, 6.0)),
        (("agreed", 4.0, -1.0), ("below, not significantly", 10.0, 6.0)),
        (("agreed", None, None), ("not known", 10.0, None)),
        (("reference", 4.0, 1.0), ("not promised", None, None)),
        ((None, None, None), ("not promised", None, None)),
    ],
)
def test_a_promise_is_judged_by_the_interval_of_its_shortfall(asked, told):
    assert verdict(*asked) == told


def test_a_broken_promise_of_marketing_is_told_and_a_kept_one_is_not():
    found = pl.DataFrame(
        {"promised_by": ["marketing", "marketing", "sales"], "unit": ["a week", "percent", "percent"],
         "promise": ["handoffs a week", "share that becomes SQL", "follow-up in time"],
         "starts_on": [date(2026, 10, 1)] * 3, "ends_on": [date(2026, 10, 29)] * 3,
         "agreed": [20.0, 30.0, 85.0], "reached": [12.25, 31.0, 50.0], "verdict": ["broken", "kept", "broken"]}
    )  # fmt: skip
    now = datetime(2026, 10, 29, tzinfo=UTC)
    house = alerts.House(lambda *_: found, "EUR", now, now, 3)
    told = list(alerts._promises_of_marketing(house, Filters()))
    assert [each.key for each in told] == ["promise handoffs a week"]
    assert told[0].text.startswith("Marketing's handoffs a week: 12.2")
    assert told[0].text.endswith("agreed are 20.0.")


def test_a_promise_is_told_in_its_own_unit():
    row = {"promise": "follow-up in time", "unit": "percent", "reached": 51.0, "agreed": 85.0, "verdict": "broken"}
    assert promised.answer(row) == "Follow-up in time: 51.0%, promised 85.0%; broken"
    assert promised.answer(row | {"agreed": None, "verdict": "not promised"}) == "Follow-up in time: not promised"
