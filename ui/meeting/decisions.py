"""The decisions on Review meeting: what became of each, moving one on, and the form for the next."""

from datetime import date, timedelta
from typing import Any

import streamlit as st

from overlap import words
from overlap.store.decisions import DONE, DROPPED, OPEN, POSTPONED, move_decision
from overlap.subjects.meeting import sentences as said
from ui import gateway, parts, passport, person, rows, writing
from ui.meeting import decision_form
from ui.person import Person
from ui.quality import withdrawing
from ui.rows import Rows

DECISIONS, FORM = "meeting/decisions", decision_form.FORM
_LATER_DAYS = 30


def block() -> None:
    """What was decided, newest first, each with what became of it; then the form."""
    how = (
        "Handoffs from that day on against the value fixed that day, less the change of the comparison group. What "
        "moved goes with the decision; other things changed as well."
    )
    with parts.block("Decisions, and what became of them", how):
        writing.told(FORM)
        found = gateway.ask(DECISIONS)
        for row in found.to_dicts():
            _decision(row)
        if found.is_empty():
            st.markdown("Nothing was decided yet.")
        decision_form.draw()
        with st.container(horizontal=True):
            passport.button(DECISIONS, "decision_effect", key="meeting_decisions_passport", label="How it is judged")
            parts.export(found, "decisions", "export_meeting_decisions")


def _decision(row: dict[str, Any]) -> None:
    key = row["decision_id"]
    with st.container(border=True, key=f"decision_{key}", gap="xsmall"):
        st.markdown(said.decided(row, parts.escape))
        st.markdown(said.became(row, parts.escape))
        with st.container(horizontal=True):
            for number, when in (("before_count", "before"), ("after_count", "since")):
                if row[number]:
                    label = f"{words.counted(row[number], 'handoff')} {when}"
                    rows.button(Rows(DECISIONS, number, row, label), f"meeting_{key}_{number}")
            _moving(row)
            withdrawing.control(key, FORM)


def _moving(row: dict[str, Any]) -> None:
    """Done, dropped, postponed or open again."""
    key = row["decision_id"]
    with st.popover("Done, dropped or later", type="tertiary", icon=":material/checklist:", key=f"moving_{key}"):
        someone = person.needed("say what became of it", f"move_{key}")
        if someone is None:
            return
        for state in (DONE, DROPPED, OPEN):
            if row["state"] != state:
                st.button(said.STATES[state], key=f"{state}_{key}", on_click=_move, args=(key, state, someone))
        later = gateway.local(gateway.reader().as_of).date() + timedelta(days=_LATER_DAYS)
        st.date_input("New due date", value=row["due_on"] or later, key=f"due_{key}")
        st.button("Postpone", key=f"postpone_{key}", on_click=_move, args=(key, POSTPONED, someone))


def _move(decision_id: str, state: str, by: Person) -> None:
    due: date | None = st.session_state.get(f"due_{decision_id}") if state == POSTPONED else None
    writing.attempt(FORM, lambda: move_decision(gateway.store(), decision_id, state, by=by.name, due_on=due))
