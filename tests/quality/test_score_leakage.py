"""A lead's score knows what was known when it was handed over, and nothing that came later or at that moment."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from houses import house_of

from overlap.agreements import SignedAgreement
from overlap.reports import Scope, answer
from overlap.warehouse.reader import Reader

house = house_of("lead/score", "marts.lead_scores")

pytestmark = pytest.mark.whole

AGREED: dict[str, Any] = {
    "scoring": {"page_view": 1, "form": 12, "webinar": 10, "unsubscribe": -5},
    "fit": {"large": 8, "small": 2},
    "decay": {"half_life_days": 10},
}
PRICIER = SignedAgreement(
    "scoring-1", "scoring", 1, {"form": 20}, datetime.fromisoformat("2026-03-05T00:00:00+01:00"), "Mara", "Sam", "",
    datetime.fromisoformat("2026-03-01T00:00:00+01:00"),
)  # fmt: skip
LEADS = [
    {"lead_id": "clock", "created_at": "2026-03-01T08:00", "segment": "large", "account_id": "A"},
    {"lead_id": "by_day", "created_at": "2026-03-01", "segment": "small", "account_id": "B"},
    {"lead_id": "late", "created_at": "2026-03-01T08:00", "segment": "large", "account_id": "C"},
    {"lead_id": "moved", "created_at": "2026-03-01T08:00", "segment": "large", "account_id": "D"},
    {"lead_id": "kept", "created_at": "2026-03-01T08:00", "segment": "other", "account_id": "E"},
]
HANDOFFS = [
    {"handoff_id": "H-clock", "lead_id": "clock", "handed_at": "2026-03-11T12:00:00", "score": 77},
    {"handoff_id": "H-by_day", "lead_id": "by_day", "handed_at": "2026-03-11"},
    {"handoff_id": "H-late", "lead_id": "late", "handed_at": "2026-03-11T12:00:00"},
    {"handoff_id": "H-moved", "lead_id": "moved", "handed_at": "2026-03-11T12:00:00"},
]
TOUCHES = [
    ("clock", "form", "2026-03-01T11:59:59"),  # ten whole days: half of 12, as agreed then
    ("clock", "form", "2026-03-11T11:59:59"),  # 20 by now
    ("clock", "form", "2026-03-11T12:00:00"),  # at the handoff
    ("clock", "webinar", "2026-03-12T09:00:00"),  # after it
    ("clock", "unsubscribe", "2026-03-10T13:00:00"),
    ("clock", "hand_wave", "2026-03-10T13:00:00"),  # nobody agreed points for it
    ("by_day", "webinar", "2026-03-10"),
    ("by_day", "webinar", "2026-03-11"),  # the same day: it may have come after
    ("by_day", "webinar", "2026-03-11T08:00:00"),
    ("kept", "webinar", "2026-06-21T11:00:00"),
]
# What sales filled in after the handoff, what it changed after it, and what changed before it.
CHANGES = [
    {"lead_id": "late", "attribute": "segment", "changed_at": "2026-03-15T08:00", "value": "large"},
    {"lead_id": "moved", "attribute": "segment", "changed_at": "2026-03-05T08:00", "value": "small"},
    {"lead_id": "moved", "attribute": "segment", "changed_at": "2026-03-20T08:00", "value": "large"},
]


def touches(rows: list[tuple[str, str, str]]) -> list[dict[str, Any]]:
    return [
        {"touch_id": f"T{place}", "lead_id": lead, "kind": kind, "touched_at": at}
        for place, (lead, kind, at) in enumerate(rows)
    ]


def scores(
    reader: Reader, columns: str = "points_behaviour, points_fit, points, source_score, score"
) -> dict[str, tuple]:
    asked = f"select lead_id, {columns} from marts.lead_scores order by lead_id"
    with reader.cursor_for(asked) as cursor:
        rows = cursor.sql(asked).pl().rows()
    return {row[0]: row[1:] for row in rows}


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """Leads whose touches and segments lie on the edges of their handoffs."""
    opened = house(
        tmp_path_factory.mktemp("scores"), agreements=AGREED, signed=[PRICIER], leads=LEADS, handoffs=HANDOFFS,
        touches=touches(TOUCHES), lead_changes=CHANGES,
    )  # fmt: skip
    yield opened
    opened.close()


def test_points_are_those_of_touches_strictly_before_the_handoff_and_of_the_segment_then(reader: Reader):
    unsubscribed = -5 * Fraction(1000)  # 23 hours: no whole day
    assert scores(reader) == {
        "clock": (int((6000 + 20_000 + unsubscribed) / 1000), 8, 29, 77, 77),
        "by_day": (9, 2, 11, None, 11),  # 10 x 0.5 ^ 0.1 = 9.33
        "late": (0, 0, 0, None, 0),
        "moved": (0, 2, 2, None, 2),
    }


def test_touches_and_changes_at_and_after_the_handoff_change_no_score(reader: Reader, tmp_path: Path):
    after = [("clock", "webinar", "2026-03-11T12:00:00"), ("late", "form", "2026-05-01T09:00:00")]
    after += [("by_day", "form", "2026-03-11T00:00:01"), ("moved", "form", "2026-03-11T12:00:01")]
    changed = {"lead_id": "clock", "attribute": "segment", "changed_at": "2026-03-11T12:00:00", "value": "small"}
    later = house(
        tmp_path, agreements=AGREED, signed=[PRICIER], leads=LEADS, handoffs=HANDOFFS,
        touches=touches([*after, *TOUCHES]), lead_changes=[*CHANGES, changed],
    )  # fmt: skip
    found, before = scores(later), scores(reader)
    later.close()
    # The first change of the lead's segment came with the handoff: what it was until then nobody wrote down.
    assert found.pop("clock") == (21, 0, 21, 77, 77)
    assert found == {lead: row for lead, row in before.items() if lead != "clock"}


def test_the_order_of_import_changes_no_score(reader: Reader, tmp_path: Path):
    shuffled = {"leads": LEADS[::-1], "handoffs": HANDOFFS[::-1], "lead_changes": CHANGES[::-1]}
    turned = house(tmp_path, agreements=AGREED, signed=[PRICIER], touches=touches(TOUCHES)[::-1], **shuffled)
    assert scores(turned) == scores(reader)
    turned.close()


def test_the_lines_of_a_lead_add_up_to_its_points(reader: Reader):
    for lead, (_, _, points, source, _) in scores(reader).items():
        lines = answer(reader, "lead/score", params={"lead_id": lead}).frame
        assert lines["total_points"].unique().to_list() == [points]
        assert lines["source_score"].unique().to_list() == [source]
        assert abs(lines["points"].sum() - points) <= 0.5
    lines = answer(reader, "lead/score", params={"lead_id": "clock"}).frame
    assert lines.select("part", "what", "touch_count", "full_points", "points").rows() == [
        ("touch", "form", 2, 32.0, 26.0),
        ("touch", "hand_wave", 1, 0.0, 0.0),
        ("touch", "unsubscribe", 1, -5.0, -5.0),
        ("segment", "large", None, 8.0, 8.0),
    ]


def test_a_lead_never_handed_over_has_its_points_as_of_now(reader: Reader):
    (webinar, _) = answer(reader, "lead/score", params={"lead_id": "kept"}).frame.to_dicts()
    assert (webinar["handoff_id"], webinar["what"], webinar["full_points"]) == (None, "webinar", 10.0)
    assert webinar["points"] == 5.0  # ten whole days, a half-life
    assert webinar["scored_at"] == reader.as_of


def won(lead: str) -> list[dict[str, Any]]:
    return [{"lead_id": lead, "stage": "won", "entered_at": "2025-02-01T09:00:00"}]


def test_a_segment_that_is_filled_in_on_the_way_to_a_win_earns_no_points_without_its_history(tmp_path: Path):
    leads = [
        {"lead_id": f"L{place}", "created_at": "2025-01-01T08:00", "segment": "large" if place < 10 else None}
        for place in range(20)
    ]
    handoffs = [
        {"handoff_id": f"H{place}", "lead_id": f"L{place}", "handed_at": "2025-01-03T08:00:00"} for place in range(20)
    ]
    visits = touches([(f"L{place}", "form", "2025-01-02T08:00:00") for place in range(20)])
    for name, winners, points in (("filled", range(8), 0), ("chance", range(5, 15), 8)):
        entries = [entry for place in winners for entry in won(f"L{place}")]
        opened = house(
            tmp_path / name, agreements=AGREED, leads=leads, handoffs=handoffs, touches=visits, stage_entries=entries
        )
        assert scores(opened, "points_fit")["L3"] == (points,)
        opened.close()


def test_where_no_touch_was_ever_recorded_there_are_no_points(tmp_path: Path):
    opened = house(tmp_path, agreements=AGREED, leads=LEADS, handoffs=HANDOFFS)
    found = scores(opened, "points, score")
    opened.close()
    assert found == {"clock": (None, 77), "by_day": (None, None), "late": (None, None), "moved": (None, None)}


def test_random_leads_score_what_a_loop_over_their_touches_says(tmp_path: Path):
    chance = random.Random(4)
    start = datetime(2026, 1, 1, 8)
    handed = {f"L{place}": start + timedelta(hours=chance.randrange(24, 2_000)) for place in range(40)}
    rows = [
        (lead, chance.choice(["page_view", "form", "webinar", "unsubscribe", "other"]),
         (start + timedelta(minutes=chance.randrange(0, 130_000))).isoformat())
        for lead in handed for _ in range(chance.randrange(0, 9))
    ]  # fmt: skip
    opened = house(
        tmp_path, zone="UTC", agreements=AGREED, touches=touches(rows),
        leads=[{"lead_id": lead, "created_at": start.isoformat()} for lead in handed],
        handoffs=[{"handoff_id": lead, "lead_id": lead, "handed_at": at.isoformat()} for lead, at in handed.items()],
    )  # fmt: skip
    points = AGREED["scoring"]
    expected = {}
    for lead, at in handed.items():
        before = [(kind, datetime.fromisoformat(when)) for of, kind, when in rows if of == lead]
        thousandths = sum(
            points.get(kind, 0) * int(1000 * 0.5 ** ((at - when).days / 10) + 0.5) for kind, when in before if when < at
        )
        expected[lead] = ((thousandths + 500) // 1000,)
    assert scores(opened, "points_behaviour") == expected
    opened.close()


def test_a_viewer_of_no_lead_gets_no_points(reader: Reader):
    assert answer(reader, "lead/score", params={"lead_id": "clock"}, scope=Scope(reps=())).frame.is_empty()
