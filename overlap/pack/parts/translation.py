"""Translation in a pack: what marketing's measures are worth to sales, or that no link can be measured."""

from collections.abc import Iterator

from overlap import words
from overlap.pack.in_scope import Question, Row
from overlap.pack.number_words import plain
from overlap.pack.part import COUNT, NUMBER, Cell, Column, Part, Table
from overlap.subjects.translation import sentences as said

PAGE, QUESTION = "Translation", "What is a booth scan, a click or a visit worth to sales?"
MEASURES, ACCEPTED = "translation/by_measure", "accepted"


def parts(question: Question) -> Iterator[Part]:
    """Each measure in SALs, wins and money; that nothing is measured, where there are none."""
    asking = question.part()
    rows = asking.rows(MEASURES)
    told = [row for row in rows if row["outcome"] == ACCEPTED] or rows
    if not rows:
        yield Part("translation", PAGE, QUESTION, ("No measure of marketing's activity is recorded.",))
        return
    yield Part(
        "translation",
        PAGE,
        QUESTION,
        (plain(said.answer(told, question.currency)),),
        tables=(_table(rows),),
        rests=asking.rests(),
    )


def _table(rows: list[Row]) -> Table:
    columns = (
        Column("Measure"), Column("Outcome"), Column("Weeks", COUNT), Column("Per 1,000", NUMBER, has_interval=True),
        Column("Traced, per 1,000", NUMBER, has_interval=True), Column("Would have seen", NUMBER), Column("Verdict"),
    )  # fmt: skip
    cells = tuple(
        (
            Cell(words.spoken(row["measure"])),
            Cell(said.OUTCOMES[row["outcome"]]),
            Cell(row["week_count"], COUNT),
            Cell(row["per_thousand"], NUMBER, row["per_thousand_low"], row["per_thousand_high"]),
            Cell(row["traced_per_thousand"], NUMBER, row["traced_low"], row["traced_high"]),
            Cell(row["would_see"], NUMBER),
            Cell(row["verdict"]),
        )
        for row in rows
    )
    return Table("Measures", columns, cells, 18)
