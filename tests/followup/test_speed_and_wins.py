"""Speed against winning: everybody still open at one moment, compared with their like; nobody gains by waiting."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from followup_marts import FollowupHouse, followup_house

from overlap.reports import answer
from overlap.stats.mantel_haenszel import Tables, mantel_haenszel

SETS = json.loads((Path(__file__).parent / "fixtures" / "stratified.json").read_text(encoding="utf-8"))
ALWAYS_OPEN = {
    "zone": "UTC",
    "country": "none",
    "days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
    "opens": "00:00",
    "closes": "23:59",
    "breaks": [],
}
START = datetime(2025, 1, 6, tzinfo=UTC)
HANDOFFS = 4_000
MINUTE, DAY = 60, 86_400


@pytest.mark.parametrize("given", SETS, ids=range(len(SETS)))
def test_the_odds_ratio_and_its_interval_are_those_of_statsmodels(given: dict[str, Any]) -> None:
    found = mantel_haenszel(Tables(*np.array(given["tables"], dtype=float).T))
    assert (found.odds_ratio, found.low, found.high) == pytest.approx(
        (given["odds_ratio"], *given["limits"]), rel=1e-12
    )


def test_a_stratum_with_one_arm_says_nothing_and_no_stratum_has_no_answer() -> None:
    alone, both = [5, 5, 0, 0], [6, 4, 3, 7]
    together = mantel_haenszel(Tables(*np.array([alone, both], dtype=float).T))
    assert together == mantel_haenszel(Tables(*np.array([both], dtype=float).T))
    assert (together.odds_ratio, together.difference) == pytest.approx((3.5, 0.3))
    assert mantel_haenszel(Tables(*np.array([alone], dtype=float).T)).odds_ratio is None


@pytest.mark.whole
def test_the_arms_are_those_open_at_the_landmark_and_old_enough() -> None:
    at = "2026-01-05T10:00:00"  # due at 11:00; 180 days later the data end
    names = ("tried", "tried late", "never", "closed", "won at once", "won in time", "won too late", "young")
    calls = {"tried": "10:30", "tried late": "12:00", "closed": "10:10", "won at once": "10:10", "won in time": "11:00"}
    stages = [
        ("closed", "lost", "2026-01-05T10:50:00"),
        ("won at once", "won", "2026-01-05T11:00:00"),
        ("won in time", "won", "2026-01-05T11:00:01"),
        ("won too late", "won", "2026-07-05T11:00:00"),
    ]
    with followup_house(
        "2026-07-06T11:00:00",
        {"response": {"limit_minutes": 60}, "conversion": {"won": 180}},
        leads=[{"lead_id": name, "created_at": "2026-01-01"} for name in names],
        handoffs=[
            {"handoff_id": name, "lead_id": name, "handed_at": "2026-01-09T10:00:00" if name == "young" else at}
            for name in names
        ],
        activities=[
            {"activity_id": name, "lead_id": name, "kind": "call", "occurred_at": f"2026-01-05T{clock}:00"}
            for name, clock in calls.items()
        ],
        stage_entries=[{"lead_id": lead, "stage": stage, "entered_at": when} for lead, stage, when in stages],
    ) as house:
        raw = answer(house, "followup/speed_and_wins").frame.to_dicts()[0]
        rows = answer(house, "followup/landmark").frame
    assert dict(rows.select("handoff_id", "arm").iter_rows()) == {
        "tried": "tried", "won in time": "tried", "tried late": "not_tried", "never": "not_tried",
        "won too late": "not_tried", "closed": "closed_before", "won at once": "closed_before", "young": "young",
    }  # fmt: skip
    counts = ("tried_count", "tried_won_count", "not_tried_count", "not_tried_won_count")
    assert [raw[name] for name in counts] == [2, 1, 3, 0]
    assert (raw["closed_before_count"], raw["young_count"]) == (2, 1)


@pytest.fixture(scope="module")
def without_an_effect() -> Iterator[FollowupHouse]:
    """Good leads are called first and won more often, whenever they are called; bad ones are soon given up."""
    draws = np.random.default_rng(1009)
    quality = draws.normal(size=HANDOFFS)
    handed = draws.integers(0, 180 * DAY, HANDOFFS)
    called = (np.exp(4.4 - 0.7 * quality + draws.normal(size=HANDOFFS)) * MINUTE).astype(np.int64)
    is_won = draws.random(HANDOFFS) < 1 / (1 + np.exp(1.2 - 1.1 * quality))
    closed = np.where(
        is_won, draws.integers(5 * DAY, 60 * DAY, HANDOFFS), (draws.exponential(0.4, HANDOFFS) * DAY).astype(np.int64)
    )
    rows = pl.DataFrame(
        {
            "lead_id": [f"L{number}" for number in range(HANDOFFS)],
            "handed_at": handed,
            "called_at": handed + called,
            "closed_at": handed + closed,
            "score": np.round(50 + 15 * quality).astype(np.int64),
            "stage": np.where(is_won, "won", "lost"),
            "is_called": called < closed,
        }
    ).with_columns(
        *(
            (pl.lit(START) + pl.duration(seconds=pl.col(name))).alias(name)
            for name in ("handed_at", "called_at", "closed_at")
        ),
        is_date_only=pl.lit(False),
    )
    with followup_house(
        "2026-12-31T00:00:00",
        {"response": {"limit_minutes": 60}, "hours": {"house": ALWAYS_OPEN}},
        leads=rows.select("lead_id", created_at="handed_at", created_at_is_date_only="is_date_only"),
        handoffs=rows.select(
            "lead_id", "handed_at", "score", handoff_id="lead_id", handed_at_is_date_only="is_date_only"
        ),
        activities=rows.filter("is_called").select(
            "lead_id", activity_id="lead_id", kind=pl.lit("call"), occurred_at="called_at",
            occurred_at_is_date_only="is_date_only",
        ),
        stage_entries=rows.select(
            "lead_id", "stage", entered_at="closed_at", entered_at_is_date_only="is_date_only"
        ),
    ) as house:  # fmt: skip
        yield house


@pytest.mark.whole
def test_where_speed_does_nothing_the_landmark_finds_nothing_and_the_naive_table_does(
    without_an_effect: FollowupHouse,
) -> None:
    raw, adjusted, model = answer(without_an_effect, "followup/speed_and_wins").frame.to_dicts()
    assert model["odds_low"] < 1 < model["odds_high"]
    assert {row["verdict"] for row in (raw, adjusted, model)} == {"no significant difference"}
    assert adjusted["odds_low"] < 1 < adjusted["odds_high"]
    assert abs(adjusted["difference"]) < 0.04
    assert adjusted["share_compared"] > 0.9
    assert raw["odds_low"] > 1.3
    with without_an_effect.connection.cursor() as cursor:
        (naive,) = cursor.sql(
            "select count(*) filter (where is_answered and won_at is not null) "
            "* count(*) filter (where not is_answered and won_at is null) "
            "/ count(*) filter (where is_answered and won_at is null) "
            "/ count(*) filter (where not is_answered and won_at is not null) from marts.followups"
        ).fetchall()[0]
    assert naive > 5


@pytest.mark.whole
def test_the_mean_of_the_answered_forgets_whoever_was_never_answered(without_an_effect: FollowupHouse) -> None:
    row = answer(without_an_effect, "followup/totals").frame.to_dicts()[0]
    assert row["median_of_answered"] < row["median_minutes"]
    assert row["minutes_error"] == row["median_of_answered"] - row["median_minutes"]
    assert row["level_error"] > 0.05
