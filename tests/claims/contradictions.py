"""What no page may say of any company: more than its bound, a curve that turns, a verdict its own numbers deny."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import polars as pl

from overlap.reports import Report, answer, catalogue
from overlap.warehouse.reader import Reader

Row = dict[str, Any]
_ROUNDING = 1e-9
_MIDDLES = ("", "_rate", "_share", "_level", "_minutes", "_ratio", "_mean")  # x_rate lies between x_low and x_high


def rows(reader: Reader, name: str, **params: object) -> list[Row]:
    """The rows of a report."""
    return answer(reader, name, params=params).frame.to_dicts()


def turns(those: Sequence[Row], name: str) -> bool:
    """Whether what may only fall from row to row rises; rows where it is not known are left out."""
    known = [row[name] for row in those if row[name] is not None]
    return any(after > before + _ROUNDING for before, after in pairwise(known))


def of_threshold(reader: Reader) -> Iterator[str]:
    """The threshold room: nothing missed above its bound, no lot larger than its pool, no curve that rises."""
    agreed = rows(reader, "quality/threshold")[0]["agreed_threshold"] or 0
    for asked in range(max(agreed - 30, 0), agreed, 3):
        yield from _missed(rows(reader, "quality/threshold", threshold=asked)[0], asked)
    curve = rows(reader, "quality/threshold_curve")
    for name in ("kept_count", "handed_a_week", "in_time_a_week", "qualified_a_week", "busy_load"):
        if turns(curve, name):
            yield f"{name} rises with the threshold"
    for row in curve:
        if row["handed_a_week_low"] is not None and not (
            row["handed_a_week_low"] - _ROUNDING <= row["handed_a_week"] <= row["handed_a_week_high"] + _ROUNDING
        ):
            yield f"{row['handed_a_week']} a week is outside its interval"


def _missed(row: Row, asked: int) -> Iterator[str]:
    if row["asked_count"] - row["asked_ripened_count"] > row["below_count"]:
        yield f"from {asked}: more drawn by lot than there are"
    for name, bound in (("missed_qualified", "missed_at_most"), ("missed_won", "missed_won_at_most")):
        most = row["below_count"] if row[bound] is None else row[bound]
        ends = [row[f"{name}{end}"] for end in ("_low", "", "_high")]
        if ends[1] is not None and ends != sorted([*ends, most])[:3]:
            yield f"from {asked}: {name} {ends}, at most {most}"


def of_explained(reader: Reader) -> Iterator[str]:
    """What winning goes with: no block is flagged whose headline says chance, no part is given of what is chance."""
    said = {row["block"]: row for row in rows(reader, "revenue/what_explains")}
    headline, blocks = said.pop("unexplained"), list(said.values())
    flagged = [row["block"] for row in blocks if row["verdict"] == "goes with winning"]
    if headline["verdict"] == "no more than chance" and flagged:
        yield f"{flagged} go with winning although nothing does"
    if not flagged and any(row["of_explained"] is not None for row in blocks):
        yield "parts of what is no more than chance"
    for row in blocks:
        if row["block"] in flagged and row["share"] <= row["high"]:
            yield f"{row['block']} is flagged within what chance shows"


def of_drift(reader: Reader) -> Iterator[str]:
    """The score by month in a company without drift: none is called."""
    said = {row["drift"] for row in rows(reader, "quality/score_months")}
    yield from (one for one in said if one.startswith("sorts"))


def of_speed(reader: Reader) -> Iterator[str]:
    """Speed against winning: the verdict is that of both comparisons, and none rests on a few that have their like."""
    for landmark in ("limit", "day"):
        _, adjusted, model = rows(reader, "followup/speed_and_wins", landmark=landmark)
        said = adjusted["verdict"]
        if said != "cannot tell" and adjusted["share_compared"] < 1 / 3:
            yield f"{landmark}: {said}, of {adjusted['share_compared']:.0%} of the handoffs"
        for row in (adjusted, model):
            known = row["odds_low"] is not None
            holds_one = known and row["odds_low"] <= 1 <= row["odds_high"]
            if said != "cannot tell" and (not known or holds_one != (said == "no significant difference")):
                yield f"{landmark}: {said}, and {row['comparison']} {row['odds_low']} to {row['odds_high']}"


def of_capacity(reader: Reader) -> Iterator[str]:
    """What sales can take: one row a load, levels that only fall, and a replay that never does better than was seen."""
    seen, replayed = rows(reader, "capacity/levels_by_load"), rows(reader, "capacity/replayed_levels")
    if len({row["load_percent"] for row in seen}) < len(seen):
        yield "one load in two rows"
    for name, those in (("seen", seen), ("replayed", replayed)):
        for number in ("level", "level_low"):
            if turns(those, number):
                yield f"the {name} {number} rises with the load"
        if any((row["level_low"] or 0) > row["level"] + _ROUNDING for row in those):
            yield f"the {name} level is below its lower end"
    beyond = [row for row in replayed if seen and row["intake"] > seen[-1]["intake"]]
    if any(row["level"] > seen[-1]["level"] + _ROUNDING for row in beyond):
        yield "a replay of more does better than the busiest week"
    # In a small company a busy week can bring more than twice what a usual one does: that much was seen.
    if any(row["is_safe"] for row in beyond):
        yield "more than the busiest week is safe"
    budget = rows(reader, "capacity/safe_budget")[0]
    if budget["safe_intake"] is not None:
        at_safe = rows(reader, "capacity/safe_budget", intake=budget["safe_intake"])[0]
        if at_safe["verdict"] != "safe" or at_safe["level_low"] < budget["target"]:
            yield f"safe up to {budget['safe_intake']}, which is {at_safe['verdict']}"


def of_speed_alarm(reader: Reader) -> Iterator[str]:
    """A verdict on speed in a company in which it does nothing."""
    said = rows(reader, "followup/speed_and_wins")[0]["verdict"]
    if said.startswith("goes with"):
        yield said


def of_leaks_alarm(reader: Reader) -> Iterator[str]:
    """A group is said to lose more or fewer leads than expected where all lose them alike."""
    for row in rows(reader, "funnel/leaks"):
        if row["benchmark"] == "company" and row["verdict"] in ("leak", "gain"):
            yield f"{row['dimension']} {row['group_name']} at {row['stage']}"


def of_explained_alarm(reader: Reader) -> Iterator[str]:
    """Who worked it, or where it came from, is said to go with winning where neither does."""
    for row in rows(reader, "revenue/what_explains"):
        if row["verdict"] == "goes with winning" and row["block"] != "what it is":
            yield row["block"]


def of_intervals(reader: Reader) -> Iterator[str]:
    """Every report that needs no name: where a number has both ends, it lies between them; shares are shares."""
    for report in catalogue().values():
        if not any(param.required for param in report.params):
            yield from (f"{report.name}: {fault}" for fault in of_frame(answer(reader, report.name).frame, report))


def of_frame(frame: pl.DataFrame, report: Report) -> Iterator[str]:
    """Where one answer has a number outside its interval, or a share that is none."""
    rates = {column.name for column in report.columns if column.unit == "rate"}
    for low in (name for name in frame.columns if name.endswith("_low")):
        of = low.removesuffix("_low")
        middle = next((f"{of}{end}" for end in _MIDDLES if f"{of}{end}" in frame.columns), None)
        high = f"{of}_high"
        if high in frame.columns and (frame[low] > frame[high]).any():
            yield f"{low} above {high}"
        if middle and high in frame.columns:
            known = frame.select(low, middle, high).drop_nulls().cast(pl.Float64)
            is_low, is_high = pl.col(middle) < pl.col(low) - _ROUNDING, pl.col(middle) > pl.col(high) + _ROUNDING
            outside = known.filter(is_low | is_high)
            if outside.height:
                yield f"{middle} outside {low} and {high}: {outside.row(0)}"
    for name in rates & set(frame.columns):
        values = frame[name].drop_nulls().cast(pl.Float64)
        if values.is_nan().any() or not values.is_between(-_ROUNDING, 1 + _ROUNDING).all():
            yield f"{name} is no share"
