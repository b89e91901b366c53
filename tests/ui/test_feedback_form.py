"""Feedback on the Lead page: refused without a name, kept once, shown at once, changed, withdrawn and brought back."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from houses import house
from streamlit.testing.v1 import AppTest
from whole_app import whole_app

from overlap.store import open_store
from overlap.store.backup import back_up, restore
from overlap.store.feedback import Rating, give, given
from ui.parts import escape
from ui.person import Person

pytestmark = pytest.mark.whole

NOW = datetime(2026, 7, 2, tzinfo=UTC)
ANNA = Person("Anna", "sales", "R1")
HOUSE: dict[str, Any] = {
    "leads": [{"lead_id": "L1", "created_at": "2026-03-02T09:00:00", "company": "Varga"},
              {"lead_id": "L2", "created_at": "2026-03-02T09:00:00"}],
    "reps": [{"rep_id": "R1", "rep_name": "Anna"}, {"rep_id": "R2", "rep_name": "Ben"}],
    "handoffs": [
        {"handoff_id": "H1", "lead_id": "L1", "rep_id": "R1", "handed_at": "2026-03-03T09:00:00",
         "rejected_at": "2026-03-04T09:00:00"},
        {"handoff_id": "H2", "lead_id": "L1", "rep_id": "R1", "handed_at": "2026-04-03T09:00:00"},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """The house of these tests."""
    folder = tmp_path_factory.mktemp("rated")
    house(folder, **HOUSE).close()
    return folder


@pytest.fixture
def lead(put_there, built, app: AppTest) -> AppTest:
    """The page of a lead that was handed over twice, visited by Anna."""
    put_there(built)
    app.session_state["person"] = ANNA
    app.query_params["lead_id"] = "L1"
    return app.switch_page("pages/lead_page.py").run()


@pytest.fixture
def kept(tmp_path):
    """What the store holds, as (handoff, rater, stars, comment, whether it counts)."""

    def rows() -> list[tuple]:
        with open_store(tmp_path / "store.db") as store:
            return [
                (one.handoff_id, one.rep_id, one.rating, one.comment, one.withdrawn_at is None) for one in given(store)
            ]

    return rows


def said(app: AppTest) -> str:
    elements = [*app.markdown, *app.caption, *app.text, *app.success, *app.toast, *app.error]
    return "\n".join(element.value for element in elements)


def stars(app: AppTest) -> list:
    """The choice of one to five stars, where the page has one."""
    return [each for each in app.segmented_control if str(each.key).startswith("stars_")]


def press(app: AppTest, label: str) -> AppTest:
    buttons = [each for each in app.button if each.label == label]
    assert len(buttons) == 1, [each.label for each in app.button]
    buttons[0].click().run()
    assert not app.exception, [each.value for each in app.exception]
    return app


def test_without_a_name_there_is_no_form_and_the_page_says_so(put_there, built, app):
    put_there(built)
    app.query_params["lead_id"] = "L1"
    app.switch_page("pages/lead_page.py").run()
    assert "Say who you are to rate this lead." in said(app)
    assert not stars(app)


def test_marketing_reads_and_does_not_rate(lead):
    lead.session_state["person"] = Person("Mia", "marketing")
    lead.run()
    assert "Sales rates the leads it was given; marketing reads it here." in said(lead)
    assert not stars(lead)


def test_a_lead_that_was_never_handed_over_has_nothing_to_rate(lead):
    lead.query_params["lead_id"] = "L2"
    lead.run()
    assert "It has not been handed to sales yet, so there is nothing to rate." in said(lead)


def test_nothing_is_kept_without_stars(lead, kept):
    press(lead, "Save feedback")
    assert escape("Choose one to five stars first.") in said(lead)
    assert kept() == []


def test_what_was_saved_stands_on_the_page_changes_withdraws_and_comes_back(lead, kept):
    stars(lead)[0].set_value(4)
    lead.pills[0].set_value(["good fit"])
    lead.text_area[0].set_value("*b* <i>")
    press(lead, "Save feedback")
    assert kept() == [("H2", "R1", 4, "*b* <i>", True)]
    assert "Saved on" in said(lead) and "**4 of 5**" in said(lead) and "good fit" in said(lead)
    assert "*b* <i>" in [each.value for each in lead.text]
    assert escape("“*b* <i>”") in said(lead)  # the story tells it, too
    assert not stars(lead)

    press(lead, "Change")
    assert (stars(lead)[0].value, lead.pills[0].value, lead.text_area[0].value) == (4, ["good fit"], "*b* <i>")
    stars(lead)[0].set_value(1)
    press(lead, "Save the change")
    assert kept() == [("H2", "R1", 1, "*b* <i>", True)]
    assert "Anna changed it: 4 to 1 stars" in said(lead)

    press(lead, "Withdraw")
    assert kept() == [("H2", "R1", 1, "*b* <i>", False)]
    assert "It counts nowhere." in said(lead)
    press(lead, "Bring back")
    assert kept() == [("H2", "R1", 1, "*b* <i>", True)]


def test_another_handoff_of_the_lead_is_rated_on_its_own(lead, kept):
    assert [str(option) for option in lead.selectbox[0].options] == [
        "No. 2, 3 Apr 2026 to Anna", "No. 1, 3 Mar 2026 to Anna",
    ]  # fmt: skip
    lead.selectbox[0].set_value("H1").run()
    stars(lead)[0].set_value(2)
    press(lead, "Save feedback")
    assert kept() == [("H1", "R1", 2, "", True)]


def test_only_whoever_gave_it_can_change_it(lead, tmp_path):
    with open_store(tmp_path / "store.db") as store:
        give(store, Rating("s1", "H2", "L1", "R2", 5, "Ben"))
    lead.run()
    assert "**5 of 5**" in said(lead)
    assert "Change" not in [each.label for each in lead.button]
    assert len(stars(lead)) == 1  # Anna has a word of her own


def test_what_the_store_refuses_is_said_in_words_and_nothing_is_lost(lead, kept, tmp_path):
    stars(lead)[0].set_value(4)
    with open_store(tmp_path / "store.db") as store:
        give(store, Rating("from another window", "H2", "L1", "R1", 5, "Anna"))
    press(lead, "Save feedback")
    assert escape("Change that rating instead.") in said(lead)
    assert kept() == [("H2", "R1", 5, "", True)]
    assert "**5 of 5**" in said(lead)


def test_a_restore_under_open_pages_shows_the_restored_rows_with_their_next_step(lead, kept, tmp_path):
    place, saved = tmp_path / "store.db", tmp_path / "one.backup"
    reader = whole_app()
    reader.query_params["lead_id"] = "L1"
    reader.switch_page("pages/lead_page.py").run()
    back_up(place, saved, None, {}, NOW)
    rate(lead, 2, "lost by the restore")
    assert "lost by the restore" in said(reader.run())

    _, aside = restore(place, saved, None, NOW)
    press(lead, "Withdraw")
    assert escape("Load the page again.") in said(lead)
    assert "lost by the restore" not in said(lead.run())
    rate(lead, 3, "after the restore")
    assert kept() == [("H2", "R1", 3, "after the restore", True)]
    reader.run()
    assert "lost by the restore" not in said(reader) and "after the restore" in said(reader)

    assert aside is not None
    restore(place, aside, None, NOW)
    reader.run()
    assert "lost by the restore" in said(reader) and "after the restore" not in said(reader)


def rate(app: AppTest, given_stars: int, comment: str) -> None:
    """Save stars and a comment as Anna."""
    stars(app)[0].set_value(given_stars)
    next(each for each in app.text_area if each.label == "In their words, or yours").set_value(comment)
    press(app, "Save feedback")
