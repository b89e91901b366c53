"""The review meeting in a pack: what to talk about, and what became of what was decided."""

from collections.abc import Iterator

from overlap import words
from overlap.pack.in_scope import Question, Row
from overlap.pack.meeting_words import Nameless
from overlap.pack.number_words import plain
from overlap.pack.part import COUNT, DAY, MONEY, POINTS, RATE, Cell, Column, Part, Table
from overlap.subjects.meeting import sentences as said

PAGE, QUESTION = "Review meeting", "What do we need to talk about, and what did we decide?"
AGENDA, DECISIONS = "meeting/agenda", "meeting/decisions"


def parts(question: Question) -> Iterator[Part]:
    """The agenda, and the decisions without who owns them: a pack names nobody."""
    asking, nameless = question.part(), Nameless(question.reader)
    items = [row | {"sentence": nameless(row["sentence"])} for row in asking.rows(AGENDA)]
    decisions = [] if question.missing("handoffs") else asking.rows(DECISIONS)
    yield Part(
        "agenda",
        PAGE,
        QUESTION,
        (plain(said.answer(items, str)),),
        tables=(
            *((_agenda(items),) if items else ()),
            *((_decisions(decisions, nameless),) if decisions else ()),
        ),
        rests=asking.rests(),
    )


def _agenda(rows: list[Row]) -> Table:
    columns = (Column("To talk about"), Column("What"), Column("Money at stake", MONEY), Column("Which is"))
    cells = tuple(
        (
            Cell(said.KINDS.get(row["kind"], row["kind"])),
            Cell(row["sentence"]),
            Cell(row["stake"], MONEY),
            Cell(row["stake_is"] or words.DASH),
        )
        for row in rows
    )
    return Table("Agenda", columns, cells)


def _decisions(rows: list[Row], nameless: Nameless) -> Table:
    columns = (
        Column("Decided"), Column("On", DAY), Column("Due", DAY), Column("State"), Column("Means to move"),
        Column("Before", RATE), Column("After", RATE), Column("Effect", POINTS, has_interval=True),
        Column("Handoffs since", COUNT), Column("Verdict"), Column("Guard"),
    )  # fmt: skip
    cells = tuple(
        (
            Cell(nameless.typed(row["what"])),
            Cell(row["decided_on"], DAY),
            Cell(row["due_on"], DAY),
            Cell(said.STATES[row["state"]] + (", overdue" if row["is_overdue"] else "")),
            Cell(f"{said.metric(row['metric'])}, {nameless(row['about'])}"),
            Cell(row["baseline"], RATE),
            Cell(row["after_share"], RATE),
            Cell(row["effect"], POINTS, row["effect_low"], row["effect_high"]),
            Cell(row["after_count"], COUNT),
            Cell(row["verdict"]),
            Cell(plain(said.guard(row)) or words.DASH),
        )
        for row in rows
    )
    return Table("Decisions, and what became of them", columns, cells)
