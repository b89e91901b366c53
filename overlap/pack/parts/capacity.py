"""Capacity in a pack: how many leads a week sales can take, and what came."""

from collections.abc import Iterator

from overlap import words
from overlap.pack.drawing.shown import Mark, Series, TimeChart
from overlap.pack.in_scope import Question, Row, number
from overlap.pack.number_words import plain
from overlap.pack.part import COUNT, DAY, NUMBER, RATE, Cell, Column, Part, Table
from overlap.subjects.capacity import sentences as said

PAGE, QUESTION = "Capacity", "How many leads can sales really take?"
SAFE, WEEKS = "capacity/safe_budget", "capacity/by_week"


def parts(question: Question) -> Iterator[Part]:
    """The safe weekly intake, week by week what came against what was agreed."""
    if missing := question.missing("handoffs", "activities"):
        yield Part("capacity", PAGE, QUESTION, (f"Nobody can say yet: no {words.listed(missing)} are recorded.",))
        return
    asking = question.part()
    found, weeks = asking.rows(SAFE)[0], asking.rows(WEEKS)
    whole = [row for row in weeks if row["is_whole"]]
    yield Part(
        "capacity",
        PAGE,
        QUESTION,
        (plain(said.safe(found)),),
        chart=_chart(whole, asking.marks()) if len(whole) > 1 else None,
        tables=(_table(list(reversed(weeks))),) if weeks else (),
        rests=asking.rests(),
    )


def _chart(rows: list[Row], marks: tuple[Mark, ...]) -> TimeChart:
    came = Series("Handoffs a week", [row["handoff_count"] for row in rows], "sales")
    agreed = Series("Agreed capacity", [row["capacity"] for row in rows], "shared", is_agreed=True)
    days = [row["week"] for row in rows]
    return TimeChart(
        "Week by week", "Lines of handoffs a week and the agreed capacity.", days, [came, agreed], "", marks=marks
    )


def _table(rows: list[Row]) -> Table:
    columns = (
        Column("Week from", DAY), Column("Handoffs", COUNT, adds=True), Column("Agreed capacity", NUMBER),
        Column("Load", RATE), Column("Due", COUNT, adds=True), Column("In time", COUNT, adds=True),
        Column("Level", RATE, has_interval=True), Column("Whole"),
    )  # fmt: skip
    cells = tuple(
        (
            Cell(row["week"], DAY),
            number(WEEKS, row, "handoff_count"),
            number(WEEKS, row, "capacity"),
            Cell(row["load"], RATE),
            *(number(WEEKS, row, name) for name in ("due_count", "in_time_count")),
            number(WEEKS, row, "service_level", "service_level"),
            Cell("yes" if row["is_whole"] else "partial"),
        )
        for row in rows
    )
    return Table("Weeks, the latest first", columns, cells)
