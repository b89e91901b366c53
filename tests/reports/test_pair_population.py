"""Which handoffs a pair is judged on: old enough, by the campaign before them, won in their own time and round."""

from datetime import datetime, timedelta

import pytest
from houses import house_of

from overlap.reports import Scope, answer

house = house_of("marts.handoff_results", "quality/handoffs_judged", "revenue/pair_fit", "revenue/what_explains")

pytestmark = pytest.mark.whole

HANDED = datetime(2025, 9, 1, 12)
AS_OF = HANDED + timedelta(days=180)


def at(days: float) -> str:
    return (HANDED + timedelta(days=days)).isoformat()


LEADS = ("plain", "late", "edge", "again", "young", "blank", "dated")
STAGES = [
    ("plain", "won", 30.0),
    ("late", "won", 180.0),
    ("edge", "won", 179.99),
    ("again", "lost", 10.0),  # a second round, won in it: within the first one's days, too
    ("again", "won", 60.0),
]
TOUCHES = [
    ("plain", "c1", -20.0),
    ("plain", "c2", -0.01),
    ("plain", "c3", 0.0),  # with the handoff, not before it
    ("plain", None, -0.005),
    ("late", "c2", -1.0),
    ("late", "c1", -1.0),  # in one instant: the later name
    ("again", "c1", -3.0),
    ("again", "c3", 15.0),
]


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    opened = house(
        tmp_path_factory.mktemp("pairs"),
        as_of=f"{AS_OF.isoformat()}+00:00",
        zone="UTC",  # 180 days of 24 hours, without a change of clocks between
        campaigns=[{"campaign_id": name} for name in ("c1", "c2", "c3", "source")],
        reps=[{"rep_id": name} for name in ("r1", "r2")],
        leads=[
            {
                "lead_id": name,
                "created_at": at(-40),
                "source_campaign_id": "source",
                "account_id": "a" if name in ("again", "blank") else None,
            }
            for name in LEADS
        ],
        stage_entries=[{"lead_id": name, "stage": stage, "entered_at": at(days)} for name, stage, days in STAGES],
        touches=[
            {"touch_id": str(n), "lead_id": name, "campaign_id": campaign, "channel": "email", "touched_at": at(days)}
            for n, (name, campaign, days) in enumerate(TOUCHES)
        ]
        + [
            {"touch_id": "day before", "lead_id": "dated", "campaign_id": "c1", "touched_at": "2025-08-31"},
            {"touch_id": "same day", "lead_id": "dated", "campaign_id": "c2", "touched_at": "2025-09-01"},
        ],
        handoffs=[
            {"handoff_id": name, "lead_id": name, "rep_id": "r1", "handed_at": at(0.001 if name == "young" else 0)}
            for name in LEADS
        ]
        + [{"handoff_id": "second", "lead_id": "again", "rep_id": "r2", "handed_at": at(20)}],
    )
    yield opened
    opened.close()


def judged(reader) -> dict[str, tuple]:
    asked = "select handoff_id, campaign_id, is_won, account_id from marts.handoff_results"
    cursor = reader.cursor_for(asked)
    rows = cursor.sql(asked).fetchall()
    cursor.close()
    return {row[0]: row[1:] for row in rows}


def test_a_handoff_counts_by_the_last_campaign_before_it_and_by_a_win_in_its_days_before_the_next(reader):
    assert judged(reader) == {
        "plain": ("c2", True, "lead plain"),
        "late": ("c2", False, "lead late"),
        "edge": (None, True, "lead edge"),
        "again": ("c1", False, "a"),
        "blank": (None, False, "a"),
        "dated": ("c1", False, "lead dated"),
    }


def test_the_rows_behind_a_pair_are_those_of_the_campaign_asked_for(reader):
    def rows(**params) -> list[str]:
        return sorted(answer(reader, "quality/handoffs_judged", params=params).frame["handoff_id"])

    assert rows(campaign_id="source") == sorted(judged(reader))
    assert rows(campaign="last_touch", campaign_id="c2") == ["late", "plain"]
    assert rows(campaign="last_touch", campaign_id="c2", result="won") == ["plain"]
    assert rows(rep_id="r2") == []


def test_nobody_opens_the_handoffs_of_others(reader):
    mine = answer(reader, "quality/handoffs_judged", scope=Scope(reps=("r1",))).frame
    assert mine.height == 6
    assert answer(reader, "quality/handoffs_judged", scope=Scope(reps=("r2",))).frame.is_empty()


def test_too_few_wins_test_no_pair_and_explain_nothing(reader):
    pairs = answer(reader, "revenue/pair_fit").frame.select(
        "campaign_id", "rep_id", "observed", "pair_count", "verdict"
    )
    assert pairs.rows() == [("source", "r1", 2, 0, "too few to judge")]
    found = answer(reader, "revenue/what_explains").frame
    assert found["block"].to_list()[0] == "unexplained"
    assert found.select("share", "low", "high", "of_explained").null_count().row(0) == (4, 4, 4, 4)
    assert set(found["verdict"]) == {"too few wins"}
    assert found["won_count"].to_list() == [2] * 4 and found["handoff_count"].to_list() == [6] * 4
