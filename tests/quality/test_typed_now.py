"""What people type now counts at once: ratings so far, words and boxes, decisions held against the days before."""

from collections.abc import Iterator
from typing import Any

import pytest
from houses import house_of

from overlap.reports import Filters, answer
from overlap.warehouse.reader import Reader

house = house_of(
    "quality/comments",
    "quality/decisions",
    "quality/distinctive_terms",
    "quality/feedback_reasons",
    "quality/feedback_totals",
    "quality/reason_by_campaign",
    "quality/reject_reasons",
)

pytestmark = pytest.mark.whole

CREATED = "2026-03-02T09:00:00+02:00"
LEADS = [
    {"lead_id": f"L{n}", "created_at": CREATED, "lead_name": "Zoe Budget", "source_campaign_id": "C"} for n in range(60)
]
HANDOFFS = [
    {
        "handoff_id": f"H{n}", "lead_id": f"L{n}",
        "handed_at": f"2026-0{4 if n < 30 else 6}-0{1 + n % 9}T09:00:00+02:00",
        "rep_id": "R1", **({"rejected_at": "2026-06-10T09:00:00+02:00", "reject_reason": "no_need"} if n == 45 else {}),
    }
    for n in range(60)
]  # fmt: skip
SAID = "Our budget is gone, mail zoe@budget.example or call 0301234 about the thesis"


def typed(number: int, **changes: Any) -> dict[str, Any]:
    return {
        "feedback_id": f"T{number}", "handoff_id": f"H{number}", "lead_id": f"L{number}", "rep_id": "R1", "rating": 1,
        "given_at": "2026-07-02T09:00:00+02:00",
        "comment": SAID, "reasons": ["no budget"], "given_by": "Ada", **changes,
    }  # fmt: skip


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """Sixty handoffs, of which ten are rated in the app after the data ends, and one decision."""
    store = {
        "feedback": [typed(n, **({} if n < 6 else {"rating": 5, "comment": "Wants a quote"})) for n in range(10)],
        "decisions": [
            {
                "decision_id": "D1", "metric": "reject_share", "subject": "no_need", "campaign_id": None, "what": "`x`",
                "comparison": "the other reasons", "owner": "Ada", "decided_on": "2026-06-01", "window_days": 61,
            },
            {"metric": "reject_share", "subject": "gone", "decided_on": "2026-06-01", "window_days": 61,
             "withdrawn_at": "2026-06-02T00:00:00+00:00"},
        ],
    }  # fmt: skip
    reader = house(
        tmp_path_factory.mktemp("told"), leads=LEADS, handoffs=HANDOFFS, reps=[{"rep_id": "R1", "rep_name": "Ada"}],
        campaigns=[{"campaign_id": "C", "campaign_name": "C"}], store=store,
    )  # fmt: skip
    yield reader
    reader.close()


def test_what_is_typed_now_counts_as_rated_so_far_and_too_late_for_coverage(told: Reader) -> None:
    row = answer(told, "quality/feedback_totals").frame.row(0, named=True)
    assert (row["handoff_count"], row["rated_so_far_count"], row["rated_count"], row["coverage"]) == (60, 10, 0, 0.0)
    assert row["rating_mean"] == pytest.approx((6 * 1 + 4 * 5) / 10)


def test_words_are_counted_without_addresses_numbers_and_the_leads_own_name(told: Reader) -> None:
    terms = answer(told, "quality/distinctive_terms").frame
    assert set(terms["term"]) == {"gone", "mail", "call", "thesis"}
    assert terms.select("good_count", "bad_count", "good_comments", "bad_comments").unique().rows() == [(0, 6, 4, 6)]
    behind = answer(told, "quality/comments", params={"term": "thesis", "side": "bad"}).frame
    assert behind["comment"].to_list() == [SAID] * 6


def test_boxes_ticked_stand_with_their_stars(told: Reader) -> None:
    found = (
        answer(told, "quality/feedback_reasons")
        .frame.select("reason", "ticked_count", "good_count", "bad_count")
        .rows()
    )
    assert found == [("no budget", 10, 4, 6)]


def test_a_decision_is_held_against_the_days_before_it_and_a_withdrawn_one_is_gone(told: Reader) -> None:
    (row,) = answer(told, "quality/decisions").frame.to_dicts()
    counts = ("before_count", "before_rejected_count", "after_count", "after_rejected_count")
    assert [row[name] for name in counts] == [30, 0, 30, 1]
    assert (row["reason"], row["campaign_name"], row["verdict"]) == ("no_need", "every campaign", "cannot tell yet")
    assert row["effect"] == pytest.approx(1 / 30)


def test_reasons_have_the_owner_both_teams_agreed_on(told: Reader) -> None:
    (row,) = answer(told, "quality/reject_reasons", Filters()).frame.to_dicts()
    assert (row["reason"], row["owner"], row["rejected_count"], row["old_enough_count"]) == (
        "no_need",
        "marketing",
        1,
        60,
    )
    (campaign,) = answer(told, "quality/reason_by_campaign", params={"reason": "no_need"}).frame.to_dicts()
    assert (campaign["campaign_name"], campaign["share"]) == ("C", pytest.approx(1 / 60))
