"""Lead quality in a pack."""

from collections.abc import Iterator

from overlap import words
from overlap.pack.drawing.shown import Line, RowsChart
from overlap.pack.in_scope import Question, Row, number
from overlap.pack.number_words import plain
from overlap.pack.part import COUNT, MONEY, RATE, Cell, Column, Figure, Part, Table
from overlap.stats.partial_pooling import ABOVE, BELOW
from overlap.subjects.quality.sentences import lead_quality as said

PAGE, QUESTION = "Lead quality", "Are the leads good, and who says so?"
TOTALS, CAMPAIGNS = "quality/totals", "quality/by_campaign"
_MOST = 12
_COLOURS = {ABOVE: "good", BELOW: "bad"}


def parts(question: Question) -> Iterator[Part]:
    """What sales makes of what marketing hands over, by campaign."""
    asking, currency = question.part(), question.currency
    totals = asking.rows(TOTALS)[0]
    if question.missing("handoffs"):
        yield Part("quality", PAGE, QUESTION, (plain(said.without_handoffs(totals, currency)),), rests=asking.rests())
        return
    if not totals["handoff_count"]:
        yield Part("quality", PAGE, QUESTION, (f"No lead was handed over in this period ({question.period}).",))
        return
    rows = asking.rows(CAMPAIGNS)
    drawn = [row for row in rows if row["shrunk_rate"] is not None][:_MOST]
    yield Part(
        "quality",
        PAGE,
        QUESTION,
        (plain(said.answer(totals)),),
        _figures(totals),
        RowsChart(
            "Share accepted by campaign", "Dots of the share of handoffs accepted, by campaign.",
            [_line(row) for row in drawn],
            "Dot: share accepted, adjusted for small samples. Line: 95%. Upright mark: the company average.",
            is_dots=True,
        ) if drawn else None,
        (_table(rows),),
        rests=asking.rests(),
    )  # fmt: skip


def _figures(totals: Row) -> tuple[Figure, ...]:
    def of(label: str, name: str, part: str, whole: str) -> Figure:
        if totals[name] is None:
            return Figure(label, words.DASH, "not recorded, or none has had its days")
        interval = words.interval(totals[f"{name}_low"], totals[f"{name}_high"])
        rests = f"{words.count(totals[part])} of {words.count(totals[whole])} {interval}"
        return Figure(label, words.share(totals[name]), rests)

    return (
        of("Passed on", "pass_through", "passed_count", "passable_count"),
        of("Accepted (SAL)", "acceptance_rate", "accepted_count", "old_enough_count"),
        of("Became SQL", "qualified_share", "qualified_count", "qualifiable_count"),
        of("Won", "won_share", "won_count", "winnable_count"),
    )


def _line(row: Row) -> Line:
    return Line(
        row["campaign_name"],
        row["shrunk_rate"],
        f"{words.share(row['shrunk_rate'])}, n {words.count(row['old_enough_count'])}",
        row["shrunk_low"],
        row["shrunk_high"],
        row["house_rate"],
        _COLOURS.get(row["verdict"], "grey"),
    )


def _table(rows: list[Row]) -> Table:
    columns = (
        Column("Campaign"), Column("Handoffs", COUNT, adds=True), Column("Mature", COUNT, adds=True),
        Column("Accepted", COUNT, adds=True), Column("SAL rate", RATE, has_interval=True),
        Column("SQL share", RATE, has_interval=True), Column("Revenue per lead", MONEY, has_interval=True),
        Column("Against the average"),
    )  # fmt: skip
    cells = tuple(
        (
            Cell(row["campaign_name"]),
            *(number(CAMPAIGNS, row, name) for name in ("handoff_count", "old_enough_count", "accepted_count")),
            number(CAMPAIGNS, row, "acceptance_rate", "acceptance_rate"),
            number(CAMPAIGNS, row, "qualified_share", "qualified_share"),
            number(CAMPAIGNS, row, "revenue_per_lead", "revenue_per_lead"),
            Cell(row["verdict"]),
        )
        for row in rows
    )
    return Table("Campaigns", columns, cells, 10)
