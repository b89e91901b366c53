"""What a meeting types: decisions move, ideas are parked or taken up, comments are their writer's, visits nobody's."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from overlap.errors import InputError
from overlap.store.audit import history
from overlap.store.comments import Place, comment, comments, reword, take_back
from overlap.store.decisions import Decision, decide, decisions, move_decision, withdraw_decision
from overlap.store.forgetting import count_forgotten, forget
from overlap.store.frozen import Seen, all_frozen, freeze
from overlap.store.ideas import drop, ideas, park, take_up
from overlap.store.notes import note, notes
from overlap.store.notes import take_back as withdraw_note
from overlap.store.schema import VISITS
from overlap.store.unfinished import finished, keep_typed, typed_so_far
from overlap.store.visits import visit

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=1)
DECISION = Decision(
    "form-1", "acceptance_rate", "Webinar", "the other campaigns", "Mara", "Ask for the budget", date(2026, 11, 20), 60,
    "Mia", due_on=date(2026, 12, 1), guard="handoffs_won_share", dimension="campaign", group_id="C1",
)  # fmt: skip
PLACE = Place("goals/status", "pace", "goals", "period=quarter")


def test_a_decision_is_done_dropped_or_postponed_and_what_it_is_judged_on_stays(store):
    decision_id = decide(store, DECISION, NOON)
    move_decision(store, decision_id, "done", by="Mara", at=LATER)
    move_decision(store, decision_id, "done", by="Mara", at=LATER)
    move_decision(store, decision_id, "postponed", by="Mara", due_on=date(2027, 1, 5), at=LATER)
    [kept] = decisions(store)
    assert (kept.state, kept.due_on, kept.decided_on, kept.guard) == (
        "postponed", date(2027, 1, 5), date(2026, 11, 20), "handoffs_won_share",
    )  # fmt: skip
    assert (kept.dimension, kept.group_id) == ("campaign", "C1")
    assert [one.action for one in history(store, "decisions", decision_id)] == ["decide", "move", "move"]
    with pytest.raises(InputError, match="new due date"):
        move_decision(store, decision_id, "postponed", by="Mara")
    withdraw_decision(store, decision_id, by="Mara")
    with pytest.raises(InputError, match="was withdrawn"):
        move_decision(store, decision_id, "open", by="Mara")


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [({"guard": "contact_rat"}, 'Did you mean "contact_rate"'), ({"dimension": "campain"}, 'Did you mean "campaign"')],
)
def test_a_decision_about_nothing_known_is_refused(store, changes, complaint):
    with pytest.raises(InputError, match=complaint):
        decide(store, replace(DECISION, **changes), NOON)
    assert decisions(store) == []


def test_an_idea_is_parked_once_and_taken_up_by_one_decision(store):
    idea_id = park(store, "form-2", " A joint call \n", "Mia", NOON)
    assert park(store, "form-2", "A joint call", "Mia", LATER) == idea_id
    other = park(store, "form-3", "A wall of thanks", "Sam", LATER)
    decision_id = decide(store, DECISION, NOON)
    take_up(store, idea_id, decision_id, by="Mara")
    drop(store, other, by="Sam")
    drop(store, other, by="Sam")
    assert [(one.what, one.state, one.decision_id) for one in ideas(store)] == [
        ("A wall of thanks", "dropped", None),
        ("A joint call", "decided", decision_id),
    ]
    for again in (lambda: take_up(store, idea_id, decision_id, by="Mara"), lambda: drop(store, idea_id, by="Mara")):
        with pytest.raises(InputError, match="decided already"):
            again()
    with pytest.raises(InputError, match="no decision_id"):
        take_up(store, park(store, "form-4", "x", "Mia"), "decision-99", by="Mia")


def test_a_comment_is_changed_and_taken_back_by_its_writer_alone(store):
    comment_id = comment(store, "form-5", PLACE, "Is April in it?", "Mia", NOON)
    with pytest.raises(InputError, match="Only Mia"):
        reword(store, comment_id, "No.", by="Sam")
    with pytest.raises(InputError, match="Only Mia"):
        take_back(store, comment_id, by="Sam")
    reword(store, comment_id, "Is May in it?", by="mia ", at=LATER)
    [kept] = comments(store)
    assert (kept.place, kept.says, kept.created_at, kept.changed_at) == (PLACE, "Is May in it?", NOON, LATER)
    take_back(store, comment_id, by="Mia")
    take_back(store, comment_id, by="Mia")
    assert comments(store) == []
    assert [one.action for one in history(store, "comments", comment_id)] == ["comment", "change", "withdraw"]
    with pytest.raises(InputError, match="taken back"):
        reword(store, comment_id, "Or June?", by="Mia")


def test_a_note_on_a_day_is_kept_once_and_taken_back_by_its_writer_alone(store):
    fair = date(2026, 11, 3)
    note_id = note(store, "form-9", fair, " The fair\nwas moved ", ("Sales", "Sales EMEA"), by="Mia", at=NOON)
    assert note(store, "form-9", fair, "The fair was moved", ("Sales", "Sales EMEA"), by="Mia", at=LATER) == note_id
    other = note(store, "form-10", date(2026, 11, 5), "Holiday", by="Sam", at=NOON)
    assert [(one.says, one.teams) for one in notes(store)] == [
        ("Holiday", ()),
        ("The fair was moved", ("Sales", "Sales EMEA")),
    ]
    with pytest.raises(InputError, match="Only Mia"):
        withdraw_note(store, note_id, by="Sam")
    withdraw_note(store, note_id, by="mia ")
    withdraw_note(store, note_id, by="Mia")
    assert [one.note_id for one in notes(store)] == [other]
    assert [one.action for one in history(store, "notes", note_id)] == ["note", "withdraw"]
    for says, complaint in ((" ", "note is blank"), ("x" * 121, "note has 121 characters")):
        with pytest.raises(InputError, match=complaint):
            note(store, "form-11", fair, says, by="Mia")


def test_what_was_said_of_a_lead_goes_with_the_lead(store):
    about = replace(PLACE, page="lead", lead_id="L1")
    comment(store, "form-6", about, "Calls from Oslo", "Mia", NOON)
    comment(store, "form-7", PLACE, "Stays", "Mia", NOON)
    assert count_forgotten(store, "L1".__eq__) == {"comments": 1, "audit": 1}
    forget(store, "L1".__eq__, "Admin", LATER)
    assert [one.says for one in comments(store)] == ["Stays"]
    assert count_forgotten(store, "L1".__eq__) == {}


def test_what_was_frozen_is_read_back_as_it_was(store):
    seen = Seen(
        "g1", NOON, "view=present", [{"kind": "goal", "stake": "12.50"}], [{"actual": None}], [], [{"row_keys": "a"}]
    )
    frozen_id = freeze(store, "form-8", seen, "Mia", "March", NOON)
    assert freeze(store, "form-8", seen, "Mia", "March", LATER) == frozen_id
    [kept] = all_frozen(store)
    assert (kept.seen, kept.note, kept.frozen_at, kept.frozen_by) == (seen, "March", NOON, "Mia")


def test_visits_are_counted_by_team_and_day(store):
    for team, day in (("sales", 16), ("sales", 16), ("sales", 23), ("marketing", 16)):
        visit(store, team, "goals", date(2026, 11, day))
    with store.read() as connection:
        found = connection.execute(select(VISITS).order_by(VISITS.c.visited_on, VISITS.c.team)).all()
    assert [tuple(row) for row in found] == [
        (date(2026, 11, 16), "marketing", "goals", 1),
        (date(2026, 11, 16), "sales", "goals", 2),
        (date(2026, 11, 23), "sales", "goals", 1),
    ]


def test_what_is_typed_waits_for_its_writer_until_it_is_saved(store):
    keep_typed(store, "decision", "Mia", {"what": "Ask"}, NOON)
    keep_typed(store, "decision", "Mia", {"what": "Ask for", "due": date(2026, 12, 1)}, NOON)
    assert typed_so_far(store, "decision", "Mia") == {"what": "Ask for", "due": "2026-12-01"}
    assert typed_so_far(store, "decision", "Sam") == {}
    finished(store, "decision", "Mia")
    assert typed_so_far(store, "decision", "Mia") == {}
