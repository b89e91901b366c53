"""Which campaigns and people go well together, in sentences: only what was flagged, and how many were tested."""

from collections.abc import Callable, Mapping
from typing import Any

import polars as pl

from overlap import words

SOME_FALSE = "Of those flagged, one in ten may be chance"


def answer(tested: pl.DataFrame, flagged: pl.DataFrame) -> str:
    """How many pairs were tested and how many stood out. `tested` is the answer of revenue/pair_fit."""
    if tested.is_empty():
        return "**No pair could be tested**: none has five wins to expect."
    pairs = words.counted(tested.height, "pair")
    stands = "none stands out" if flagged.is_empty() else f"{words.count(flagged.height)} stand out"
    stands = "1 stands out" if flagged.height == 1 else stands
    said = [f"**{pairs} tested, {stands}.**"]
    if not flagged.is_empty():
        said.append(f"{SOME_FALSE}.")
    small = tested.filter(pl.col("verdict") == "too few to judge").height
    if small:
        are = "is" if small == 1 else "are"
        said.append(f"{words.count(small)} {are} too few to judge: even a real effect would mostly go unnoticed.")
    row = tested.row(0, named=True)
    if row["sampled_count"] < row["handoff_count"]:
        said.append(
            f"On a sample of {words.count(row['sampled_count'])} of {words.count(row['handoff_count'])} handoffs."
        )
    return " ".join(said)


def pair(row: Mapping[str, Any], escape: Callable[[object], str]) -> str:
    """`Webinar × Anna goes with 2.1 times the wins expected: 34 of 240 won, 16.2 expected.`"""
    name = f"**{escape(row['campaign_name'])} × {escape(row['rep_name'])}**"
    won = f"{words.count(row['observed'])} of {words.counted(row['worked_count'], 'handoff')} won"
    return f"{name} goes with **{row['fit']:.1f} times** the wins expected: {won}, {row['expected']:,.1f} expected."
