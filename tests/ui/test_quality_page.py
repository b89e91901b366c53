"""Lead quality stands in every view on a few rows, shows what is typed now, and says in words what is missing."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from overlap.store import open_store
from overlap.store.decisions import Decided, Decision, decide, decisions
from ui.person import Person

pytestmark = pytest.mark.whole

MAY = date(2026, 5, 1)
HANDED = "2026-05-04T09:00:00+02:00"
HOUSE: dict[str, Any] = {
    "leads": [
        {"lead_id": f"L{n}", "created_at": "2026-05-01T09:00:00+02:00", "source_campaign_id": "C", "segment": "smb"}
        for n in range(8)
    ],
    "campaigns": [{"campaign_id": "C", "campaign_name": "Fair *Hannover*"}],
    "handoffs": [
        {"handoff_id": f"H{n}", "lead_id": f"L{n}", "handed_at": HANDED, "rep_id": "R1",
         **({"accepted_at": "2026-05-05T09:00:00+02:00"} if n < 4 else
            {"rejected_at": "2026-05-05T09:00:00+02:00", "reject_reason": "no_need"} if n < 6 else {})}
        for n in range(8)
    ],
    "reps": [{"rep_id": "R1", "rep_name": "Anna"}],
    "stage_entries": [
        {"lead_id": f"L{n}", "stage": "sql", "entered_at": "2026-05-09T09:00:00+02:00"} for n in range(2)
    ],
    "feedback": [
        {"feedback_id": f"F{n}", "lead_id": f"L{n}", "rep_id": "R1", "rating": 1 + 4 * (n < 4),
         "given_at": "2026-05-06T09:00:00+02:00", "reasons": "good fit", "comment": "<b>asks</b> for a quote"}
        for n in range(6)
    ],
}  # fmt: skip


def opened(app: AppTest, **address: str) -> str:
    """All that the page says at that address."""
    app.query_params["period"] = "All time"
    for name, value in address.items():
        app.query_params[name] = value
    app.switch_page("pages/quality_page.py").run()
    assert not app.exception, [each.value for each in app.exception]
    assert not app.error, [text.value for text in app.text]
    return "\n".join(element.value for element in [*app.markdown, *app.caption])


def test_campaigns_and_feedback_stand_on_a_few_rows(look_at, app: AppTest) -> None:
    look_at(**HOUSE)
    said = opened(app)
    assert "**One in four handed-over leads become SQLs within 30 days: 25.0%**" in said
    assert "Sales accepts 50.0%, rejects 25.0% and leaves 25.0% undecided." in said
    assert "You hand over **100.0%**" in said
    assert [metric.value for metric in app.metric][:3] == ["50.0%", "25.0%", "3.7 of 5"]
    for measure in ("qualified", "rating", "won"):
        app.session_state["quality_measure"] = measure
        app.run()
        assert not app.exception
    app.session_state["quality_view"] = "feedback"
    app.run()
    said = "\n".join(element.value for element in [*app.markdown, *app.caption])
    assert not app.exception
    assert "**75.0% of handoffs are rated within 14 days**" in said
    assert "Nothing is noted yet." in said and "Say who you are to note what was changed." in said


def test_without_handoffs_the_page_says_what_is_missing_and_what_leads_brought(look_at, app: AppTest) -> None:
    deal = {
        "deal_id": "D", "lead_id": "L0", "outcome": "won", "amount": 800, "currency": "EUR", "kind": "new",
        "closed_at": "2025-05-05T09:00:00+02:00", "opened_at": "2025-05-02T09:00:00+02:00",
    }  # fmt: skip
    leads = [{"lead_id": f"L{n}", "created_at": "2025-05-01T09:00:00+02:00"} for n in range(8)]
    look_at(leads=leads, deals=[deal])
    said = opened(app)
    assert "**Nobody can say yet: no handoffs are recorded.** What leads bring is known" in said
    assert "No source supplies **handoffs**" in said
    assert "100.00 a lead**" in said and "rests on 1 win" in said
    assert {metric.value for metric in app.metric} == {"–"}


def test_a_note_of_what_was_changed_is_kept_once_and_stands_on_the_page_as_text(publish, app: AppTest) -> None:
    publish(**HOUSE)
    opened(app)
    app.session_state["person"] = Person("Ada", "marketing")
    app.session_state["quality_view"] = "feedback"
    app.run()
    (what,) = [field for field in app.text_input if field.label == "What was changed"]
    what.set_value("Dropped the <b>prize</b>")
    app.button[[button.label for button in app.button].index("Save the note")].click()
    app.run()
    assert not app.exception
    said = "\n".join(element.value for element in app.markdown)
    assert said.count("Dropped the \\<b\\>prize\\<\\/b\\>") == 1
    assert "every campaign: **cannot tell yet**" in said


def test_a_decision_is_withdrawn_after_being_asked_once_more_and_comes_back(publish, app: AppTest, tmp_path) -> None:
    publish(**HOUSE)
    with open_store(tmp_path / "store.db") as store:
        kept = Decision("form", "reject_share", "no_need", "the other reasons", "Ada", "Ask for *it*", MAY, 30, "Ada")
        decided = decide(store, kept)
    opened(app)
    app.session_state["quality_view"] = "feedback"
    app.run()
    keys = {str(button.key) for button in app.button}
    assert f"who_withdraw_{decided}" in keys and f"withdraw_{decided}" not in keys  # somebody must answer for it

    app.session_state["person"] = Person("Ben", "marketing")
    app.run()
    assert decided in [row.decision_id for row in standing(tmp_path)]
    said = pressed(app, f"withdraw_{decided}")
    assert standing(tmp_path) == []
    assert "cannot tell yet" not in said and "Nothing is noted yet." not in said
    assert "Ask for \\*it\\* (Ada, 1 May 2026), for “no need”; withdrawn on" in said and "by Ben" in said

    said = pressed(app, f"restore_{decided}")
    assert [row.decision_id for row in standing(tmp_path)] == [decided]
    assert "**Ask for \\*it\\*** (Ada, 1 May 2026)" in said and "withdrawn on" not in said


def pressed(app: AppTest, key: str) -> str:
    """All that the page says once a button was pressed."""
    app.button(key=key).click().run()
    assert not app.exception, [each.value for each in app.exception]
    return "\n".join(element.value for element in [*app.markdown, *app.caption])


def standing(folder: Path) -> list[Decided]:
    """The decisions in force."""
    with open_store(folder / "store.db") as store:
        return [one for one in decisions(store) if one.withdrawn_at is None]
