"""Funnel leaks in a pack: leaks ranked by money, and the chain they lie in."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from overlap.pack.drawing.shown import Line, RowsChart
from overlap.pack.in_scope import Question, number
from overlap.pack.number_words import plain
from overlap.pack.part import COUNT, MONEY, NUMBER, RATE, Cell, Column, Part, Table
from overlap.subjects.funnel import leak_words
from overlap.subjects.funnel import sentences as said
from overlap.subjects.funnel.dimensions import COMPANY
from overlap.subjects.funnel.stages import stage_words

PAGE, QUESTION = "Funnel leaks", "Where do we lose leads, and what is that worth?"
LEAKS, STAGES, COHORTS = "funnel/leaks", "funnel/stages", "funnel/cohorts"
_MOST = 8

Row = Mapping[str, Any]


def parts(question: Question) -> Iterator[Part]:
    """The largest leaks; that nothing can be counted, where no source says which leads became MQLs."""
    if question.missing("mql") or (question.filters.by_people and question.missing("handoffs")):
        yield Part(
            "funnel", PAGE, QUESTION, ("Not recorded: no source says which leads became MQLs, or who worked them.",)
        )
        return
    asking, currency = question.part(), question.currency
    stages = asking.rows(STAGES)
    if not stages or not stages[0]["round_count"]:
        yield Part("funnel", PAGE, QUESTION, (f"No lead became an MQL in this period ({question.period}).",))
        return
    rows = asking.frame(LEAKS).filter(benchmark=COMPANY).to_dicts()
    within = [row["within_days"] for row in asking.rows(COHORTS) if row["next_stage"] == "won"]
    largest = leak_words.leaks_of(rows)[:_MOST]
    yield Part(
        "funnel",
        PAGE,
        QUESTION,
        (plain(leak_words.answer(rows, currency)), plain(said.answer(stages, max(within, default=None)))),
        chart=_chart(largest, currency) if largest and largest[0]["worth"] is not None else None,
        tables=(_leaks(largest or rows[:_MOST]), _stages(stages)),
        rests=asking.rests(),
    )


def _chart(rows: Sequence[Row], currency: str) -> RowsChart:
    lines = [
        Line(
            f"{leak_words.named(row)}: {leak_words.step(row)}",
            float(row["worth"]),
            leak_words.worth(row, currency).partition(" [")[0],
            *(None if row[end] is None else float(row[end]) for end in ("worth_low", "worth_high")),
            colour="bad",
        )
        for row in rows
        if row["worth"] is not None
    ]
    key = (
        "At most: a lead won back is worse than an average one. Line: 95%. Do not add them up: one lead can leak twice."
    )
    return RowsChart("Largest leaks in money", "Bars of the largest leaks in money.", lines, key)


def _leaks(rows: Sequence[Row]) -> Table:
    columns = (
        Column("Leak"), Column("Between"), Column("Judged", COUNT), Column("Lost", COUNT), Column("Lost share", RATE),
        Column("Expected share", RATE), Column("Beyond expected", NUMBER, has_interval=True),
        Column("Worth at most", MONEY, has_interval=True), Column("Verdict"),
    )  # fmt: skip
    cells = tuple(
        (
            Cell(leak_words.named(row)),
            Cell(leak_words.step(row)),
            *(number(LEAKS, row, name) for name in ("judged_count", "lost_count", "lost_rate", "expected_rate")),
            number(LEAKS, row, "gap_shrunk", "gap_shrunk"),
            number(LEAKS, row, "worth", "worth"),
            Cell(row["verdict"]),
        )
        for row in rows
    )
    return Table("Leaks", columns, cells)


def _stages(rows: Sequence[Row]) -> Table:
    columns = (
        Column("Stage"), Column("Reached", COUNT), Column("Lost before it", COUNT),
        Column("Of the stage before", RATE, has_interval=True), Column("Of all MQLs", RATE),
    )  # fmt: skip
    cells = tuple(
        (
            Cell(stage_words(row["stage"])),
            *(number(STAGES, row, name) for name in ("reached_count", "lost_count")),
            number(STAGES, row, "step_rate", "step_rate"),
            number(STAGES, row, "overall_rate"),
        )
        for row in rows
    )
    return Table("The chain", columns, cells)
