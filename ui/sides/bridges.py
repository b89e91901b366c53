"""What goes with the change of revenue: of what leads brought, and of what was booked; by part, or by team."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from overlap.subjects.sides import bridge_words as said
from overlap.subjects.sides.charts.bridge import bridge
from ui import charts, controls, gateway, parts, passport, rows, theme
from ui.rows import Rows

COHORT, CLOSING = "sides/bridge", "sides/closing_bridge"
_DAYS = {"agreed": "Agreed days", "90": "90 days", "60": "60 days"}
_PERIODS = {"quarter": "This quarter to date", "chosen": "The period above"}
_NOT_WHOSE = "It says what goes with the change, never whose fault it is."


def leads_block() -> None:
    """The cohort bridge by part."""
    how = (
        "What the change of each thing alone is worth, averaged over every order in which they could have changed. "
        "Blue: marketing can act on it; orange: sales; violet: both; grey: within noise. It looks back, since leads "
        f"need their days to be won. {_NOT_WHOSE}"
    )
    with parts.block("What goes with the change: from leads to revenue", how):
        days = controls.switch("Days to win", _DAYS, "bridge_days")
        params = {"within_days": None if days == "agreed" else int(days)}
        _drawn(COHORT, params, "leads_bridge", "bridge_part", said.cohort)


def closing_block() -> None:
    """The closing bridge, of the current quarter unless asked otherwise."""
    how = (
        "Booked = deals in play x share closed x close rate x average deal. It shows the current quarter, which the "
        f"bridge of leads cannot yet. Grey: within noise. {_NOT_WHOSE}"
    )
    with parts.block("What goes with the change: deals closed", how):
        period = controls.switch("Closed in", _PERIODS, "closing_period")
        _drawn(CLOSING, {"period": period}, "closing_bridge", "closing_part", said.closing)


def teams_block() -> None:
    """The change of what leads brought by who can act on it; nothing where it cannot be told."""
    if gateway.missing("handoffs", "deals"):
        return
    how = (
        "Marketing's part: number and mix of leads. Sales' part: follow-up in time. Both: handing over, accepting, "
        f"winning, size of deals. Neither: without a handoff or a lead, expansion, renewals. {_NOT_WHOSE}"
    )
    with parts.block("What goes with the change: whose part", how):
        _drawn(COHORT, {"by": "team"}, "team_bridge", "bridge_part", said.cohort)


def _drawn(
    report: str, params: Mapping[str, Any], key: str, metric: str, about: Callable[[Mapping[str, Any]], str]
) -> None:
    found = gateway.ask(report, **params)
    if found.is_empty():
        st.markdown("No day of this period has had its days yet: choose an earlier period, or fewer days to win.")
        return
    every, currency = found.to_dicts(), gateway.currency()
    st.markdown(f"{said.answer(every, currency)} :gray[:small[{about(every[0])}.]]")
    charts.draw(bridge(every, theme.palette(), currency), key, "Bars of the parts of the change in revenue.")
    parts.proof(*said.proof(every, currency))
    with st.container(horizontal=True):
        for number, label in said.opened(every[0]).items():
            rows.button(Rows(report, number, every[0], label, params), f"{key}_{number}")
        passport.button(report, metric, key=f"{key}_passport", label="How the parts are split")
        parts.export(found, key)
