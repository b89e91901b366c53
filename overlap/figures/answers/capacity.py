"""How many leads sales can take, in sentences: what was seen, and nothing past the busiest week."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from overlap import words

Row = Mapping[str, Any]


def answer(found: Row, people: pl.DataFrame) -> str:
    """The safe weekly intake and whose backlog grows; rows of capacity/safe_budget and capacity/by_rep."""
    return f"{_safe(found)} {_growing(people)}"


def asked(found: Row) -> str:
    """What is known of the intake asked about; `found` is the row of capacity/safe_budget."""
    if found["intake"] is None:
        return f"**{_start(found['verdict'])}** ({words.counted(found['week_count'], 'week')} seen)."
    said = f"**{found['intake']:,.0f} leads a week: {found['verdict']}.**"
    if found["level"] is None:
        return f"{said} The busiest week seen had {found['busiest_intake']:,.0f}."
    level = f"{words.share(found['level'])} in time, the lower end of 80% is {words.share(found['level_low'])}"
    return f"{said} At that load {level}; agreed is {words.share(found['target'])}."


def _safe(found: Row) -> str:
    if found["busiest_intake"] is None:
        return f"**Nobody can say yet: {found['verdict']}.**"
    seen = f"{words.counted(found['week_count'], 'week')} seen, the busiest with {found['busiest_intake']:,.0f}"
    if found["safe_intake"] is None:
        return f"**At no intake seen was the agreed {words.share(found['target'])} surely kept** ({seen})."
    return (
        f"**Up to {found['safe_intake']:,.0f} leads a week the agreed {words.share(found['target'])} was surely kept** "
        f"({seen})."
    )


def _growing(people: pl.DataFrame) -> str:
    growing = people.filter(pl.col("outlook") == "growing").height
    waiting = int(people["backlog_count"].sum())
    if not waiting:
        return "Nobody has a backlog."
    return (
        f"{words.counted(waiting, 'lead')} wait for a first attempt; the backlog of {words.count(growing)} of "
        f"{words.counted(people.height, 'person', 'people')} is growing."
    )


def _start(verdict: str) -> str:
    return verdict[:1].upper() + verdict[1:]
