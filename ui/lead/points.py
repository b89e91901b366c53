"""Why a lead has its score: the points of every kind of touch and of its segment, at each handoff."""

from datetime import datetime
from typing import Any

import polars as pl
import streamlit as st

from overlap import words
from overlap.labels import of
from ui import gateway, parts, passport

REPORT = "lead/score"


def block(lead_id: str) -> None:
    """The points at each handoff, or as they are now; agreed ones, and those the fitted scorecard would give."""
    how = (
        "Agreed points of touches strictly before the handoff, and of the segment then. Fitted: what the past would "
        "give; never used."
    )
    with parts.block("Why this score?", how):
        if missing := gateway.missing("touches"):
            st.markdown(f"Not recorded, so no points: {words.listed(missing)}.")
            return
        points = gateway.ask(REPORT, lead_id=lead_id)
        if points.is_empty():
            st.markdown("Nothing that earns points happened before this lead was handed over.")
        for of_handoff in points.partition_by("handoff_id", maintain_order=True):
            _moment(of_handoff)
        with st.container(horizontal=True):
            passport.button(REPORT, "points_agreed", key="lead_score_passport", label="How points are counted")
            parts.export(points, "lead_score")


def _moment(lines: pl.DataFrame) -> None:
    first: Any = lines.row(0, named=True)
    st.markdown(f"{_when(first['handoff_id'], first['scored_at'])} {_total(first)}")
    st.table([_line(line) for line in lines.to_dicts()], border="horizontal", hide_index=True)
    if first["half_life_days"] is not None:
        st.caption(f"Points are halved every {first['half_life_days']:g} days.")


def _when(handoff_id: str | None, at: datetime) -> str:
    day = words.day(gateway.local(at).date())
    if handoff_id:
        return f"Handed over on {day}:"
    return f"As of {day}:" if gateway.missing("handoffs") else f"Never handed over; as of {day}:"


def _total(first: dict[str, Any]) -> str:
    said = f"**{first['total_points']:,.0f} points** by the agreed rules."
    if first["source_score"] is None:
        return said
    return f"{said} The score that came with it, and counts, is **{first['source_score']:,.0f}**."


def _line(line: dict[str, Any]) -> dict[str, str]:
    what = parts.escape(of(line["what"] or "not recorded"))
    known = f"{words.count(line['touch_count'])} × {what}" if line["part"] == "touch" else f"segment {what}"
    fitted = words.DASH if line["card_points"] is None else _signed(line["card_points"])
    return {"What": known, "Points": _points(line), "Fitted": fitted}


def _points(line: dict[str, Any]) -> str:
    left = _signed(line["points"])
    return left if line["points"] == line["full_points"] else f"{left} of {_signed(line['full_points'])}"


def _signed(points: float) -> str:
    number = f"{abs(points):,.1f}".removesuffix(".0")
    return f"{words.MINUS if points < 0 else ''}{number}"
