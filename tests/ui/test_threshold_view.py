"""The views Threshold and Second chances open on a house with little in it, and a proposal made there is kept once."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from overlap.store import open_store
from overlap.store.proposals import open_proposals
from ui.person import Person

pytestmark = pytest.mark.whole

LEADS = [{"lead_id": f"L{n}", "created_at": "2026-01-05T08:00:00", "company": "Varga"} for n in range(4)]
HANDOFFS = [
    {"handoff_id": f"H{n}", "lead_id": f"L{n}", "handed_at": "2026-01-12T09:30:00", "score": 40 + 5 * n}
    for n in range(3)
]
STAGES = [
    {"lead_id": "L0", "stage": "mql", "entered_at": "2026-01-12T09:00:00"},
    {"lead_id": "L0", "stage": "recycled", "entered_at": "2026-02-12T09:00:00"},
    {"lead_id": "L1", "stage": "sql", "entered_at": "2026-01-20T09:00:00"},
]


def opened(app: AppTest, view: str, **address: str) -> str:
    """All that Lead quality says in that view, all time."""
    app.query_params["period"] = "All time"
    for name, value in {"quality_view": view, **address}.items():
        app.query_params[name] = value
    app.switch_page("pages/quality_page.py").run()
    assert not app.exception
    return " ".join(block.value for block in app.markdown)


def test_the_threshold_room_weighs_another_threshold_and_says_what_is_not_known(
    publish: Callable[..., None], app: AppTest
) -> None:
    publish(leads=LEADS, handoffs=HANDOFFS, stage_entries=STAGES)
    said = opened(app, "Threshold", threshold="45")
    assert "From 45 points on" in said
    assert "too few leads near the threshold" in said
    assert "Not known yet" in said
    assert "never been changed on a date" in said


def test_a_proposal_of_the_room_is_kept_once_and_waits_for_the_other_team(
    publish: Callable[..., None], app: AppTest, tmp_path: Path
) -> None:
    publish(leads=LEADS, handoffs=HANDOFFS, stage_entries=STAGES)
    app.session_state["person"] = Person("Mia", "marketing")
    opened(app, "Threshold", threshold="45")
    app.button(key="propose_points").click().run()
    app.button(key="sign_room_threshold").click().run()
    assert not app.exception
    with open_store(str(tmp_path / "store.db")) as store:
        waiting = open_proposals(store)
    assert [(each.kind, dict(each.values), each.awaits) for each in waiting] == [("threshold", {"points": 45}, "sales")]


def test_second_chances_says_who_came_back_and_who_waits(look_at: Callable[..., None], app: AppTest) -> None:
    look_at(leads=LEADS, handoffs=HANDOFFS, stage_entries=STAGES)
    said = opened(app, "Second chances")
    assert "0 of 1 lead returned, lost or won have come back so far" in said
    assert "2 leads of this period wait" in said
