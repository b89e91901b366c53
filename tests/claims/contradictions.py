"""What no page may say of any company: more than its bound, a curve that turns, a verdict its own numbers deny."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from overlap.reports import answer
from overlap.warehouse.reader import Reader

Row = dict[str, Any]
_ROUNDING = 1e-9


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
            if said != "cannot tell" and (not known or holds_one != (said == "no difference can be told")):
                yield f"{landmark}: {said}, and {row['comparison']} {row['odds_low']} to {row['odds_high']}"
