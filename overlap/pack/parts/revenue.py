"""Joint revenue in a pack: what campaigns earned, exact, with the proof that nothing is lost or counted twice."""

from collections.abc import Iterator

from overlap import words
from overlap.pack.drawing.shown import Line, RowsChart
from overlap.pack.in_scope import Question, Row, number
from overlap.pack.part import COUNT, MONEY, NUMBER, RATE, Cell, Column, Figure, Part, Table
from overlap.sentences import booked_revenue
from overlap.subjects.revenue.sentences import ledger as said

PAGE, QUESTION = "Joint revenue", "What did campaigns and people earn together?"
INTERVALS, KEPT, KINDS = "revenue/intervals", "revenue/conservation", "revenue/by_kind"
_MOST = 12
_NAMES = {"new": "New business", "expansion": "Expansion", "renewal": "Renewals"}


def parts(question: Question) -> Iterator[Part]:
    """Revenue credited to campaigns; people stand in the proof as one sum, since a pack names none."""
    asking, currency = question.part(), question.currency
    kept = asking.rows(KEPT)[0]
    if question.missing("deals") or not kept["deal_count"]:
        yield Part("revenue", PAGE, QUESTION, ("No won deals here.",), rests=asking.rests())
        return
    kinds = asking.rows(KINDS, question.filters.narrowed({"kinds": None}))
    rows = sorted(asking.rows(INTERVALS), key=lambda row: row["revenue"], reverse=True)
    named = [row for row in rows if row["group_id"] is not None][:_MOST]
    credited = words.money_short(kept["credited"], currency)
    unknown = words.share(float(kept["no_campaign"] / kept["credited"])) if kept["credited"] else words.NONE
    proof = f"{said.proof(kept, currency)}: {'holds to the cent' if kept['is_exact'] else 'DOES NOT HOLD'}"
    yield Part(
        "revenue",
        PAGE,
        QUESTION,
        (
            f"{credited} in {words.counted(kept['deal_count'], 'won deal')}: every cent is credited once to a campaign "
            f"and once to a person in sales. {unknown} has no known campaign.",
        ),
        chart=RowsChart(
            "Credited by campaign", "Bars of the revenue credited to each campaign.",
            [_line(row, currency) for row in named],
            "Line: 95%, the average over many such periods; none below five deals' worth.",
        ) if named else None,
        figures=_figures(kinds, question),
        tables=(_table(rows), _kinds(kinds, question)),
        proofs=(proof,),
        rests=asking.rests(),
    )  # fmt: skip


def _line(row: Row, currency: str) -> Line:
    low, high = (None if row[end] is None else float(row[end]) for end in ("low", "high"))
    return Line(row["group_name"], float(row["revenue"]), words.money_short(row["revenue"], currency), low, high)


def _table(rows: list[Row]) -> Table:
    columns = (
        Column("Campaign"), Column("Credited", MONEY, has_interval=True, adds=True), Column("Deals it touches", COUNT),
        Column("Worth deals", NUMBER, adds=True), Column("Of all", RATE, has_interval=True), Column("Verdict"),
    )  # fmt: skip
    cells = tuple(
        (
            Cell(row["group_name"]),
            Cell(row["revenue"], MONEY, row["low"], row["high"]),
            number(INTERVALS, row, "deal_count"),
            number(INTERVALS, row, "count_credit"),
            number(INTERVALS, row, "share", "share"),
            Cell(row["verdict"]),
        )
        for row in rows
    )
    return Table("Campaigns", columns, cells, 10)


def _figures(rows: list[Row], question: Question) -> tuple[Figure, ...]:
    """Each kind of business for itself."""
    return tuple(
        Figure(
            _NAMES.get(row["kind"], "Not recorded"),
            words.money_short(row["revenue"], question.currency),
            booked_revenue.deals(row),
        )
        for row in rows
    )


def _kinds(rows: list[Row], question: Question) -> Table:
    label = booked_revenue.label(question.filters)
    columns = (Column("Business"), Column(label, MONEY, adds=True), Column("Won deals", COUNT, adds=True))
    cells = tuple(
        (Cell(_NAMES.get(row["kind"], "Not recorded")), number(KINDS, row, "revenue"), number(KINDS, row, "deal_count"))
        for row in rows
    )
    return Table("Kinds of business, whatever kind is chosen", columns, cells, 0)
