"""Lead quality by campaign: three shares of mature handoffs, and a verdict only where chance is ruled out."""

from datetime import datetime, timedelta

import polars as pl
import pytest
from houses import house_of

from overlap.reports import Filters, answer

house = house_of("quality/by_campaign")

pytestmark = pytest.mark.whole

START = datetime(2026, 3, 2, 9)


def rows(campaign: str | None, accepted: int, rejected: int, undecided: int, young: int = 0) -> dict[str, list[dict]]:
    """So many handoffs of a campaign, by what became of them."""
    fates = ["accepted"] * accepted + ["rejected"] * rejected + ["undecided"] * undecided + ["young"] * young
    leads, handoffs = [], []
    for number, fate in enumerate(fates):
        at = START + timedelta(days=100 if fate == "young" else 0, minutes=number)
        name = f"{campaign}-{number}"
        leads.append({"lead_id": name, "created_at": at.isoformat(), "source_campaign_id": campaign})
        one = {"handoff_id": name, "lead_id": name, "handed_at": at.isoformat()}
        decided = (at + timedelta(days=2)).isoformat()
        if fate in ("accepted", "young"):
            one["accepted_at"] = decided
        elif fate == "rejected":
            one["rejected_at"] = decided
        handoffs.append(one)
    return {"leads": leads, "handoffs": handoffs}


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    parts = [rows("good", 45, 3, 2), rows("plain", 25, 15, 10), rows("bad", 12, 30, 8), rows("new", 4, 1, 0, young=2)]
    parts.append(rows(None, 3, 1, 1))
    opened = house(
        tmp_path_factory.mktemp("quality"),
        as_of="2026-06-12T12:00:00+02:00",
        campaigns=[{"campaign_id": name, "campaign_name": name.title()} for name in ("good", "plain", "bad", "new")],
        leads=[row for part in parts for row in part["leads"]],
        handoffs=[row for part in parts for row in part["handoffs"]],
    )
    yield opened
    opened.close()


def test_accepted_rejected_and_undecided_are_the_handoffs_old_enough(reader):
    frame = answer(reader, "quality/by_campaign").frame
    counts = ["handoff_count", "old_enough_count", "accepted_count", "rejected_count", "undecided_count", "is_young"]
    assert frame.select("campaign_id", "campaign_name", *counts).rows() == [
        ("bad", "Bad", 50, 50, 12, 30, 8, False),
        ("good", "Good", 50, 50, 45, 3, 2, False),
        ("plain", "Plain", 50, 50, 25, 15, 10, False),
        ("new", "New", 7, 5, 4, 1, 0, True),
        (None, "no known campaign", 5, 5, 3, 1, 1, False),
    ]


def test_the_house_is_all_handoffs_together_and_what_is_far_from_it_is_told_apart(reader):
    frame = answer(reader, "quality/by_campaign").frame
    assert frame["house_rate"].to_list() == pytest.approx([89 / 160] * 5)
    assert dict(frame.select("campaign_id", "verdict").rows()) == {
        "bad": "below company average",
        "good": "above company average",
        "plain": "about average",
        "new": "too few to tell",
        None: "too few to tell",
    }
    shown = frame.filter(pl.col("campaign_id") == "bad").row(0, named=True)
    assert shown["acceptance_rate"] == pytest.approx(12 / 50)
    assert shown["acceptance_rate"] < shown["shrunk_rate"] < shown["house_rate"]


def test_a_period_without_handoffs_has_no_row(reader):
    frame = answer(reader, "quality/by_campaign", Filters(campaigns=("nobody",))).frame
    assert frame.is_empty() and "verdict" in frame.columns
