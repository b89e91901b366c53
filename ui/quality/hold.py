"""Whether handing over helps at the threshold, and what holding longer does: seen, before and after, or by a test."""

from typing import Any

import polars as pl
import streamlit as st

from overlap import words
from overlap.limits import FIRST_DAYS
from overlap.subjects.quality.charts.held_leads import held_leads
from overlap.subjects.quality.sentences import threshold as said
from ui import charts, controls, gateway, parts, passport, rows, theme
from ui.quality import draw, proposal
from ui.rows import Rows

HELPS, RIPENING, CHANGE, HOLD = (
    f"quality/{name}" for name in ("handing_over_helps", "ripening", "threshold_change", "hold_test")
)
_AGES = (FIRST_DAYS, 30, 60)


def helps_block() -> None:
    """The one comparison here that may say what handing over does, where it may be shown at all."""
    how = (
        f"Leads five points to each side of the threshold at {FIRST_DAYS} days of age are alike but for the handing "
        "over."
    )
    with parts.block("Does handing over help?", how):
        found = gateway.ask(HELPS)
        row: Any = found.row(0, named=True)
        st.markdown(said.helps(row))
        with st.container(horizontal=True):
            for number, what in {"below_count": "just below", "above_count": "just above"}.items():
                if row[number]:
                    rows.button(Rows(HELPS, number, row, f"{words.count(row[number])} {what}"), f"helps_{number}")
            passport.button(HELPS, "threshold_jump", key="helps_passport", label="How it is measured")
            parts.export(found, "handing_over_helps", "export_helps")


def test_block() -> None:
    """The hold test, or the way to start one; then each dated change of the threshold."""
    how = "Held for two weeks at random, or handed over at once: won within the agreed days of reaching the threshold."
    with parts.block("What if leads were held longer?", how):
        test = gateway.ask(HOLD)
        row: Any = test.row(0, named=True)
        st.markdown(said.held(row))
        with st.container(horizontal=True):
            if row["held_count"]:
                held = f"{words.count(row['held_count'])} held"
                rows.button(Rows(HOLD, "held_count", row, held), "hold_held")
            passport.button(HOLD, "hold_difference", key="hold_passport", label="How a test would tell")
        proposal.hold_test()
        draw.lists()
        changes = gateway.ask(CHANGE)
        st.markdown(said.changed(changes))
        if not changes.is_empty():
            parts.export(changes, "threshold_changes", "export_changes")


def held_leads_block(agreed: int) -> None:
    """What became of leads that were held: what waiting looks like, not what it does."""
    how = "Leads below the threshold and not handed over at an age, 30 days later. Select a bar for its leads."
    with parts.block("What becomes of leads that are held?", how):
        _ripening(agreed)


def _ripening(agreed: int) -> None:
    if gateway.missing("touches"):
        st.markdown("How leads become ready is not known: no touches are recorded.")
        return
    age = int(controls.switch("Age", {str(days): f"{days} days old" for days in _AGES}, "held_age"))
    every = gateway.ask(RIPENING)
    of_age = every.filter(pl.col("day") == age)
    st.markdown(said.ripened(of_age, agreed))
    if of_age.is_empty():
        return
    figure = held_leads(of_age, theme.palette())
    bar = charts.selectable(figure, "ripening", "Bars of what became of leads that were held.")
    with st.container(horizontal=True):
        passport.button(RIPENING, "ripened_share", key="ripening_passport")
        parts.export(every, "ripening", "export_ripening")
    if bar:
        row: Any = of_age.row(bar.data, named=True)
        name = f"{row['band']} to {row['band'] + 4} points: {words.counted(row['lead_count'], 'lead')}"
        charts.behind(Rows(RIPENING, "lead_count", row, name), "ripening_rows")
