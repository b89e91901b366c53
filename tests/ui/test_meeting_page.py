"""Review meeting in the app: every block draws, what waits stands in the sidebar, a visit is counted once."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest
from asked import asked
from demo_house import demo_house
from streamlit.testing.v1 import AppTest
from whole_app import _PAGE, APP, whole_app

from overlap import words
from overlap.agreements import Draft
from overlap.store import Store, open_store
from overlap.store.comments import Place, comment
from overlap.store.decisions import decisions
from overlap.store.ideas import park
from overlap.store.notes import note
from overlap.store.proposals import propose
from overlap.store.unfinished import typed_so_far
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.reader import open_reader
from ui.meeting.decision_form import FORM
from ui.parts import escape
from ui.person import Person
from ui.places import HOME, PAGES

pytestmark = pytest.mark.whole

SAYS = "Is *April* in it? <b>x</b> [y](http://e.vil)"
NOTE = "The fair was *moved* <i>z</i>"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Store]]:
    """A demo company in which somebody has proposed, parked and commented."""
    folder = tmp_path_factory.mktemp("meeting")
    house_id = demo_house(folder).current().house_id
    at = Warehouse(folder / "warehouse").current().as_of_at
    with open_store(folder / "store.db", house_id) as opened:
        propose(opened, Draft("threshold", {"points": 40}, at, "Mara", "", ""), "form-1", at)
        park(opened, "form-2", "A joint call", "Mia", at)
        comment(opened, "form-3", Place("goals/status", "pace", "goals", "period=quarter"), SAYS, "Mia", at)
        note(opened, "form-4", at.date(), NOTE, ("Sales",), by="Mia", at=at)
        yield folder, opened


@pytest.fixture
def page(store: tuple[Path, Store], monkeypatch: pytest.MonkeyPatch) -> AppTest:
    folder, _ = store
    monkeypatch.setenv("OVERLAP_WAREHOUSE", str(folder / "warehouse"))
    monkeypatch.setenv("OVERLAP_STORE", str(folder / "store.db"))
    app = whole_app(300)
    app.switch_page("pages/meeting_page.py")
    return app.run()


def test_every_block_draws_and_what_people_typed_is_text(page: AppTest, store: tuple[Path, Store]) -> None:
    assert not page.exception and not page.error
    titles = [each.value.removeprefix("## ") for each in page.markdown if each.value.startswith("## ")]
    assert titles == [
        "Agenda", "Decisions, and what became of them", "Parked ideas", "Comments", "Notes on days",
        "Frozen numbers", "Guards", "Who looks at it",
    ]  # fmt: skip
    shown = "\n".join(each.value for each in page.markdown)
    assert "A joint call" in shown and r"Shared goals\, " in shown
    assert escape(SAYS) in shown and SAYS not in shown
    assert escape(NOTE) in shown and NOTE not in shown
    assert any("1 change to sign" in str(each.proto) for each in page.sidebar.get("page_link"))
    page.run()
    with store[1].read() as connection:
        visits = connection.exec_driver_sql("select team, page, visit_count from visits").all()
    assert [tuple(row) for row in visits] == [("not said", "review-meeting", 1)]


def test_whoever_says_who_they_are_is_told_how_many_leads_wait_for_their_stars_and_their_call(
    page: AppTest, store: tuple[Path, Store]
) -> None:
    with closing(open_reader(Warehouse(store[0] / "warehouse"), store=store[1])) as reader:
        lately = reader.as_of.date() - timedelta(days=90)
        unrated = asked(reader, "quality/feedback_queue").filter(pl.col("handed_on") >= lately)
        waiting = asked(reader, "followup/waiting")
    rep_id, name = (
        unrated.filter(pl.col("rep_name").is_in(waiting["rep_name"].to_list())).select("rep_id", "rep_name").row(0)
    )
    for says, team, rep, lines in (
        (name, "sales", rep_id, [
            "1 change to sign by sales",
            words.counted(unrated.filter(rep_id=rep_id).height, "lead") + " to rate",
            words.counted(waiting.filter(rep_name=name).height, "lead") + " to answer",
        ]),
        ("Mara", "marketing", None, []),
    ):  # fmt: skip
        page.session_state["person"] = Person(says, team, rep)
        page.run()
        shown = [each.proto.label for each in page.sidebar.get("page_link")]
        assert [label for label in shown if " to " in label] == lines


def test_an_idea_becomes_a_decision_in_the_words_that_the_click_that_saves_it_sends_along(
    page: AppTest, store: tuple[Path, Store]
) -> None:
    page.session_state["person"] = Person("Mia", "marketing")
    page.run()
    next(each for each in page.button if each.label == "Make it a decision").click().run()
    (form,) = (each for each in page.expander if each.label == "Write a decision")
    assert form.proto.expanded
    assert [each.value for each in form.text_area] == ["A joint call"]
    form.text_area[0].set_value("A joint call a week")
    next(each for each in form.button if each.label == "Save the decision").click().run()
    assert any("saved on " in each.value for each in page.toast)
    assert [one.what for one in decisions(store[1])] == ["A joint call a week"]
    assert typed_so_far(store[1], FORM, "Mia") == {}


def test_a_link_leads_to_each_page_of_the_app() -> None:
    found = _PAGE.findall(APP.read_text(encoding="utf-8"))
    assert {path or HOME: file for file, path in found} == {path: file for path, (file, _) in PAGES.items()}
