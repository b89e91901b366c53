"""Another handoff threshold by the handbook: what is given up was observed, what is missed stands on the lot."""

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction

from naive_facts import Facts, rate
from naive_handoffs import Handoff
from naive_rows import Row
from naive_scores import POINTS, is_good, is_old, score_of

from overlap.reports import Filters

DEFAULT_POINTS = 35


def what_if(facts: Facts, filters: Filters, asked: int) -> Row:
    """The counts of quality/threshold, and who of those drawn by lot would have come."""
    handed, agreed = facts.handoffs_in(filters), points_at(facts, facts.known.as_of)
    parts = {
        part: [one for one in handed if part_of(facts, one) == part] for part in ("regular", "sampled", "override")
    }
    now = [one for one in parts["regular"] if _score(facts, one) >= agreed]
    groups = {
        "kept": [one for one in now if _score(facts, one) >= asked],
        "given_up": [one for one in now if _score(facts, one) < asked],
        "asked": [one for one in parts["sampled"] if asked <= _score(facts, one) < agreed],
    }
    row: Row = {"threshold": asked, "agreed_threshold": agreed, "now_count": len(now)}
    for name, those in groups.items():
        row |= {f"{name}_count": len(those), **_judged(facts, name, those)}
    row |= {
        "override_count": len(parts["override"]),
        "sampled_count": len(parts["sampled"]),
        "unscored_count": len([one for one in handed if score_of(facts, one) is None]),
        "kept_share": rate(row["kept_qualified_count"], row["kept_old_enough_count"]),
        "given_up_share": rate(row["given_up_qualified_count"], row["given_up_old_enough_count"]),
        "given_up_win_share": rate(row["given_up_won_count"], row["given_up_won_old_enough_count"]),
    }
    lot = [one for one in groups["asked"] if not is_ripening(facts, one, agreed)]
    row["asked_ripened_count"] = len(groups["asked"]) - len(lot)
    for name, label in (("missed_qualified", "sql"), ("missed_won", "won")):
        if asked >= agreed or not any(is_old(facts, one, label) for one in lot):
            row[name] = None
    return {name: value for name, value in row.items() if name not in ("kept_won_count", "kept_won_old_enough_count")}


def points_at(facts: Facts, at: datetime) -> int:
    """The threshold in force at an instant."""
    points = facts.company.points
    for one in sorted(facts.company.signings, key=lambda one: datetime.fromisoformat(one.effective_from)):
        if one.kind == "threshold" and datetime.fromisoformat(one.effective_from) <= at:
            points = one.values["points"]
    return DEFAULT_POINTS if points is None else points


def part_of(facts: Facts, one: Handoff) -> str:
    """How a lead came to be handed over: by its score, by lot, or by somebody's choice."""
    points = score_of(facts, one)
    if points is None:
        return "unscored"
    if points >= points_at(facts, one.handed_at.at):
        return "regular"
    return "sampled" if share_of(facts, one) else "override"


def is_ripening(facts: Facts, one: Handoff, agreed: int) -> bool:
    """Whether it would have come by itself: the points of the touches of the 30 days after take it to the threshold."""
    known = facts.known
    later = sum(
        POINTS.get(touch.get("kind") or "", 0)
        for touch in known.tables["touches"]
        if touch["lead_id"] == one.lead_id
        and not known.is_from(touch["touched_at"], one.handed_at)
        and known.is_within(one.handed_at, touch["touched_at"], 30)
    )
    return _score(facts, one) + later >= agreed


def share_of(facts: Facts, one: Handoff) -> Fraction:
    """The share its lead was drawn with, if the draw led to this handoff: the lead's first one from the draw on."""
    known = facts.known
    for draw in known.tables["samples"]:
        if draw["lead_id"] == one.lead_id and draw["kind"] == "exploration":
            later = [
                of
                for of, _ in facts.handoffs
                if of.lead_id == one.lead_id and known.is_from(draw["drawn_at"], of.handed_at)
            ]
            if later and min(later, key=lambda of: of.handed_at.at) == one:
                return Fraction(draw["share"])
    return Fraction(0)


def _score(facts: Facts, one: Handoff) -> int:
    points = score_of(facts, one)
    assert points is not None
    return points


def _judged(facts: Facts, name: str, those: Sequence[Handoff]) -> Row:
    found = {}
    for prefix, good, label in (("", "qualified", "sql"), ("won_", "won", "won")):
        old = [one for one in those if is_old(facts, one, label)]
        found |= {
            f"{name}_{prefix}old_enough_count": len(old),
            f"{name}_{good}_count": len([one for one in old if is_good(facts, one, label)]),
        }
    return found
