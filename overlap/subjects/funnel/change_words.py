"""What changed at a step since the period compared with, in one line: the mix of leads, and their rates."""

from collections.abc import Mapping, Sequence
from typing import Any

from overlap import words
from overlap.subjects.funnel.stages import stage_words

Row = Mapping[str, Any]


def lines(rows: Sequence[Row]) -> list[str]:
    """A line a step; rows of funnel/changes."""
    return [_line(row) for row in rows]


def _line(row: Row) -> str:
    rates = f"{words.share(row['rate_before'])} → {words.share(row['rate_now'])}"
    is_noise = row["change_low"] <= 0 <= row["change_high"]
    change = f"{words.signed(row['change'], 1)} points{', no significant change' if is_noise else ''}"
    step = f"{stage_words(row['stage'])} → {stage_words(row['next_stage'])}"
    mix, rate = words.signed(row["mix"], 1), words.signed(row["rate"], 1)
    return f"**{step}: {rates}** ({change}). Other leads: {mix}; the same leads, other rates: {rate}."
