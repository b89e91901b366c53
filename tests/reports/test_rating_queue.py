"""Who still owes stars to which lead, and what was said about one lead."""

from datetime import date, datetime, timedelta

import pytest
from houses import house_of

from overlap.reports import Filters, answer

house = house_of("lead/feedback", "quality/feedback_queue")

pytestmark = pytest.mark.whole

START = datetime(2026, 3, 2, 9)


def at(day: float) -> str:
    return (START + timedelta(days=day)).isoformat()


def handed(name: str, day: float, rep: str | None = "R1", lead: str | None = None, **more) -> dict:
    return {"handoff_id": name, "lead_id": lead or name, "rep_id": rep, "handed_at": at(day), "score": 40, **more}


def stage(lead: str, name: str, day: float) -> dict:
    return {"lead_id": lead, "stage": name, "entered_at": at(day)}


def rated(name: str, day: float, rep: str | None = "R1", stars: int = 4, **more) -> dict:
    return {"feedback_id": f"F{name}", "lead_id": name, "rep_id": rep, "rating": stars, "given_at": at(day), **more}


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    handoffs = [
        handed("open", 0),
        handed("won", 1),
        handed("rejected", 2, rejected_at=at(3), reject_reason="budget"),
        handed("rated", 3),
        handed("by another", 4),
        handed("of another", 5, "R2"),
        handed("nobody", 6, None),
        handed("unknown", 7, transfers=1),
        handed("first", 0, lead="twice", rejected_at=at(1)),
        handed("second", 20, lead="twice"),
    ]
    opened = house(
        tmp_path_factory.mktemp("queue"),
        as_of=at(30) + "+01:00",
        reps=[{"rep_id": "R1", "rep_name": "Anna"}, {"rep_id": "R2", "rep_name": "Ben"}],
        campaigns=[{"campaign_id": "C", "campaign_name": "Tour"}],
        leads=[
            {"lead_id": name, "created_at": at(-1), "company": f"{name} GmbH", "source_campaign_id": "C"}
            for name in sorted({one["lead_id"] for one in handoffs})
        ],
        handoffs=handoffs,
        stage_entries=[stage("won", "won", 10), stage("twice", "lost", 25)],
        feedback=[
            rated("rated", 4),
            rated("by another", 5, "R2"),
            rated("twice", 2, comment="*too* early", reasons="a; b"),
        ],
    )
    yield opened
    opened.close()


def asked(reader, filters=None, **params):
    return answer(reader, "quality/feedback_queue", filters, params=params).frame


def test_a_handoff_waits_for_the_stars_of_the_one_who_held_it_and_of_nobody_else(reader):
    frame = asked(reader)
    assert frame.select("handoff_id", "rep_name", "outcome", "handed_on", "is_rated").rows() == [
        ("open", "Anna", "open", date(2026, 3, 2), False),
        ("won", "Anna", "won", date(2026, 3, 3), False),
        ("rejected", "Anna", "rejected", date(2026, 3, 4), False),
        ("by another", "Anna", "open", date(2026, 3, 6), False),
        ("of another", "Ben", "open", date(2026, 3, 7), False),
        ("second", "Anna", "lost", date(2026, 3, 22), False),
    ]


def test_rated_and_unrated_are_all_that_somebody_held(reader):
    unrated, done = asked(reader), asked(reader, state="rated")
    assert sorted(done["handoff_id"]) == ["first", "rated"]
    assert sorted([*unrated["handoff_id"], *done["handoff_id"]]) == sorted(asked(reader, state="all")["handoff_id"])


def test_what_has_ended_comes_first_when_asked_for(reader):
    mine = asked(reader, Filters(reps=("R1",)), first="closed")
    assert mine["handoff_id"].to_list() == ["second", "rejected", "won", "by another", "open"]
    assert asked(reader, Filters(reps=("R1",)), first="newest")["handoff_id"].to_list() == [
        *("second", "by another", "rejected", "won", "open"),
    ]


def test_what_was_said_stands_with_its_round_and_a_round_without_a_word_stands_too(reader):
    frame = answer(reader, "lead/feedback", params={"lead_id": "twice"}).frame
    columns = ("handoff_id", "round", "holder_name", "rater_name", "rating", "reasons", "comment", "is_typed")
    assert frame.select(columns).rows() == [
        ("first", 1, "Anna", "Anna", 4, "a; b", "*too* early", False),
        ("second", 2, "Anna", None, None, None, None, None),
    ]
    assert answer(reader, "lead/feedback", params={"lead_id": "no such"}).frame.is_empty()
