"""A decision planted to work and one planted not to are judged right, and their numbers equal a plain reading."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from math import sqrt
from typing import Any

import numpy as np
import polars as pl
import pytest
from houses import house_of

from overlap.reports import Filters, answer
from overlap.steps import Given
from overlap.subjects.meeting.baseline import baseline
from overlap.subjects.meeting.steps.decisions import judged
from overlap.warehouse.reader import Reader

pytestmark = pytest.mark.whole

house = house_of("meeting/baselines", "meeting/decided_handoffs", "meeting/decisions")

DAY, WINDOW, EACH, SMALLEST = date(2026, 3, 1), 60, 120, 25
# Campaign -> SALs of 10 before the day, and from it on. The rest moves, too: 1 of 10 is what everybody gained.
PLANTED = {"works": (4, 8), "does_nothing": (4, 5), "rest": (4, 5)}
NAMES = {"C1": "works", "C2": "does_nothing", "C3": "rest", "C4": "rest", "C5": "rest"}


def handed() -> list[dict[str, Any]]:
    """So many handoffs of each campaign on both sides of the day, SALs as planted."""
    found = []
    for campaign, name in NAMES.items():
        for number in range(2 * EACH):
            is_after = number >= EACH
            day = DAY + timedelta(days=(number % (WINDOW - 1)) * (1 if is_after else -1) - (0 if is_after else 1))
            is_accepted = number % 10 < PLANTED[name][is_after]
            found.append({"id": f"{campaign}-{number}", "campaign": campaign, "day": day, "is_accepted": is_accepted})
    return found


ROWS = handed()


def decision(name: str, **row: Any) -> dict[str, Any]:
    return {
        "decision_id": name, "metric": "acceptance_rate", "subject": name, "comparison": "the other campaigns",
        "owner": "Mia", "what": f"A change that {name}", "decided_on": DAY.isoformat(), "window_days": WINDOW,
        "dimension": "campaign", "guard": "handoffs_won_share", "state": "open", "due_on": "2026-04-01", **row,
    }  # fmt: skip


STORE = {
    "decisions": [
        decision("works", group_id="C1"),
        decision("does nothing", group_id="C2", state="done"),
        decision("is everybody's", dimension="company", comparison="nothing"),
        decision("is too soon", group_id="C1", decided_on="2026-06-25"),
        decision("is not meant any more", group_id="C1", withdrawn_at="2026-06-01T00:00:00+00:00"),
    ]
}


@pytest.fixture(scope="module")
def reader(tmp_path_factory) -> Iterator[Reader]:
    opened = house(
        tmp_path_factory.mktemp("decided"),
        agreements={"delta": {"points": SMALLEST}},
        store=STORE,
        campaigns=[{"campaign_id": campaign, "campaign_name": name} for campaign, name in NAMES.items()],
        leads=[
            {"lead_id": row["id"], "created_at": f"{row['day']}T08:00:00", "source_campaign_id": row["campaign"]}
            for row in ROWS
        ],
        handoffs=[
            {
                "handoff_id": row["id"], "lead_id": row["id"], "handed_at": f"{row['day']}T09:00:00",
                "accepted_at": f"{row['day']}T12:00:00" if row["is_accepted"] else None,
            }
            for row in ROWS
        ],
    )  # fmt: skip
    with closing(opened):
        yield opened


def plain(campaign: str) -> tuple[float, float, float]:
    """Change less change of the others, with its interval, read off the rows."""
    four = [
        [row["is_accepted"] for row in ROWS if (row["campaign"] == campaign) == own and (row["day"] >= DAY) == after]
        for own in (True, False)
        for after in (False, True)
    ]
    before, after, others_before, others_after = (sum(each) / len(each) for each in four)
    variance = sum(sum(each) / len(each) * (1 - sum(each) / len(each)) / len(each) for each in four)
    change = after - before - (others_after - others_before)
    return change, change - 1.96 * sqrt(variance), change + 1.96 * sqrt(variance)


def test_what_worked_and_what_did_nothing_are_judged_right(reader):
    found = {row["about"]: row for row in answer(reader, "meeting/decisions").frame.to_dicts()}
    assert set(found) == {"works", "does nothing", "is everybody's", "is too soon"}
    verdicts = {name: (row["verdict"], row["direction"]) for name, row in found.items()}
    assert verdicts == {
        "works": ("moved", "better"),
        "does nothing": ("not moved", None),
        "is everybody's": ("nothing to compare with", None),
        "is too soon": ("cannot tell yet", None),
    }
    for name, campaign in (("works", "C1"), ("does nothing", "C2")):
        row = found[name]
        assert [row["effect"], row["effect_low"], row["effect_high"]] == pytest.approx(plain(campaign))
        assert (row["before_count"], row["after_count"]) == (EACH, EACH)
    assert found["works"]["after_hit_count"] == EACH * 8 // 10
    assert [found[name]["is_overdue"] for name in ("works", "does nothing")] == [True, False]


def test_the_counts_open_to_their_handoffs(reader):
    for side, hits, number in (("before", "any", EACH), ("after", "yes", EACH * 8 // 10)):
        params = {"decision_id": "works", "side": side, "hits": hits}
        rows = answer(reader, "meeting/decided_handoffs", params=params).frame
        assert rows.height == number
        assert all((row["handed_on"] >= DAY) == (side == "after") for row in rows.to_dicts())


def test_a_decision_starts_from_the_share_adjusted_for_small_samples(reader):
    def ask(name: str, filters: Filters, /, **params: object) -> pl.DataFrame:
        return answer(reader, name, filters, params=params).frame

    assert baseline(ask, "acceptance_rate", "company", None, DAY, WINDOW) == pytest.approx(0.4, abs=0.002)
    after = baseline(ask, "acceptance_rate", "campaign", "C1", DAY + timedelta(days=WINDOW), WINDOW)
    assert after and 0.7 < after < 0.8  # drawn from 0.8 towards the other two
    assert baseline(ask, "acceptance_rate", "campaign", "nobody's", DAY, WINDOW) is None


def counted(**hits: tuple[int, int]) -> dict[str, int]:
    """Hits of 1,000 on both sides, of the decision's own group and of the compared one."""
    names = {"own": ("before", "after"), "compared": ("compared_before", "compared_after")}
    row: dict[str, int] = {}
    for prefix, of in (("", "metric"), ("guard_", "guard")):
        for group, sides in names.items():
            for side, number in zip(sides, hits.get(f"{of}_{group}", (500, 500)), strict=True):
                hit = f"{side}_hit_count" if not prefix and group == "own" else f"{side}_hits"
                row |= {f"{prefix}{hit}": number, f"{prefix}{side}_count": 1000}
    return row


