"""How the pipeline between two days is told: its parts in words, and what it came from and to in a sentence."""

from collections.abc import Mapping, Sequence
from typing import Any

from overlap import words

Row = Mapping[str, Any]

NAMES = {
    "open_then": "Open at the start",
    "opened": "Opened",
    "resized": "Resized",
    "won": "Won",
    "lost": "Lost",
    "open_now": "Open at the end",
}


def by_part(rows: Sequence[Row]) -> Mapping[str, Row]:
    """The rows of goals/pipeline_bridge by their part."""
    return {row["part"]: row for row in rows}


def answer(rows: Sequence[Row], is_ended: bool, currency: str) -> str:
    """`€ 498k in 33 deals became € 710k in 39.` and how many of the first have slipped; rows of goals/pipeline_bridge.

    `is_ended`: the period ends within the data, so that its pipeline is not today's.
    """
    parts = by_part(rows)
    then, now, slipped = (parts[part] for part in ("open_then", "open_now", "slipped"))
    if not then["deal_count"]:
        return f"{_said(now, currency)} {'was open at the end' if is_ended else 'is open'}."
    moved = f"{_said(then, currency)} became {_said(now, currency)}."
    if not slipped["deal_count"]:
        return moved
    are = "deal has" if slipped["deal_count"] == 1 else "deals have"
    return f"{moved} {words.count(slipped['deal_count'])} {are} slipped: due in the period, open still."


def undated(rows: Sequence[Row]) -> str:
    """Of how many deals no amount was written with its day, so that they are not seen to be resized; empty for none."""
    parts = by_part(rows)
    every, dated = (sum(parts[part][of] for part in ("open_then", "opened")) for of in ("deal_count", "dated_count"))
    if dated == every:
        return ""
    if not dated:
        return (
            "No deal has an amount that was written down with its day: each counts with what it is worth on record, "
            "and none is seen to be resized."
        )
    return (
        f"{words.count(every - dated)} of {words.counted(every, 'deal')} have no amount that was written down with its "
        "day: they count with what they are worth on record, and are not seen to be resized."
    )


def _said(row: Row, currency: str) -> str:
    return f"**{words.money_short(row['amount'], currency)}** in {words.counted(row['deal_count'], 'deal')}"
