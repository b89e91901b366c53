"""A goal written on Shared goals: who is asked, what is refused, what waits, and what holds after two signed."""

from pathlib import Path

import pytest
from few_rows import LEADS
from houses import house
from streamlit.testing.v1 import AppTest

from overlap.store import open_store
from overlap.store.goals import WrittenGoal, goals
from ui.parts import escape
from ui.person import Person

pytestmark = pytest.mark.whole

ANNA, MIA = Person("*Anna*", "sales"), Person("Mia", "marketing")


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """A company that imports no goals, and knows one team."""
    folder = tmp_path_factory.mktemp("goals")
    deals = [{"deal_id": "D1", "outcome": "won", "closed_at": "2026-06-10T09:00:00", "amount": "100.00", "kind": "new"}]
    house(
        folder, as_of="2026-06-20T12:00:00+02:00", leads=LEADS, deals=deals, reps=[{"rep_id": "R1", "team": "East"}]
    ).close()
    return folder


@pytest.fixture
def visited(put_there, built, app: AppTest):
    put_there(built)

    def by(someone: Person | None) -> AppTest:
        app.session_state["person"] = someone
        app.switch_page("pages/goals_page.py").run()
        assert not app.exception, [each.value for each in app.exception]
        return app

    return by


def press(app: AppTest, label: str) -> AppTest:
    next(each for each in app.button if each.label == label).click().run()
    assert not app.exception, [each.value for each in app.exception]
    return app


def written(tmp_path: Path) -> list[WrittenGoal]:
    with open_store(tmp_path / "store.db") as store:
        return goals(store)


def said(app: AppTest) -> str:
    return "\n".join(element.value for element in [*app.markdown, *app.toast, *app.error, *app.text])


def filled(app: AppTest, target: float) -> AppTest:
    next(each for each in app.selectbox if each.label == "Period").select("Q2 2026")
    next(each for each in app.number_input if each.label.startswith("Target")).set_value(target)
    next(each for each in app.text_input if each.label == "Why").set_value("<b>more</b> *x*")
    return press(app, "Propose and sign for sales")


def test_a_goal_takes_two_people_and_then_stands_in_the_answer(visited, tmp_path):
    app = visited(None)
    assert "Say who you are to write a goal" in said(app)

    app = filled(visited(ANNA), 300.0)
    [goal] = written(tmp_path)
    assert (goal.metric, goal.period_start.isoformat(), goal.team, str(goal.target)) == (
        "booked_from", "2026-04-01", None, "300.00",
    )  # fmt: skip
    assert "It waits for **marketing**; you are in sales." in said(app)
    assert f"{escape('*Anna*')} signed it for sales" in said(app)
    assert "Sign for sales" not in [each.label for each in app.button]
    assert "There is no goal to compare this with." in said(app)

    app = press(visited(MIA), "Sign for marketing")
    assert "**0 of 1 goal on plan**" in said(app)
    assert [(one.state, one.signed_sales, one.signed_marketing) for one in written(tmp_path)] == [
        ("signed", "*Anna*", "Mia")
    ]


def test_a_goal_that_waits_can_be_withdrawn_and_a_fault_is_told(visited, tmp_path):
    app = visited(ANNA)
    next(each for each in app.selectbox if each.label == "Goal").select("handoffs")
    assert "Not saved. Target is blank" in said(press(app, "Propose and sign for sales")).replace("\\", "")
    app = filled(app, 1.5)
    assert "Not saved. target must be a whole number" in said(app).replace("\\", "")
    assert written(tmp_path) == []

    app = press(filled(app, 2.0), "Withdraw it")
    assert [one.state for one in written(tmp_path)] == ["withdrawn"]
    assert "Sign for" not in " ".join(each.label for each in app.button if "Propose" not in each.label)