@pytest.mark.parametrize(
    ("hits", "metric", "guard", "verdicts"),
    [
        ({"metric_own": (500, 650)}, "service_level", "contact_rate", ("moved", "better", "held")),
        ({"metric_own": (500, 350)}, "service_level", "contact_rate", ("moved", "worse", "held")),
        ({"guard_own": (500, 350)}, "service_level", "contact_rate", ("not moved", None, "worse")),
        ({"guard_own": (500, 650)}, "feedback_coverage", "feedback_polarity", ("not moved", None, "worse")),
        ({"guard_own": (500, 350)}, "feedback_coverage", "feedback_polarity", ("not moved", None, "held")),
        ({"metric_own": (500, 650), "metric_compared": (500, 650)}, "service_level", None, ("not moved", None, None)),
        ({"metric_own": (500, 350)}, "reject_share", None, ("moved", "better", None)),
    ],
)
def test_a_guard_is_worse_where_it_moved_to_its_bad_side(hits, metric, guard, verdicts):
    about = {
        "decision_id": "d", "metric": metric, "guard": guard, "dimension": "campaign", "baseline": None,
        "smallest": 0.1, "is_same_records": False,
        **dict.fromkeys(("what", "owner", "state", "about", "comparison", "decided_by"), ""),
        **dict.fromkeys(("is_overdue", "is_over"), False), "decided_on": DAY, "due_on": None, "window_days": 90,
    }  # fmt: skip
    frame = pl.DataFrame([about | counted(**hits)], schema_overrides={"guard": pl.String, "baseline": pl.Float64})
    row = judged(frame, Given()).row(0, named=True)
    assert (row["verdict"], row["direction"], row["guard_verdict"]) == verdicts
    assert np.isfinite(row["effect"])
