"""Are we on track for what we both signed up to?"""

from datetime import timedelta

import streamlit as st

from overlap.subjects.goals import sentences as said
from overlap.subjects.goals.month_rows import filled, months_of
from ui import audience, filters, gateway, parts
from ui.gateway import ask
from ui.goals import forecast, goals, headlines, months, needed, pipeline, promises, restatements
from ui.sides import bridges

covered = filters.covered()
chosen, against = filters.current(), filters.comparison()
period, earlier = filters.period_words(), filters.comparison_words()

now, before, then = ask("goals/totals").row(0, named=True), None, None
if against:
    before = ask("goals/totals", against).row(0, named=True)
of_period = months_of(
    chosen.starts_on or covered.first_on or covered.reaches_on, chosen.ends_on or covered.reaches_on + timedelta(days=1)
)
by_month = filled(ask("goals/by_month"), of_period, covered)
if against and against.starts_on and against.ends_on:
    of_before = months_of(against.starts_on, against.ends_on)
    then = filled(ask("goals/by_month", against), of_before, covered)

parts.heading(
    "Are we on track for what we both signed up to?",
    said.answer(now, before, chosen, period, earlier, gateway.currency(), goals.running()),
)


def revenue() -> None:
    """Booked revenue month by month, beside what changed or the kinds of business; a selected bar's deals."""
    left, right = st.columns([5, 3], gap="small")
    with left:
        bar = months.revenue_block(by_month, then, period, earlier)
    with right:
        if against and before:
            months.change_block(against, earlier)
        else:
            months.kinds_block(period)
    if bar:
        months.behind_month(bar, by_month)


of_deals: audience.Blocks = {} if gateway.missing("deals") else {
    "revenue": revenue, "pipeline": lambda: pipeline.block(period), "parts": bridges.teams_block
}  # fmt: skip
audience.arranged(
    "goals",
    {
        "goals": goals.block,
        "forecast": forecast.block,
        **({} if gateway.missing("deals") else {"needed": lambda: needed.block(period)}),
        "headlines": lambda: parts.cards(headlines.cards(now, before, by_month)),
        **({} if gateway.missing("handoffs") else {"promises": lambda: promises.block(period)}),
        **of_deals,
        "months": lambda: months.list_block(by_month),
        "restatements": restatements.block,
    },
)

missing = gateway.missing(*said.WOULD_SHOW)
if missing:
    parts.empty("What would be here too", missing, " ".join(said.WOULD_SHOW[table] for table in missing))
