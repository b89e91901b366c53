"""Whether winning goes with a fast first attempt, and how often sales tries those it does not reach."""

from typing import Any

import streamlit as st

from overlap import words
from overlap.limits import CONTACT_DAYS
from overlap.sentences.durations import lasting
from overlap.subjects.followup import sentences as said
from overlap.subjects.followup.charts.speed import speed
from ui import charts, controls, gateway, parts, passport, rows, theme
from ui.rows import Rows

SPEED, PERSISTENCE = "followup/speed_and_wins", "followup/persistence"
_ARMS = {
    "tried_count": "contacted by then",
    "not_tried_count": "not contacted by then",
    "closed_before_count": "closed before",
    "young_count": "too recent",
}


def block(limit: int | None) -> None:
    """Everybody still open at one moment after the handoff, tried by then or not, and who was won after it."""
    how = (
        "Everybody still open at that moment: the odds of winning after it, for those contacted by then against those "
        "not. ○ raw, ● at equal score, channel and quarter, and by a model of all; line: 95%, people as "
        "units. Dotted: no difference."
    )
    with parts.block("Does a fast first attempt go with winning?", how):
        names = {"limit": f"The agreed {lasting(limit)}" if limit else "The agreed time", "day": "One working day"}
        landmark = controls.switch("Contacted within", names, "landmark")
        compared = gateway.ask(SPEED, landmark=landmark)
        st.markdown(said.speed(compared, "in time" if landmark == "limit" else "within one working day"))
        if compared["odds_low"].null_count() < compared.height:
            figure = speed(compared, theme.palette())
            charts.draw(figure, "speed", "Odds of winning if contacted by then, raw and adjusted.")
        st.caption(said.left_out(compared))
        raw: dict[str, Any] = compared.row(0, named=True)
        with st.container(horizontal=True):
            for number, what in _ARMS.items():
                if raw[number]:
                    opens = Rows(SPEED, number, raw, f"{words.count(raw[number])} {what}", {"landmark": landmark})
                    rows.button(opens, f"speed_{number}")
            passport.button(SPEED, "speed_odds_ratio", key="speed_passport", label="How they are compared")
            parts.export(compared, "speed_and_wins", "export_speed")


def persistence_block() -> None:
    """How often handoffs were tried before somebody was reached or they were given up; a selected row opens to them."""
    how = (
        f"First {CONTACT_DAYS} days after the handoff, all handoffs that have had them. Automated mail never counts. "
        "Select a row."
    )
    with parts.block("How often a lead is contacted", how):
        tries = gateway.ask(PERSISTENCE)
        st.markdown(said.persistence(tries))
        row: Any = rows.listed(tries, "persistence", PERSISTENCE)
        with st.container(horizontal=True):
            passport.button(PERSISTENCE, "handoffs_after_14_days", key="persistence_passport")
            parts.export(tries, "persistence", "export_persistence")
        if row:
            name = f"{words.counted(row['attempts'], 'attempt')}: {words.counted(row['handoff_count'], 'handoff')}"
            charts.behind(Rows(PERSISTENCE, "handoff_count", row, name), "persistence_rows")
