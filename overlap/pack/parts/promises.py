"""What both teams promised each other, and whose part moved the revenue, in a pack."""

from collections.abc import Iterator, Sequence

from overlap import words
from overlap.pack.drawing.shown import Line, RowsChart
from overlap.pack.in_scope import Question, Row
from overlap.pack.number_words import plain
from overlap.pack.part import COUNT, MONEY, NUMBER, Cell, Column, Figure, Part, Table
from overlap.subjects.goals import pipeline, promised
from overlap.subjects.sides import bridge_words
from overlap.subjects.sides.steps.bridge import TEAMS

PAGE = "Shared goals"
PROMISES, BRIDGE, PIPELINE = "goals/promises", "sides/bridge", "goals/pipeline_bridge"
_COLOURS = {"marketing": "marketing", "sales": "sales", "both": "shared", "neither": "grey"}


def parts(question: Question) -> Iterator[Part]:
    """Promises; with a period to compare with, the parts of its change; the pipeline between the period's ends."""
    if not question.missing("handoffs"):
        yield _promises(question)
    if question.comparison and not question.missing("handoffs", "deals"):
        yield from _bridge(question)
    if not question.missing("deals"):
        yield _pipeline(question)


def _promises(question: Question) -> Part:
    asking = question.part()
    rows = asking.rows(PROMISES)
    columns = (
        Column("Promised by"), Column("Promise"), Column("Unit"), Column("Promised", NUMBER), Column("Came", NUMBER),
        Column("Shortfall", NUMBER, has_interval=True), Column("Records", COUNT), Column("Verdict"),
    )  # fmt: skip
    cells = tuple(
        (
            Cell(row["promised_by"].capitalize()), Cell(row["promise"]), Cell(row["unit"]), Cell(row["agreed"], NUMBER),
            Cell(row["reached"], NUMBER), Cell(row["shortfall"], NUMBER, row["shortfall_low"], row["shortfall_high"]),
            Cell(row["record_count"], COUNT), Cell(row["verdict"]),
        )
        for row in rows
    )  # fmt: skip
    known = [row for row in rows if row["agreed"] and row["reached"] is not None]
    unknown = [f"{row['promised_by'].capitalize()}. {promised.answer(row)}." for row in rows if row not in known]
    return Part(
        "promises",
        PAGE,
        "What did we promise each other, and was it kept?",
        (promised.summary(rows), *unknown),
        tuple(_tile(row) for row in known),
        chart=_of_promised(known) if known else None,
        tables=(Table("Promises", columns, cells),),
        rests=asking.rests(),
    )


def _tile(row: Row) -> Figure:
    label = f"{row['promise'][:1].upper()}{row['promise'][1:]}, promised by {row['promised_by']}"
    return Figure(label, promised.figure(row, row["reached"]), _verdict(row))


def _verdict(row: Row) -> str:
    return f"promised {promised.figure(row, row['agreed'])}: {row['verdict']}"


def _of_promised(rows: Sequence[Row]) -> RowsChart:
    lines = [
        Line(
            f"{row['promise'][:1].upper()}{row['promise'][1:]}",
            float(row["reached"] / row["agreed"]),
            f"{words.share(row['reached'] / row['agreed'])} of it",
            *(_short_of(row, end) for end in ("shortfall_high", "shortfall_low")),
            mark=1.0,
            colour=_COLOURS[row["promised_by"]],
        )
        for row in rows
    ]
    key = "Upright mark: what was promised. Line: 98.75% interval. Blue: promised by marketing; orange: by sales."
    return RowsChart("What came, of what was promised", "Bars of what came of each promise.", lines, key)


def _short_of(row: Row, end: str) -> float | None:
    return None if row[end] is None else float((row["agreed"] - row[end]) / row["agreed"])


def _bridge(question: Question) -> Iterator[Part]:
    asking, currency = question.part(), question.currency
    rows = asking.rows(BRIDGE)
    if not rows:
        return
    columns = (Column("Part"), Column("Who can act on it"), Column("Amount", MONEY, True, adds=True), Column("Verdict"))
    cells = tuple(
        (
            Cell(bridge_words.NAMES[row["part"]]),
            Cell(row["team"]),
            Cell(row["amount"], MONEY, row["amount_low"], row["amount_high"]),
            Cell(row["verdict"]),
        )
        for row in rows
    )
    proof, holds = bridge_words.proof(rows, currency)
    yield Part(
        "parts",
        PAGE,
        "Whose part goes with the change in revenue?",
        (
            plain(bridge_words.answer(rows, currency)),
            f"{bridge_words.cohort(rows[0])}. It says what goes with the change, never whose fault it is.",
        ),
        chart=RowsChart(
            "Parts of the change", "Bars of the parts of the change in revenue.",
            [_part(row, currency) for row in rows],
            "Blue: marketing can act on it; orange: sales; violet: both; grey: neither. Line: 95%.",
        ),
        tables=(Table("Parts of the change", columns, cells),),
        proofs=(f"{proof}: {'holds' if holds else 'DOES NOT HOLD'}",),
        rests=asking.rests(),
    )  # fmt: skip


def _part(row: Row, currency: str) -> Line:
    return Line(
        bridge_words.NAMES[row["part"]],
        float(row["amount"]),
        words.money_change(row["amount"], currency),
        None if row["amount_low"] is None else float(row["amount_low"]),
        None if row["amount_high"] is None else float(row["amount_high"]),
        colour=_COLOURS[TEAMS.get(row["part"], row["team"])],
    )


def _pipeline(question: Question) -> Part:
    asking, currency = question.part(), question.currency
    rows = asking.rows(PIPELINE)
    is_ended = bool(question.filters.ends_on and question.filters.ends_on < question.house.as_of_at.date())
    drawn = [row for row in rows if row["part"] in pipeline.NAMES]
    names = pipeline.NAMES | {"slipped": "of which slipped: due in the period, open still"}
    return Part(
        "pipeline",
        PAGE,
        "How did the open pipeline become what it is?",
        tuple(filter(None, (plain(pipeline.answer(rows, is_ended, currency)), pipeline.undated(rows)))),
        chart=RowsChart(
            "The pipeline between two days", "Bars of the parts of the pipeline.",
            [
                Line(names[row["part"]], float(row["amount"]), words.money_short(row["amount"], currency),
                     colour="bad" if row["amount"] < 0 else "shared")
                for row in drawn
            ],
            "What left the pipeline stands left of zero.",
        ),
        tables=(
            Table(
                "Pipeline", (Column("Part"), Column("Deals", COUNT), Column("Amount", MONEY)),
                tuple(
                    (Cell(names[row["part"]]), Cell(row["deal_count"], COUNT), Cell(row["amount"], MONEY))
                    for row in rows
                ),
            ),
        ),
        rests=asking.rests(),
    )  # fmt: skip
