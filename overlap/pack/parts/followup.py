"""Follow-up in a pack: the level against what is agreed, month by month and by team."""

from collections.abc import Iterator

from overlap import words
from overlap.limits import CONTACT_DAYS
from overlap.pack.drawing.shown import Mark, Series, TimeChart
from overlap.pack.in_scope import Asking, Question, Row, number
from overlap.pack.number_words import plain
from overlap.pack.part import COUNT, RATE, Cell, Column, Figure, Part, Table
from overlap.sentences.durations import lasting
from overlap.subjects.followup import sentences as said

PAGE, QUESTION = "Follow-up", "How fast is a lead followed up, and who is still waiting?"
TOTALS, MONTHS, TEAMS = "followup/totals", "followup/by_month", "followup/by_team"
QUEUE, CONTACT, AGREED = "followup/queue", "followup/contact", "agreements/in_force"


def parts(question: Question) -> Iterator[Part]:
    """How fast sales follows up; that nobody can say, where nobody recorded it."""
    if missing := question.missing("handoffs", "activities"):
        yield Part("followup", PAGE, QUESTION, (f"Nobody can say yet: no {words.listed(missing)} are recorded.",))
        return
    asking = question.part()
    totals = asking.rows(TOTALS)[0]
    if not totals["handoff_count"]:
        yield Part("followup", PAGE, QUESTION, (f"No lead was handed over in this period ({question.period}).",))
        return
    queue = asking.rows(QUEUE, question.filters.period(None, None))[0]
    yield Part(
        "followup",
        PAGE,
        QUESTION,
        tuple(filter(None, (plain(said.level(totals, _limit(asking))), _waiting(queue), said.naive(totals)))),
        _figures(totals, asking.rows(CONTACT)[0], queue),
        _chart(asking.rows(MONTHS), totals["target"], asking.marks()),
        (_table(asking.rows(TEAMS)),),
        rests=asking.rests(),
    )


def _limit(asking: Asking) -> int | None:
    found = asking.frame(AGREED).filter(agreement="response", value_name="limit_minutes")["value"]
    return int(float(found[0])) if len(found) and found[0] not in (None, "none") else None


def _waiting(queue: Row) -> str:
    return (
        f"{words.counted(queue['waiting_count'], 'lead')} wait now, whatever the period: "
        f"{words.count(queue['overdue_count'])} overdue, {words.count(queue['pending_count'])} with time left."
    )


def _figures(totals: Row, met: Row, queue: Row) -> tuple[Figure, ...]:
    due = f"{words.count(totals['in_time_count'] or 0)} of {words.count(totals['due_count'] or 0)} due"
    ends = words.interval(totals["service_level_low"], totals["service_level_high"])
    agreed = f"agreed: {words.share(totals['target'])}" if totals["target"] is not None else "nothing is agreed"
    reached = words.interval(met["contact_rate_low"], met["contact_rate_high"])
    return (
        Figure("First attempt in time", words.share(totals["service_level"]), f"{due} {ends}; {agreed}"),
        Figure("Median to attempt", lasting(totals["median_minutes"]), "business time, those never contacted included"),
        Figure("Waiting now", words.count(queue["waiting_count"]), f"{words.count(queue['overdue_count'])} overdue"),
        Figure(
            f"Reached in {CONTACT_DAYS} days", words.share(met["contact_rate"]), f"the guard of the level {reached}"
        ),
    )


def _chart(rows: list[Row], target: float | None, marks: tuple[Mark, ...]) -> TimeChart:
    level = Series(
        "First attempt in time, with 95%", [row["service_level"] for row in rows], "sales",
        [row["service_level_low"] for row in rows], [row["service_level_high"] for row in rows],
    )  # fmt: skip
    agreed = [Series("Agreed", [target] * len(rows), "ink", is_agreed=True)] if target is not None else []
    return TimeChart(
        "Month by month", "A line of the share contacted in time, month by month.",
        [row["month"] for row in rows], [level, *agreed], "", is_share=True, marks=marks,
    )  # fmt: skip


def _table(rows: list[Row]) -> Table:
    columns = (
        Column("Team"), Column("Handoffs", COUNT, adds=True), Column("Due", COUNT, adds=True),
        Column("In time", COUNT, adds=True), Column("Level", RATE, has_interval=True),
        Column("Adjusted for small samples", RATE, has_interval=True), Column("Against the company"),
    )  # fmt: skip
    cells = tuple(
        (
            Cell(row["team"]),
            *(number(TEAMS, row, name) for name in ("handoff_count", "due_count", "in_time_count")),
            number(TEAMS, row, "service_level", "service_level"),
            number(TEAMS, row, "shrunk_level", "shrunk"),
            Cell(row["verdict"]),
        )
        for row in rows
    )
    return Table("Teams", columns, cells)
