"""Old and new numbers before a signature: built for nobody else, as if signed, whatever day it begins."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from houses import house
from streamlit.testing.v1 import AppTest

from overlap.warehouse.generations.layout import Warehouse
from ui.agreements import preview
from ui.person import Person

pytestmark = pytest.mark.whole

HANDED = ("2026-05-04", "2026-06-08")  # Mondays; the first call comes after 3 hours of business
HOUSE: dict[str, Any] = {
    "reps": [{"rep_id": "R1", "rep_name": "Anna"}],
    "leads": [{"lead_id": day, "created_at": f"{day}T08:00:00"} for day in HANDED],
    "handoffs": [
        {"handoff_id": day, "lead_id": day, "rep_id": "R1", "handed_at": f"{day}T10:00:00"} for day in HANDED
    ],
    "activities": [
        {"activity_id": day, "lead_id": day, "rep_id": "R1", "kind": "call", "direction": "outbound",
         "outcome": "connected", "occurred_at": f"{day}T13:00:00"}
        for day in HANDED
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """The house of these tests."""
    folder = tmp_path_factory.mktemp("previewed")
    house(folder, **HOUSE).close()
    return folder


@pytest.mark.parametrize(
    ("starts", "after"),
    [(date(2026, 6, 1), [1.0, 0.0]), (date(2026, 12, 1), [0.0, 0.0])],
    ids=["reaches back a month", "begins later"],
)
def test_a_shorter_limit_shows_its_level_before_anybody_else_signs(
    put_there, built, app: AppTest, tmp_path, starts, after
):
    put_there(built)
    published = Warehouse(tmp_path / "warehouse").current_id()
    app.session_state["person"] = Person("Anna", "sales", "R1")
    app.query_params["look_up"], app.query_params["find_Agreements"] = "Agreements", "response"
    app.switch_page("pages/agreements_page.py").run()
    next(each for each in app.number_input if each.label == "limit minutes").set_value(60)
    app.date_input[0].set_value(starts)
    next(each for each in app.button if each.label == "Propose and sign").click().run()
    next(each for each in app.button if each.label == "Preview").click().run()
    assert not app.exception and not app.error
    kept = app.session_state[f"preview_proposal-1_{published}"]
    assert kept.select("place", "before", "after").rows() == [
        (date(2026, 5, 1), 1.0, after[0]),
        (date(2026, 6, 1), 1.0, after[1]),
    ]
    assert f"{after.count(0.0)} of 2 of these numbers would change." in [each.value for each in app.caption]
    assert Warehouse(tmp_path / "warehouse").current_id() == published


def test_every_kind_that_needs_a_build_and_moves_a_number_has_a_chart_of_it():
    assert set(preview.SHOWN) == {
        *("response", "hours", "attempts", "no_contact", "conversion", "attribution"),
        *("scoring", "fit", "decay"),
    }
