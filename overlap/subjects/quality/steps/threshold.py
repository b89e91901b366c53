"""What another handoff threshold would give and take: observed if raised, by a sample or a bound if lowered."""

from typing import Any

import polars as pl

from overlap.stats.proportions import weighted_total, wilson
from overlap.steps.given import Given
from overlap.subjects.quality.steps.threshold_room import Room, Sums, room_of

BAND = 5  # points above the threshold, whose share bounds the one below it
STEP, BELOW, ABOVE = (
    5,
    4,
    9,
)  # the curve's thresholds: steps of so many points, so many on either side of the agreed one
_FLOATS = (
    "now_share", "kept_share", "kept_share_low", "kept_share_high", "given_up_share", "given_up_share_low",
    "given_up_share_high", "given_up_win_share", "given_up_win_share_low", "given_up_win_share_high",
    "week_count", "now_a_week", "handed_a_week", "handed_a_week_low", "handed_a_week_high", "in_time_a_week",
    "qualified_a_week", "held_back_a_week", "capacity", "load", "busy_load", "safe_a_week", "missed_qualified",
    "missed_qualified_low", "missed_qualified_high", "missed_won", "missed_won_low", "missed_won_high",
    "just_above_share", "missed_at_most", "just_above_win_share", "missed_won_at_most",
)  # fmt: skip
_COLUMNS = (
    "threshold", "agreed_threshold", "observed_from", "is_observed", "week_count", "now_count", "now_a_week",
    "now_share", "kept_count", "kept_old_enough_count", "kept_qualified_count", "kept_share", "kept_share_low",
    "kept_share_high", "handed_a_week", "handed_a_week_low", "handed_a_week_high", "in_time_a_week",
    "qualified_a_week", "given_up_count", "given_up_old_enough_count", "given_up_qualified_count",
    "given_up_share", "given_up_share_low", "given_up_share_high", "held_back_a_week",
    "given_up_won_old_enough_count", "given_up_won_count", "given_up_win_share", "given_up_win_share_low",
    "given_up_win_share_high", "capacity", "load", "busy_load", "safe_a_week", "asked_count", "asked_ripened_count",
    "asked_old_enough_count", "asked_qualified_count", "missed_qualified", "missed_qualified_low",
    "missed_qualified_high", "asked_won_old_enough_count", "asked_won_count", "missed_won", "missed_won_low",
    "missed_won_high", "below_count", "just_above_share", "missed_at_most", "just_above_win_share",
    "missed_won_at_most", "override_count", "sampled_count",
    "unscored_count", "pool_count", "best_threshold", "reason",
)  # fmt: skip
WHAT_IF: dict[str, Any] = {
    name: pl.Float64
    if name in _FLOATS
    else pl.Boolean
    if name == "is_observed"
    else pl.String
    if name == "reason"
    else pl.Int64
    for name in _COLUMNS
}
_CURVE = {
    "threshold": pl.Int64, "is_agreed": pl.Boolean, "is_asked": pl.Boolean, "is_observed": pl.Boolean,
    "kept_count": pl.Int64, "kept_old_enough_count": pl.Int64, "kept_qualified_count": pl.Int64,
    "kept_share": pl.Float64, "kept_share_low": pl.Float64, "kept_share_high": pl.Float64, "handed_a_week": pl.Float64,
    "handed_a_week_low": pl.Float64, "handed_a_week_high": pl.Float64, "in_time_a_week": pl.Float64,
    "qualified_a_week": pl.Float64, "given_up_won_count": pl.Int64, "capacity": pl.Float64, "busy_load": pl.Float64,
}  # fmt: skip

Row = dict[str, Any]


def what_if(frame: pl.DataFrame, given: Given) -> pl.DataFrame:
    """quality/threshold: one row about the threshold asked for, the agreed one where none is.

    `frame` is quality/threshold_scores; beside it stand `weeks` (threshold_weeks), `pool` (pool_points) and `safe`
    (capacity/safe_budget).
    """
    room, asked = room_of(frame, given), frame["threshold"][0]
    safe = given.frames["safe"].row(0, named=True)
    best, reason = room.lowest_that_fits()
    row = {
        **(_at(room, asked) if asked is not None else {}),
        "safe_a_week": safe["safe_intake"] if room.is_load_comparable else None,
        "override_count": int(room.part("override")["handoff_count"]),
        "sampled_count": int(room.part("sampled")["handoff_count"]),
        "unscored_count": int(room.part("unscored")["handoff_count"]),
        "pool_count": int(room.pool["lead_count"].sum()),
        "best_threshold": best,
        "reason": reason,
    }
    return pl.DataFrame([row], schema=WHAT_IF)


def curve(frame: pl.DataFrame, given: Given) -> pl.DataFrame:
    """quality/threshold_curve: steps of five points around the agreed threshold, the one asked for among them."""
    room, asked = room_of(frame, given), frame["threshold"][0]
    if room.agreed is None or asked is None:
        return pl.DataFrame(schema=_CURVE)
    grid = {room.agreed + STEP * place for place in range(-BELOW, ABOVE + 1)} | {asked}
    rows = [
        _at(room, threshold) | {"is_agreed": threshold == room.agreed, "is_asked": threshold == asked}
        for threshold in sorted(grid)
        if threshold >= 0
    ]
    return pl.DataFrame([{name: row.get(name) for name in _CURVE} for row in rows], schema=_CURVE)


