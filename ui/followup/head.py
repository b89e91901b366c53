"""The head of Follow-up: what is agreed, the cards, what became of every handoff, and how fast attempts come."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from overlap import words
from overlap.limits import CONTACT_DAYS
from overlap.sentences.comparison import rates
from overlap.sentences.durations import lasting
from overlap.subjects.followup import sentences as said
from overlap.subjects.followup.charts.first_attempts import MOST_CURVES, attempts
from overlap.subjects.followup.charts.handoff_states import STATES, outcomes
from ui import charts, controls, filters, gateway, parts, passport, rows, theme
from ui.parts import Card
from ui.rows import Rows

TOTALS, OUTCOMES, CURVE = "followup/totals", "followup/states", "followup/curve"
CONTACT, HINT, QUEUE = "followup/contact", "followup/curve_test", "followup/queue"
_TESTED = ("team", "segment", "channel", "campaign")
BY = {"all": "All", "team": "Team", "segment": "Segment", "channel": "Channel", "campaign": "Campaign", "rep": "Person"}
SCALES = {"business": "Business time", "wall": "Clock time"}

_COUNTED = {7: "seven", 8: "eight"}

Row = Mapping[str, Any]


def agreed() -> tuple[int | None, float | None]:
    """The agreed minutes to a first attempt and the share that must make it, in force now."""
    frame = gateway.ask("agreements/in_force").filter(pl.col("agreement") == "response")
    values = dict(frame.select("value_name", "value").iter_rows())
    limit, target = (_number(values.get(name)) for name in ("limit_minutes", "target"))
    return None if limit is None else int(limit), target


def cards(totals: Row) -> list[Card]:
    """Level, median, who waits now, and the guards of the level: real contact, and how many are excused."""
    return [
        _level(totals),
        Card(
            ":orange[●] Median to attempt",
            lasting(totals["median_minutes"]),
            note=_median(totals),
            opens=_opens(totals, "answered_count", "tried"),
        ),
        _waiting(),
        _contact(totals),
    ]


def handoff_cards(totals: Row) -> list[Card]:
    """What handoffs alone can tell, where nobody recorded an activity."""
    needs = "needs activities"
    minutes = totals["assignment_minutes"]
    return [
        Card(":orange[●] First attempt in time", words.DASH, note=needs),
        Card(":orange[●] Median to attempt", words.DASH, note=needs),
        Card(
            ":violet[●] Handed over",
            words.count(totals["handoff_count"]),
            opens=_opens(totals, "handoff_count", "handoff", "handoffs"),
        ),
        Card(
            ":blue[●] Assignment",
            words.DASH if minutes is None else lasting(minutes),
            note="median, from MQL to handed over",
        ),
    ]


def outcomes_block(totals: Row) -> None:
    """The states, which add up to all handoffs; a selected bar opens to its handoffs."""
    how = "The first state that fits, as of now; each bar begins where the last ended. Select one for its handoffs."
    with parts.block("What became of every handoff", how):
        states = gateway.ask(OUTCOMES)
        bar = charts.selectable(
            outcomes(states, theme.palette()), "outcomes", "Bars of handoffs by what became of them."
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            counted = int(states["handoff_count"].sum())
            parts.proof(
                f"{_COUNTED[states.height]} states = {words.counted(counted, 'handoff')}",
                counted == totals["handoff_count"],
            )
            passport.button(OUTCOMES, "handoffs_by_state", key="outcomes_passport")
            parts.export(states, "followup_states")
        if bar:
            row = states.filter(pl.col("state") == bar.data).row(0, named=True)
            name = f"{words.count(row['handoff_count'])} {STATES[row['state']]}"
            charts.behind(Rows(OUTCOMES, "handoff_count", row, name), "outcome_rows")


def curve_block(totals: Row, limit: int | None, target: float | None) -> None:
    """Share tried by time since the handoff; those closed without an attempt never count as tried."""
    how = (
        "Logarithmic time scale. A curve that flattens below 100% is leads still waiting or closed without an "
        "attempt. Band: 95%."
    )
    with parts.block("Share contacted, by time since the handoff", how):
        by, scale = _choices()
        points = gateway.ask(CURVE, by=by, scale=scale)
        is_business = scale == "business"
        if totals["is_unclocked"]:
            st.markdown(said.unclocked(totals))
        figure = attempts(
            points, limit if is_business else None, target if is_business else None, scale, theme.palette()
        )
        charts.draw(
            figure, f"attempts_{by}_{scale}", "Curves of the share of handoffs contacted by time since the handoff."
        )
        if by in _TESTED:
            st.caption(said.hint(gateway.ask(HINT, by=by).row(0, named=True), BY[by].lower()))
        groups = points["group_name"].n_unique()
        if groups > MOST_CURVES:
            st.caption(f"The {MOST_CURVES} largest of {groups}; all are in the export.")
        st.caption(said.naive(totals))
        with st.container(horizontal=True):
            handoffs = words.counted(totals["handoff_count"], "handoff")
            rows.button(Rows(TOTALS, "handoff_count", totals, handoffs), "curve_rows")
            passport.button(CURVE, "attempted_share", key="curve_passport", label="How it is timed")
            parts.export(points, f"time_to_attempt_by_{by}", "export_curve")


def _choices() -> tuple[str, str]:
    with st.container(horizontal=True):
        by = controls.switch("By", BY, "tried_by", "team")
        scale = controls.switch("Clock", SCALES, "clock", "business")
    return by, scale


def _level(totals: Row) -> Card:
    before = gateway.ask(TOTALS, filters.comparison()).row(0, named=True) if filters.comparison() else None
    change = rates("service_level", totals, before) if before else None
    value, note = words.share(totals["service_level"]), "no handoff is due yet"
    if totals["due_count"]:
        note = f"{words.count(totals['in_time_count'])} of {words.count(totals['due_count'])} due "
        note += words.interval(totals["service_level_low"], totals["service_level_high"])
    if totals["due_count"] and totals["service_level"] is None:
        value = f"{totals['lowest_level'] * 100:.0f}{words.DASH}{words.share(totals['highest_level'])}"
        note = "the least and the most it can be: days without a clock"
    return Card(
        ":orange[●] First attempt in time",
        value,
        change.text if change else None,
        filters.versus() if change else None,
        change.is_good if change else None,
        opens=_opens(totals, "due_count", "due", "due"),
        note=note,
    )


def _waiting() -> Card:
    always = filters.current().period(None, None)
    queue = gateway.ask(QUEUE, always).row(0, named=True)
    ways = f"{words.count(queue['overdue_count'])} overdue, {words.count(queue['pending_count'])} with time left"
    leads = words.counted(queue["waiting_count"], "lead")
    return Card(
        ":orange[●] Waiting now",
        words.count(queue["waiting_count"]),
        note=f"{ways}; whatever the period, listed below.",
        opens=Rows(QUEUE, "waiting_count", queue, leads, filters=always),
    )


def _contact(totals: Row) -> Card:
    met = gateway.ask(CONTACT).row(0, named=True)
    share = totals["excused_share"]
    excused = "Excused: not recorded" if share is None and totals["due_count"] else f"{words.share(share)} excused"
    if totals["level_if_excused_missed"] is not None:
        excused += f"; counting them as late: {words.share(totals['level_if_excused_missed'])}"
    return Card(
        f":violet[●] Reached in {CONTACT_DAYS} days",
        words.share(met["contact_rate"]),
        note=f"{_rests(met)}. {excused}",
        opens=_reached(met),
    )


def _reached(met: Row) -> Rows | None:
    """Those reached; none to open where nobody records it."""
    if met["met_count"] is None:
        return None
    return Rows(CONTACT, "met_count", met, f"{words.count(met['met_count'])} reached")


def _rests(met: Row) -> str:
    """What the share of those reached rests on, or why there is none."""
    if gateway.missing("conversations"):
        return "not recorded: no activity says whether it reached anybody"
    if not met["old_enough_count"]:
        return f"none has had its {CONTACT_DAYS} days"
    interval = words.interval(met["contact_rate_low"], met["contact_rate_high"])
    return f"reached, of {words.count(met['old_enough_count'])} due and mature {interval}"


def _median(totals: Row) -> str:
    if totals["is_unclocked"]:
        return "days without a clock: no time is known"
    if totals["median_minutes"] is None:
        return f"fewer than half have been contacted; {_ninety(totals)}"
    ends = ""
    if totals["median_low"] is not None and totals["median_high"] is not None:
        units = ", people as units" if totals["people_count"] else ""
        ends = f"{lasting(totals['median_low'])} to {lasting(totals['median_high'])}{units}; "
    return f"{ends}{_ninety(totals)}; business time"


def _ninety(totals: Row) -> str:
    minutes = totals["p90_minutes"]
    return "over 10% never contacted" if minutes is None else f"90% within {lasting(minutes)}"


def _opens(totals: Row, number: str, one: str, many: str | None = None) -> Rows:
    return Rows(TOTALS, number, totals, words.counted(totals[number], one, many or one))


def _number(value: str | None) -> float | None:
    return None if value in (None, "none") else float(value)
