"""What people type about a lead is kept once, as typed, and every change of it can be followed back."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from overlap.errors import InputError
from overlap.store.audit import history
from overlap.store.feedback import Feedback, Rating, change, give, given, given_on, restore, withdraw
from overlap.store.reasons import allowed_reasons, reasons

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
RATING = Rating("form-1", "H1", "L1", "R1", 4, "Sam", ("good fit", "urgent need"), "Knew us.")


def test_a_rating_is_read_back_whole(store):
    feedback_id = give(store, RATING, NOON)
    kept = Feedback(
        feedback_id, "form-1", "H1", "L1", "R1", 4, ("good fit", "urgent need"), "Knew us.", NOON, "Sam", None, None
    )
    assert given(store) == given_on(store, "L1") == [kept]
    assert given_on(store, "L2") == []


def test_a_form_saved_twice_is_one_row_and_moves_the_revision_once(store):
    assert give(store, RATING, NOON) == give(store, RATING, LATER)
    assert len(given(store)) == 1
    assert (store.revision("feedback"), store.revision("audit")) == (1, 1)


def test_a_form_saved_again_after_a_change_is_still_that_form(store):
    feedback_id = give(store, RATING, NOON)
    change(store, feedback_id, rating=2, by="Sam", at=LATER)
    assert give(store, RATING, LATER) == feedback_id
    assert [one.rating for one in given(store)] == [2]


def test_the_same_form_with_other_content_is_refused(store):
    give(store, RATING, NOON)
    with pytest.raises(InputError, match="saved before with other content"):
        give(store, replace(RATING, rating=5), LATER)
    assert [one.rating for one in given(store)] == [4]


def test_a_double_click_in_two_threads_is_one_row(store):
    with ThreadPoolExecutor(8) as pool:
        ids = list(pool.map(lambda _: give(store, RATING, NOON), range(16)))
    assert len(set(ids)) == len(given(store)) == 1


def test_people_who_save_at_once_are_all_kept(store):
    forms = [
        replace(RATING, submit_id=f"form-{n}", handoff_id=f"H{n}", lead_id=f"L{n}", given_by=f"Sam {n % 2}")
        for n in range(16)
    ]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda form: give(store, form, NOON), forms))
    assert sorted((one.lead_id, one.given_by) for one in given(store)) == sorted(
        (form.lead_id, form.given_by) for form in forms
    )
    assert store.revision("feedback") == len(forms)


def test_a_person_rates_a_handoff_once_and_two_people_both_may(store):
    give(store, RATING, NOON)
    with pytest.raises(InputError, match="Sam has already rated this handoff: 4 of 5. Change that rating instead"):
        give(store, replace(RATING, submit_id="form-2"), LATER)
    give(store, replace(RATING, submit_id="form-3", rep_id="R2", given_by="Ada"), LATER)
    assert [one.rep_id for one in given(store)] == ["R1", "R2"]


def test_a_change_keeps_what_was_said_before_in_its_history(store):
    feedback_id = give(store, RATING, NOON)
    change(store, feedback_id, rating=1, reasons=("no budget",), comment="Gone.", by="Ada", at=LATER)
    change(store, feedback_id, rating=1, reasons=("no budget",), comment="Gone.", by="Ada", at=LATER)

    [now] = given(store)
    assert (now.rating, now.reasons, now.comment, now.given_at) == (1, ("no budget",), "Gone.", NOON)
    first, second = history(store, "feedback", feedback_id)
    assert (first.action, first.who, first.at, first.before) == ("give", "Sam", NOON, None)
    assert (second.action, second.who, second.at, second.before) == ("change", "Ada", LATER, first.after)
    assert (second.after["rating"], second.after["comment"]) == (1, "Gone.")


def test_withdrawing_can_be_undone_and_each_step_is_told(store):
    feedback_id = give(store, RATING, NOON)
    withdraw(store, feedback_id, by="Ada", at=LATER)
    withdraw(store, feedback_id, by="Ada", at=LATER)
    assert [(one.withdrawn_at, one.withdrawn_by) for one in given(store)] == [(LATER, "Ada")]
    with pytest.raises(InputError, match="was withdrawn"):
        change(store, feedback_id, rating=1, by="Sam", at=LATER)

    restore(store, feedback_id, by="Sam", at=LATER)
    assert [(one.withdrawn_at, one.withdrawn_by) for one in given(store)] == [(None, None)]
    assert [one.action for one in history(store, "feedback", feedback_id)] == ["give", "withdraw", "restore"]


def test_what_was_withdrawn_comes_back_only_where_no_newer_rating_stands(store):
    old = give(store, RATING, NOON)
    withdraw(store, old, by="Sam", at=LATER)
    give(store, replace(RATING, submit_id="form-2", rating=5), LATER)
    with pytest.raises(InputError, match="already rated this handoff: 5 of 5"):
        restore(store, old, by="Sam", at=LATER)


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"rating": 0}, "rating must be a whole number from 1 to 5, not 0"),
        ({"rating": 6}, "rating must be"),
        ({"rating": True}, "rating must be"),
        ({"rating": 2.5}, "rating must be"),
        ({"reasons": ("good fitt",)}, 'reasons cannot be "good fitt".*Did you mean "good fit"'),
        ({"comment": "x" * 2001}, "comment has 2,001 characters. Shorten it to 2,000"),
        ({"given_by": " \0 "}, "given_by is blank"),
        ({"given_by": "x" * 121}, "given_by has 121 characters"),
        ({"handoff_id": ""}, "handoff_id is blank"),
        ({"lead_id": " "}, "lead_id is blank"),
        ({"rep_id": ""}, "rep_id is blank"),
        ({"submit_id": ""}, "submit_id is blank"),
    ],
)
def test_what_cannot_be_kept_is_refused_by_field_and_leaves_no_trace(store, changes, complaint):
    with pytest.raises(InputError, match=complaint):
        give(store, replace(RATING, **changes), NOON)
    assert (given(store), store.revision("feedback"), store.revision("audit")) == ([], 0, 0)


HOSTILE = (
    "'); drop table feedback; --",
    '<img src=x onerror="alert(1)">',
    "[a](javascript:alert(1)) **bold** $x$ :red[x]",
    "=HYPERLINK(1)",
    "\U0001f469\u200d\U0001f4bb na\u00efve \u6f22\u5b57 \u200f\u0639\u0631",
    "line one\nline two\ttabbed",
)


@pytest.mark.parametrize("comment", HOSTILE)
def test_text_is_kept_as_it_was_typed(store, comment):
    give(store, replace(RATING, comment=comment, given_by=comment), NOON)
    [kept] = given(store)
    assert (kept.comment, kept.given_by) == (comment, " ".join(comment.split()))


def test_what_no_keyboard_writes_is_left_out(store):
    give(store, replace(RATING, comment="a\0b\x1b[31mc\ud800d\r\ne"), NOON)
    assert given(store)[0].comment == "ab[31mcd\ne"


def test_the_reasons_are_those_of_the_configuration(tmp_path):
    assert set(allowed_reasons()) == {*reasons()["good"], *reasons()["bad"]}
    written = tmp_path / "feedback.toml"
    written.write_text('[reasons]\ngood = ["a"]\nbad = ["b;c"]\n')
    with pytest.raises(InputError, match='"b;c" cannot be a reason'):
        reasons(written)


def test_a_row_that_is_not_there_is_said_so(store):
    for act in (withdraw, restore):
        with pytest.raises(InputError, match='There is no feedback_id "feedback-9"'):
            act(store, "feedback-9", by="Sam")