def _at(room: Room, threshold: int) -> Row:
    """Everything about one threshold; the room has an agreed one."""
    agreed = room.agreed or 0
    now, kept = room.part("regular", agreed), room.part("regular", max(agreed, threshold))
    given_up, asked = room.part("regular", agreed, threshold), room.part("sampled", threshold, agreed)
    known = {
        "threshold": threshold,
        "agreed_threshold": room.agreed,
        "observed_from": room.observed_from,
        "is_observed": room.observed_from is not None and threshold >= room.observed_from,
        "week_count": room.week_count,
        "now_a_week": room.a_week(now["handoff_count"]),
        "capacity": room.capacity,
        **_told("now", now),
        **_told("kept", kept),
        **_told("given_up", given_up),
        **_told("asked", asked),
    }
    known["held_back_a_week"] = _times(known["given_up_share"], room.a_week(given_up["handoff_count"]))
    if threshold >= agreed:
        return known | _flow(room, threshold, kept, known)
    below = _below(room, threshold, asked)
    return known | below | _lowered_flow(room, kept, asked, known | below)


def _told(prefix: str, sums: Sums) -> Row:
    """Counts of a part, the share of it that qualified and the share that was won, each of those old enough."""
    qualified = wilson(sums["qualified_count"], sums["old_enough_count"])
    won = wilson(sums["won_count"], sums["won_old_enough_count"])
    counts = {f"{prefix}_{name.removeprefix('handoff_')}": int(sums[name]) for name in sums if name.endswith("count")}
    shares = zip(("", "_low", "_high"), qualified, won, strict=True)
    return counts | {
        f"{prefix}_{name}{end}": value
        for end, share, win in shares
        for name, value in (("share", share), ("win_share", win))
    }


def _flow(room: Room, threshold: int, kept: Sums, known: Row) -> Row:
    """Leads a week from the agreed threshold on: observed."""
    a_week, in_time = room.a_week(kept["handoff_count"]), room.in_time_a_week(threshold)
    if a_week is None:
        return {}
    return {
        "handed_a_week": a_week,
        "in_time_a_week": in_time,
        "qualified_a_week": _qualified_a_week(room, kept),
        "load": _over(a_week if in_time is None else in_time, room.capacity),
        "busy_load": room.busy_load(threshold),
    }


def _lowered_flow(room: Room, kept: Sums, asked: Sums, known: Row) -> Row:
    """Leads a week below it: with what the drawn ones stand for that would not come by themselves, at most the pool."""
    a_week, below = room.a_week(kept["handoff_count"]), known["below_count"]
    if a_week is None or not asked["handoff_count"]:
        return {}
    told = weighted_total(asked["handed_weight"], asked["handed_squares"], asked["largest_weight"])
    more, low, high = (min(part, below) / room.week_count for part in told)
    qualified = _qualified_a_week(room, kept)
    if qualified is not None and asked["old_enough_weight"]:
        every, share = room.part("sampled", None, room.agreed), known["just_above_share"]
        missed = asked["qualified_weight"] * every["handed_weight"] / every["old_enough_weight"] / room.week_count
        qualified += min(missed, more * (1.0 if share is None else share))
    elif more:
        qualified = None
    return {
        "handed_a_week": a_week + more,
        **_limits(a_week + low, a_week + high),
        "qualified_a_week": qualified,
        "load": _over(a_week + more, room.capacity),
    }


def _limits(low: float, high: float) -> Row:
    """Both ends, or none where nobody is to come along and there is nothing to be uncertain of."""
    return {"handed_a_week_low": low, "handed_a_week_high": high} if low < high else {}


def _qualified_a_week(room: Room, kept: Sums) -> float | None:
    """Those old enough that qualified, as many times as all now handed over are those of them old enough.

    One ratio for every threshold: with each one's own, fewer leads could bring more.
    """
    now = room.part("regular", room.agreed)
    if not now["old_enough_count"]:
        return None
    return _times(now["handoff_count"] / now["old_enough_count"], room.a_week(kept["qualified_count"]))


def _below(room: Room, threshold: int, asked: Sums) -> Row:
    """What is missed below the agreed threshold: by the sample, and the bound that holds with and without one."""
    agreed = room.agreed or 0
    above, points = room.part("regular", agreed, agreed + BAND), room.pool["points"]
    held = int(room.pool.filter((points >= threshold) & (points < agreed))["lead_count"].sum())
    below = held + int(asked["handoff_count"] - asked["ripened_count"])
    found: Row = {"below_count": below}
    for name, old_enough, share_name, bound in (
        ("qualified", "old_enough", "just_above_share", "missed_at_most"),
        ("won", "won_old_enough", "just_above_win_share", "missed_won_at_most"),
    ):
        share = wilson(above[f"{name}_count"], above[f"{old_enough}_count"])[0]
        most = below if share is None else share * below
        found |= {share_name: share, bound: _times(share, below)}
        if asked[f"{old_enough}_weight"]:
            told = weighted_total(asked[f"{name}_weight"], asked[f"{name}_squares"], asked["largest_weight"])
            ends = zip((f"missed_{name}", f"missed_{name}_low", f"missed_{name}_high"), told, strict=True)
            found |= {end: min(value, most) for end, value in ends}
    return found


def _times(share: float | None, number: float | None) -> float | None:
    return None if share is None or number is None else share * number


def _over(number: float, capacity: float | None) -> float | None:
    return number / capacity if capacity else None
