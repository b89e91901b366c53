"""Are we on track for what we both signed up to?"""

from datetime import timedelta

import streamlit as st

from overlap import words
from overlap.figures import calendar
from overlap.figures.answers import goals as said
from overlap.figures.bars import revenue_bars
from overlap.figures.changes import change, parts_of_change
from overlap.figures.months import by_month
from overlap.figures.tables import months_named
from ui import charts, filters, gateway, headlines, parts, passport, rows, theme
from ui.gateway import ask
from ui.rows import Rows

A_WEEK = timedelta(days=7)  # a house may have no lead in its very first days
HIDDEN = ("month", "next_month", "is_whole", "handoff_old_enough_count", "opened_old_enough_count", "opened_won_count")
OPENS = {
    "lead_count": "lead",
    "mql_count": "qualified lead",
    "handoff_count": "handoff",
    "accepted_count": "accepted lead",
    "opened_count": "opened deal",
    "deal_count": "won deal",
}

palette, currency = theme.palette(), gateway.currency()
span = ask("filters/span").row(0, named=True)
chosen, against = filters.current(), filters.comparison()
first_on = span["first_on"] or span["as_of_on"]
is_covered = bool(against and against.starts_on and against.starts_on >= first_on - A_WEEK)
period, earlier = filters.period_words(), filters.comparison_words()

now = ask("overview/totals").row(0, named=True)
before = ask("overview/totals", against).row(0, named=True) if is_covered else None
of_period = calendar.months_of(chosen.starts_on or first_on, chosen.ends_on or span["as_of_on"] + timedelta(days=1))
months = calendar.filled(ask("overview/by_month"), of_period, first_on, span["as_of_on"])

parts.heading(
    "Are we on track for what we both signed up to?",
    said.answer(now, before, period, earlier, currency) + said.uncovered(first_on, bool(against) and not is_covered),
)
parts.cards(headlines.cards(now, before, months))

left, right = st.columns([5, 3], gap="small")
with left:
    dotted = f" Dotted: {earlier}." if against else ""
    with parts.block("Booked revenue by month", f"Bars: {period}.{dotted} Select a month for its won deals."):
        then = None
        if against and against.starts_on and against.ends_on:
            of_comparison = calendar.months_of(against.starts_on, against.ends_on)
            then = calendar.filled(ask("overview/by_month", against), of_comparison, first_on, span["as_of_on"])
        bar = charts.selectable(by_month(months, then, palette, currency), "months", f"Booked revenue, {period}.")
        passport.button("overview/by_month", "revenue_booked", key="months_passport")
with right:
    kinds = ask("revenue/by_kind")
    if before:
        split = parts_of_change(ask("revenue/by_kind", against), kinds)
        total = words.money_change(now["revenue"] - before["revenue"], currency)
        with parts.block("What moved booked revenue", f"{total} against {earlier}; the parts add up to it exactly."):
            charts.draw(change(split, palette, currency), "change", "Parts of the change in revenue.")
    else:
        with parts.block("New and existing business", f"Booked revenue by kind of deal, {period}."):
            charts.draw(revenue_bars(kinds, "kind", palette.shared, palette, currency), "kind_bars", "Revenue by kind.")
if bar:
    row = months.row(bar.data, named=True)
    with parts.block(words.month(row["month"])):
        deals = words.counted(row["deal_count"], "won deal")
        charts.behind(Rows("overview/by_month", "deal_count", row, deals), "month_deals")

with parts.block("Month by month", "Each thing by the day it happened. Select a month to open its numbers."):
    row = rows.listed(months_named(months), "month_table", "overview/by_month", hidden=HIDDEN)
    with st.container(horizontal=True):
        for number, unit in OPENS.items() if row else ():
            if row[number]:
                rows.button(Rows("overview/by_month", number, row, words.counted(row[number], unit)), f"month_{number}")
        parts.export(months, "months")

if now["handoff_count"] == 0 or now["opened_count"] == 0:
    missing = gateway.missing("handoffs", "activities")
    if missing:
        parts.empty(
            "What would be here too",
            missing,
            "With handoffs: how many leads sales accepts. With activities: how fast they are followed up.",
        )
