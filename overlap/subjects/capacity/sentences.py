"""How many leads sales can take, in sentences: what was seen, and past the busiest week a replay that is called one."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from overlap import words

Row = Mapping[str, Any]


def answer(found: Row, people: pl.DataFrame) -> str:
    """The safe weekly intake and whose backlog grows; rows of capacity/safe_budget and capacity/by_rep."""
    return f"{safe(found)} {_growing(people)}"


def asked(found: Row) -> str:
    """What is known of the intake asked about; `found` is the row of capacity/safe_budget."""
    if found["intake"] is None:
        return f"**{_start(found['verdict'])}** ({words.counted(found['week_count'], 'week')} seen)."
    said = f"**{found['intake']:,.0f} leads a week: {found['verdict']}.**"
    if found["level"] is None:
        return f"{said} The busiest week seen had {found['busiest_intake']:,.0f}."
    level = f"{words.share(found['level'])} in time, the lower end of 80% is {words.share(found['level_low'])}"
    return f"{said} At that load {level}; agreed is {words.share(found['target'])}."


def replayed(row: Row) -> str:
    """What a replay says of an intake nobody has seen; `row` is that of capacity/replay for it."""
    if row["level"] is None:
        return f"No replay either: {row['verdict']}."
    interval = words.interval(row["level_low"], row["level_high"])
    return (
        f"**A replay of what came, {_more(row['more'])}: {words.share(row['level'])} in time** {interval}, "
        f"{row['verdict']}. It goes on from the level seen in the busiest week, with nobody trying more in four "
        f"weeks than they ever did. Replaying just what came gives {words.share(row['replayed_level'])} where "
        f"{words.share(row['recorded_level'])} was recorded{_sampled(row)}."
    )


def beyond(found: Row, levels: pl.DataFrame) -> str:
    """How far past the busiest week a replay is still safe, '' where it matters not: not all that was seen was safe.

    `found` is the row of capacity/safe_budget for none in particular, `levels` capacity/replayed_levels.
    """
    if found["safe_intake"] is None or found["safe_intake"] < found["busiest_intake"] or levels.is_empty():
        return ""
    more = levels.filter(pl.col("intake") > found["busiest_intake"]).sort("intake")
    safe = more.filter(pl.col("is_safe").cum_prod().cast(pl.Boolean))["intake"].max()
    if safe is None:
        return " A replay of more than that is not safe."
    return f" A replay is safe up to {safe:,.0f}, which nobody has seen."


def _more(percent: int) -> str:
    return "the same number" if not percent else f"{abs(percent)}% {'more' if percent > 0 else 'fewer'}"


def _sampled(row: Row) -> str:
    if row["replayed_count"] == row["handoff_count"]:
        return ""
    return f" (on a sample of {words.counted(row['person_count'], 'person', 'people')})"


def safe(found: Row) -> str:
    if found["busiest_intake"] is None:
        return f"**Nobody can say yet: {found['verdict']}.**"
    seen = f"{words.counted(found['week_count'], 'week')} seen, the busiest with {found['busiest_intake']:,.0f}"
    if found["safe_intake"] is None:
        return (
            f"**No week met the {words.share(found['target'])} target for certain, however few leads came** ({seen})."
        )
    return (
        f"**Up to {found['safe_intake']:,.0f} leads a week, the {words.share(found['target'])} target was met "
        f"reliably** ({seen})."
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
