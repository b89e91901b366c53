"""What marketing changed because of a reason for rejecting: the note of it, and whether the reason's rate moved."""

from datetime import date, timedelta
from typing import Any

import polars as pl
import streamlit as st

from overlap import words
from overlap.reports import Filters
from overlap.store.decisions import Decision, decide, decisions
from overlap.subjects.quality.baseline import baseline
from overlap.subjects.quality.sentences import feedback as said
from ui import gateway, parts, passport, person, rows, writing
from ui.person import Person
from ui.quality import withdrawing
from ui.rows import Rows

DECISIONS, REASONS = "quality/decisions", "quality/reject_reasons"
METRIC, FORM = "reject_share", "decision"
EVERY = "every campaign"
OTHER_CAMPAIGNS, OTHER_REASONS = "the other campaigns", "the other reasons"
WINDOW_DAYS = 90


def block() -> None:
    """What was changed, each with what went with it; and the form for the next."""
    if gateway.missing("handoffs"):
        return
    how = (
        "Handoffs from that day on against the adjusted value fixed that day, less the change of the comparison group. "
        "What moved goes with the change; other things changed as well."
    )
    with parts.block("What was changed because of a reason, and what moved", how):
        found = gateway.ask(DECISIONS)
        for row in found.to_dicts():
            st.markdown(said.decision(row, parts.escape))
            _below(row)
        if found.is_empty():
            st.markdown("Every decision was withdrawn." if decisions(gateway.store()) else "Nothing is noted yet.")
        writing.told(FORM)
        _form()
        withdrawing.withdrawn(FORM)
        with st.container(horizontal=True):
            passport.button(DECISIONS, "decision_effect", key="decisions_passport", label="How it is judged")
            parts.export(found, "decisions")


def _below(row: dict[str, Any]) -> None:
    """The handoffs on both sides of a decision's day, and the way to withdraw it."""
    with st.container(horizontal=True):
        for number, when in (("before_count", "before"), ("after_count", "since")):
            label = f"{words.counted(row[number], 'handoff')} {when}"
            rows.button(Rows(DECISIONS, number, row, label), key=f"{row['decision_id']}_{number}")
        withdrawing.control(row["decision_id"], FORM)


def _form() -> None:
    reasons = gateway.ask(REASONS, Filters())
    someone = None if reasons.is_empty() else person.needed("note what was changed", FORM)
    if someone is None:
        return
    submit = writing.submit_id(FORM)
    owners = dict(reasons.select("reason", "owner").iter_rows())
    campaigns = _campaigns()
    today: date = gateway.ask("data/span", Filters())["as_of_on"][0]
    with (
        st.expander("Note what was changed", icon=":material/edit_note:", key="note_shown"),
        st.form(f"form_{submit}", border=False),
    ):
        st.selectbox("Reason", list(owners), format_func=words.spoken, key=f"reason_{submit}")
        st.selectbox(
            "Campaign", [EVERY, *campaigns], format_func=lambda name: campaigns.get(name, EVERY), key=f"of_{submit}"
        )
        st.text_input("What was changed", max_chars=400, key=f"what_{submit}")
        st.text_input("Who owns it", max_chars=person.LONGEST_NAME, value=someone.name, key=f"owner_{submit}")
        st.date_input("From", value=today, max_value=today + timedelta(days=365), key=f"day_{submit}")
        st.number_input("Days before and after", 7, 365, WINDOW_DAYS, key=f"days_{submit}")
        st.form_submit_button("Save the note", type="primary", on_click=_save, args=(submit, someone))


def _campaigns() -> dict[str, str]:
    choices = gateway.ask("data/filter_choices", Filters()).filter(
        pl.col("field") == "campaigns", pl.col("value").is_not_null()
    )
    return dict(choices.sort("label", "value").select("value", "label").iter_rows())


def _save(submit: str, by: Person) -> None:
    held = {name: st.session_state[f"{name}_{submit}"] for name in ("reason", "of", "what", "owner", "day", "days")}
    campaign = None if held["of"] == EVERY else held["of"]
    decision = Decision(
        submit, METRIC, held["reason"], OTHER_REASONS if campaign is None else OTHER_CAMPAIGNS, held["owner"],
        held["what"], held["day"], int(held["days"]), by.name, campaign,
        baseline(gateway.ask, held["reason"], campaign, held["day"], int(held["days"])),
    )  # fmt: skip
    writing.attempt(FORM, lambda: decide(gateway.store(), decision))
