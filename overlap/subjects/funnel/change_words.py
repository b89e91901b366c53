"""What changed at a step since the period compared with, in one line: the mix of leads, and their rates."""

from collections.abc import Mapping, Sequence
from typing import Any

from overlap import words
from overlap.subjects.funnel.stages import stage_words

Row = Mapping[str, Any]


def lines(rows: Sequence[Row]) -> list[str]:
    """A line a step; rows of funnel/changes."""
    return [_line(row) for row in rows]


def step(row: Row) -> str:
    """`SQL → deal opened`."""
    return f"{stage_words(row['stage'])} → {stage_words(row['next_stage'])}"


def opened(row: Row) -> dict[str, str]:
    """Each count of a step that opens to its leads, in words."""
    return {
        "now_count": f"{words.count(row['now_count'])} mature now",
        "now_made_count": f"{words.count(row['now_made_count'])} made it now",
        "before_count": f"{words.count(row['before_count'])} before",
        "before_made_count": f"{words.count(row['before_made_count'])} made it before",
    }


def _line(row: Row) -> str:
    rates = f"{words.share(row['rate_before'])} → {words.share(row['rate_now'])}"
    is_noise = row["change_low"] <= 0 <= row["change_high"]
    change = f"{words.signed(row['change'], 1)} points{', no significant change' if is_noise else ''}"
    mix, rate = words.signed(row["mix"], 1), words.signed(row["rate"], 1)
    return f"**{step(row)}: {rates}** ({change}). Other leads: {mix}; the same leads, other rates: {rate}."
