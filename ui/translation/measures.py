"""The parts of Translation: every measure with what goes with it, and one week by week, in both teams' words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl
import streamlit as st

from overlap import labels, words
from overlap.reports import Filters
from overlap.subjects.translation import sentences as said
from overlap.subjects.translation.charts.lag_curve import lag_curve
from overlap.subjects.translation.charts.weeks import weeks
from ui import charts, controls, filters, gateway, parts, passport, rows, theme
from ui.rows import Rows

BY_MEASURE, LAGS, WEEKS = "translation/by_measure", "translation/lags", "translation/weeks"
_SHOWN = (
    "measure", "verdict", "per_thousand", "per_thousand_low", "per_thousand_high", "weeks_later", "would_see",
    "traced_per_thousand", "week_count",
)  # fmt: skip
_TITLES = {
    "per_thousand": "Goes with", "per_thousand_low": "Low", "per_thousand_high": "High", "weeks_later": "Weeks later",
    "would_see": "Would have seen", "traced_per_thousand": "Counted", "week_count": "Weeks",
}  # fmt: skip
_WEEKS = {"all": "All weeks on record", "period": "Weeks of the period"}
_NUMBER = {"accepted": "accepted_count", "won": "won_count", "revenue": "revenue"}
_OPENED = {"accepted": "accepted_count", "won": "won_count", "revenue": "paid_count"}

QUESTION = "What is a booth scan, a click or a visit worth to sales?"
WOULD_SHOW = (
    "With what campaigns did a day (visits, clicks, scans, spend) and a year of handoffs, you see how many SALs, "
    "wins and how much revenue go with each, or that no link can be measured."
)

Row = Mapping[str, Any]


def blocks() -> Mapping[str, Callable[[], None]]:
    """The head of the measures, drawn; what stands under it."""
    missing = gateway.missing("campaign_days", "handoffs")
    if missing:
        parts.heading(QUESTION, f"**Nobody can say yet: no {missing[0].replace('_', ' ')} are recorded.**")
        parts.empty("Nothing to translate", missing, WOULD_SHOW)
        return {}
    heading = st.container()
    wanted = asked()
    found = gateway.ask(BY_MEASURE, wanted.filters).filter(outcome=wanted.outcome)
    with heading:
        parts.heading(QUESTION, _answer(found))
    if found.is_empty():
        why = (
            "Visits, clicks and spend are recorded by campaign, not by person, place, segment or existing customers: "
            "take these filters away. Choose a channel or campaign to see its own measures."
        )
        parts.empty("No weeks to compare", (), f"{WOULD_SHOW} {why}")
        return {}
    return {"measures": lambda: measures_block(found), "measure": lambda: measure_block(found, wanted.filters)}


def _answer(found: pl.DataFrame) -> str:
    if found.is_empty():
        return "Nothing is left to compare under these filters."
    return said.answer([escaped(row) for row in found.to_dicts()], gateway.currency())


def escaped(row: Row) -> Row:
    """The row with its measure, which is a text from an export, as it may stand in a sentence."""
    return {**row, "measure": parts.escape(said.name(row["measure"]))}


@dataclass(frozen=True)
class Asked:
    """What measures are translated into, and under which filters: a link needs more than the year pages open on."""

    outcome: str
    filters: Filters


def asked() -> Asked:
    """As the controls say: the outcome, and whether only weeks of the period count."""
    with st.container(horizontal=True, gap="small"):
        outcome = controls.switch("Translated into", said.OUTCOMES, "outcome")
        weeks_of = controls.switch("Weeks", _WEEKS, "weeks_of")
    shared = filters.current()
    return Asked(outcome, shared if weeks_of == "period" else shared.period(None, None))


def measures_block(found: pl.DataFrame) -> None:
    """All measures of one outcome; rows of translation/by_measure."""
    how = (
        "Per 1,000 units (of spend: of money), with a 95% interval; where "
        "there is no link, what would have been seen. Counted: leads that touches name, without a test."
    )
    with parts.block("What 1,000 of each go with", how):
        shown = found.with_columns(
            labels.of_all(found["measure"], lambda code: said.name(code).capitalize()),
            pl.col("^per_thousand.*|would_see|traced_per_thousand$").round(2),
            pl.format("{} to {}", "lag_from", "lag_to").alias("weeks_later"),
        )
        hidden = tuple(name for name in shown.columns if name not in _SHOWN)
        rows.table(shown.select(*_SHOWN, pl.exclude(*_SHOWN)), "measures", BY_MEASURE, hidden, _TITLES)
        with st.container(horizontal=True):
            passport.button(BY_MEASURE, "per_thousand", key="measures_passport", label="How it is measured")
            passport.button(BY_MEASURE, "would_see", key="would_see_passport", label="What would have been seen")
            parts.export(found, "translation_by_measure")


def measure_block(found: pl.DataFrame, at: Filters) -> None:
    """One measure in the words of both teams, with its weeks and its lags."""
    names = {row["measure"]: said.name(row["measure"]).capitalize() for row in _clearest_first(found)}
    with parts.block("One measure", "What each team can say of it, its weeks, and how many weeks later it shows."):
        chosen = controls.choice("Measure", names, "measure")
        row = found.row(by_predicate=pl.col("measure") == chosen, named=True)
        _both_teams(row)
        _opens(row, at)
        by_week = gateway.ask(WEEKS, at, measure=chosen, outcome=row["outcome"])
        if not by_week.is_empty():
            _by_week(row, by_week, at)
        curve = gateway.ask(LAGS, at, measure=chosen, outcome=row["outcome"])
        if not curve.is_empty():
            _curve(row, curve)


def _clearest_first(found: pl.DataFrame) -> list[dict[str, Any]]:
    return found.sort("false_share", "measure", nulls_last=True).to_dicts()


def _both_teams(row: Row) -> None:
    currency, row = gateway.currency(), escaped(row)
    left, right = st.columns(2, gap="small")
    with left, st.container(border=True, height="stretch"):
        st.markdown(f":blue[●] For marketing\n\n{_plain(said.marketing(row, currency))}")
    with right, st.container(border=True, height="stretch"):
        st.markdown(f":orange[●] For sales\n\n{_plain(said.sales(row, currency))}")
    if counted := said.traced(row, currency):
        st.caption(_plain(counted))


def _opens(row: Row, at: Filters) -> None:
    with st.container(horizontal=True):
        weeks_compared = words.counted(row["week_count"], "week")
        rows.button(Rows(BY_MEASURE, "week_count", row, weeks_compared, filters=at), key="measure_weeks")
        if row["traced_lead_count"]:
            leads = words.counted(row["traced_lead_count"], "lead") + " named"
            rows.button(Rows(BY_MEASURE, "traced_lead_count", row, leads, filters=at), key="traced_leads")
            ended = "accepted" if row["outcome"] == "accepted" else "won"
            label = f"{words.count(row['traced_count'])} of them {ended}"
            rows.button(Rows(BY_MEASURE, "traced_count", row, label, filters=at), key="traced_outcomes")


def _by_week(row: Row, by_week: pl.DataFrame, at: Filters) -> None:
    of_outcome = said.OUTCOMES[row["outcome"]]
    if row["outcome"] == "revenue":
        of_outcome += f", {gateway.currency()}"
    titles = said.name(row["measure"]).capitalize(), of_outcome
    figure = weeks(by_week, _NUMBER[row["outcome"]], titles, theme.palette())
    bar = charts.selectable(figure, "measure_by_week", f"{titles[0]} a week above, {titles[1].lower()} below.")
    with st.container(horizontal=True):
        passport.button(WEEKS, "translation_units", key="weeks_passport")
        parts.export(by_week, "translation_weeks")
    if bar:
        week, number = by_week.row(bar.data, named=True), _OPENED[row["outcome"]]
        label = f"Week from {words.day(week['week'])}: {words.counted(week[number] or 0, 'handoff')}"
        params = {"measure": row["measure"]}
        charts.behind(Rows(WEEKS, number, week, label, params, at), "measure_week_rows")


def _curve(row: Row, curve: pl.DataFrame) -> None:
    st.markdown(
        ":gray[:small[What falls to each week after it, per 1,000, with 95% intervals; grey: noise. In the grey zone, "
        "weeks before it: what stands out there follows something else.]]"
    )
    per = f"{said.OUTCOMES[row['outcome']].lower()} for {said.thousand(row['measure'], gateway.currency())}"
    figure = lag_curve(curve, per, theme.palette())
    charts.draw(figure, "lag_curve", "Dots with intervals for the weeks before and after the measure.")
    with st.container(horizontal=True):
        passport.button(LAGS, "lag_per_thousand", key="lags_passport")
        parts.export(curve, "translation_lags")


def _plain(text: str) -> str:
    """Two dollar signs in a text are two amounts, not a formula."""
    return text.replace("$", r"\$")
