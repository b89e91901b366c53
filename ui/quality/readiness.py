"""From how many pages on a lead is ready, on Lead quality."""

from typing import Any

import streamlit as st

from overlap import words
from overlap.limits import FIRST_DAYS
from overlap.subjects.quality.charts.readiness import readiness
from overlap.subjects.quality.sentences import score as said
from ui import charts, controls, gateway, parts, passport, rows, theme
from ui.rows import Rows

PAGES, BEHAVIOUR = "quality/pages", "quality/behaviour"
LABELS = {"sql": "Sales-qualified", "won": "Won"}


def block() -> None:
    """Readiness by pages seen in their first days, and the step in it if there is one."""
    how = (
        f"Leads that sales had not had by day {FIRST_DAYS}, by pages in those {FIRST_DAYS} days: ● share that got "
        "ready in the agreed days to win, line: 95%; the step line never falls. ○ all pages ever, of all leads: "
        "misleading. Select a dot."
    )
    with parts.block("From how many pages on is a lead ready?", how):
        if missing := gateway.missing("touches"):
            parts.empty(
                "No touches", missing, "With page views, you see at how many pages readiness jumps, if it does."
            )
            return
        label = controls.switch("Ready means", LABELS, "ready_label", "sql")
        found: Any = gateway.ask(BEHAVIOUR, label=label).row(0, named=True)
        pages = gateway.ask(PAGES, label=label)
        st.markdown(said.readiness(found, label))
        dot = None
        if found["lead_count"]:
            figure = readiness(pages, found, theme.palette())
            dot = charts.selectable(figure, f"readiness_{label}", "Share of leads that got ready, by pages.")
        with st.container(horizontal=True):
            leads = words.counted(found["lead_count"], "lead")
            rows.button(Rows(BEHAVIOUR, "lead_count", found, leads, {"label": label}), "behaviour_rows")
            passport.button(BEHAVIOUR, "readiness_cut", key="behaviour_passport", label="How a step is told")
            parts.export(pages, "readiness_by_pages")
        if dot:
            row: Any = pages.row(dot.data, named=True)
            name = f"{words.counted(row['pages'], 'page')}: {words.counted(row['lead_count'], 'lead')}"
            charts.behind(Rows(PAGES, "lead_count", row, name, {"label": label}), "pages_rows")
