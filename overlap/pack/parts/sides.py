"""Both sides in a pack: the four complaints and their verdicts."""

from collections.abc import Iterator

from overlap import words
from overlap.pack.in_scope import Question, Row
from overlap.pack.number_words import plain
from overlap.pack.part import COUNT, NUMBER, Cell, Column, Part, Table
from overlap.subjects.sides import sentences as said

PAGE, QUESTION = "Both sides", "Which of the four complaints does the data support?"
VERDICTS = "sides/verdicts"


def parts(question: Question) -> Iterator[Part]:
    """Each complaint as it looks, and with the other team's part taken out."""
    if question.missing("handoffs"):
        yield Part("sides", PAGE, QUESTION, ("Nobody can say yet: no handoffs are recorded.",))
        return
    asking = question.part()
    rows = asking.rows(VERDICTS)
    yield Part(
        "sides",
        PAGE,
        QUESTION,
        (plain(said.answer(rows)), *(_complaint(row) for row in rows), said.NOT_IDENTIFIABLE),
        tables=(_table(rows),),
        rests=asking.rests(),
    )


def _complaint(row: Row) -> str:
    """A complaint in a paragraph."""
    quote = f"“{said.QUOTES[row['complaint']]}” ({said.SAID_BY[row['complaint']]}): {row['verdict']}."
    told = (said.standing(row), said.shortfall(row), said.turns(row))
    return plain(" ".join(filter(None, (quote, *told))))


def _table(rows: list[Row]) -> Table:
    columns = (
        Column("Complaint"), Column("Verdict"), Column("Unit"), Column("As it looks", NUMBER),
        Column("Held against", NUMBER), Column("Adjusted", NUMBER), Column("Held against, adjusted", NUMBER),
        Column("Adjusted shortfall", NUMBER, has_interval=True), Column("Records", COUNT),
    )  # fmt: skip
    cells = tuple(
        (
            Cell(said.QUOTES[row["complaint"]]),
            Cell(row["verdict"]),
            Cell(row["unit"] or words.DASH),
            *(Cell(row[name], NUMBER) for name in ("value", "standard", "adjusted_value", "adjusted_standard")),
            Cell(row["adjusted_shortfall"], NUMBER, row["adjusted_low"], row["adjusted_high"]),
            Cell(row["record_count"], COUNT),
        )
        for row in rows
    )
    return Table("The four complaints", columns, cells)
