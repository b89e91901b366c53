"""Two people sign a change: the form, the second name, what holds then, and what a build still has to apply."""

from datetime import date

import pytest
from few_rows import LEADS
from streamlit.testing.v1 import AppTest

from overlap.agreements import KINDS
from overlap.store import open_store
from overlap.store.proposals import proposals
from ui import gateway
from ui.parts import escape
from ui.person import Person

pytestmark = pytest.mark.whole

ANNA, MIA = Person("*Anna*", "sales"), Person("Mia", "marketing")
DAY = date(2026, 6, 1)  # before the day the house's data reaches


@pytest.fixture
def page(publish, app: AppTest):
    """The Definitions page at one agreement, visited by somebody."""
    publish(leads=LEADS)

    def visited(name: str, someone: Person | None = ANNA) -> AppTest:
        if someone:
            app.session_state["person"] = someone
        app.query_params["look_up"], app.query_params["find_Agreements"] = "Agreements", name
        app.switch_page("pages/agreements_page.py").run()
        assert not app.exception, [each.value for each in app.exception]
        return app

    return visited


def said(app: AppTest) -> str:
    elements = [*app.markdown, *app.caption, *app.text, *app.success, *app.toast, *app.error, *app.warning, *app.info]
    return "\n".join(element.value for element in elements)


def labels(app: AppTest) -> list[str]:
    return [each.label for each in app.button]


def press(app: AppTest, label: str) -> AppTest:
    next(each for each in app.button if each.label == label).click().run()
    assert not app.exception, [each.value for each in app.exception]
    return app


def propose(app: AppTest, label: str, value: float, note: str = "") -> AppTest:
    next(each for each in app.number_input if each.label == label).set_value(value)
    app.date_input[0].set_value(DAY)
    next(each for each in app.text_input if each.label == "Why").set_value(note)
    return press(app, "Propose and sign")


def agreed(app: AppTest) -> list[str]:
    """The last column of the table of what holds."""
    return app.table[0].value.iloc[:, -1].tolist()


def agreed_for(app: AppTest) -> list[str]:
    """What the table of what holds has rows for."""
    return app.table[0].value.iloc[:, 0].tolist()


def test_every_kind_has_its_form_and_nothing_changed_is_nothing_to_sign(page):
    for name in KINDS:
        app = page(name)
        press(app, "Propose and sign")
        assert escape("No value has changed.") in said(app), name


def test_without_a_name_nobody_proposes(page):
    app = page("threshold", None)
    assert "Say who you are to propose a change." in said(app)
    assert "Propose and sign" not in labels(app)


def test_two_people_sign_and_what_needs_no_build_holds_at_once(page, tmp_path):
    app = propose(page("threshold"), "points", 48, "=1 *x*")
    assert agreed(app) == ["35"]
    assert "It waits for **marketing**; you are in sales." in said(app)
    assert "It applies retroactively" in said(app) and "It needs a build" not in said(app)
    assert "=1 *x*" in [each.value for each in app.text]

    app.session_state["person"] = Person("  *ANNA* ", "marketing")
    app.run()
    assert "Two people sign: somebody else has to." in said(app)
    assert "Sign for marketing" not in labels(app)

    app.session_state["person"] = MIA
    app.run()
    press(app, "Sign for marketing")
    assert agreed(app) == ["48"]
    assert "in force since 1 Jun 2026" in said(app)
    assert f"Sales: {escape('*Anna*')}" in said(app)
    assert f"1 of {len(KINDS)} agreements are signed" in said(app)
    assert next(each for each in app.number_input if each.label == "points").value == 48
    with open_store(tmp_path / "store.db") as store:
        assert [(one.state, one.agreement_id) for one in proposals(store)] == [("signed", "threshold-1")]


def test_a_row_is_removed_by_two_people_shown_as_such_and_brought_back(page):
    app = page("owners")
    before = agreed_for(app)
    next(each for each in app.multiselect if each.label == "Remove").select("duplicate")
    app.date_input[0].set_value(DAY)
    press(app, "Propose and sign")
    meant = "Removed: duplicate. A reason that is not listed has no owner."
    assert meant in said(app) and agreed_for(app) == before

    app.session_state["person"] = MIA
    app.run()
    press(app, "Sign for marketing")
    assert agreed_for(app) == [row for row in before if row != "duplicate"]
    assert meant in said(app)  # in the history now

    back = next(each for each in app.multiselect if each.label == "Bring back, as it was last")
    assert back.options == ["duplicate"]
    back.select("duplicate")
    app.date_input[0].set_value(DAY)
    press(app, "Propose and sign")
    app.session_state["person"] = ANNA
    app.run()
    press(app, "Sign for sales")
    assert sorted(agreed_for(app)) == sorted(before)


def test_what_needs_a_build_waits_for_it_in_words_on_every_page(page, monkeypatch):
    started: list[bool] = []
    monkeypatch.setattr(gateway, "apply_signed", lambda: started.append(True))
    app = propose(page("response"), "limit minutes", 30)
    assert "It needs a build" in said(app)
    app.session_state["person"] = MIA
    app.run()
    press(app, "Sign for marketing")
    assert started == [True]
    assert agreed(app) == ["240", "85.0%"]
    assert "Signed, waiting for a build" in said(app)
    app.switch_page("pages/data_page.py").run()
    assert [each.value for each in app.sidebar.caption if "Signed" in each.value] == [
        ":violet[:material/hourglass: Signed, waiting for a build:] Response"
    ]


def test_a_proposal_is_withdrawn_and_counts_no_more(page, tmp_path):
    app = propose(page("delta"), "points", 5)
    press(app, "Withdraw it")
    assert "The proposal was withdrawn" in said(app)
    assert "Proposed from" not in said(app)
    with open_store(tmp_path / "store.db") as store:
        assert [one.state for one in proposals(store)] == ["withdrawn"]


def test_values_that_cannot_be_are_refused_in_words(page):
    app = page("weights")
    for each in app.number_input:
        each.set_value(0)
    press(app, "Propose and sign")
    assert escape("Give one of them a weight.") in said(app)
