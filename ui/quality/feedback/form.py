"""Feedback on the Lead page: what was said about the chosen handoff, and the form for whoever has not said anything."""

import polars as pl
import streamlit as st

from overlap import words
from overlap.store.feedback import Rating, give, given_on
from ui import controls, gateway, parts, person, writing
from ui.person import Person
from ui.quality.feedback import fields, written

ON_LEAD = "lead/feedback"


def block(lead_id: str) -> None:
    """Everything sales said about the lead, and the form."""
    how = "Stars, reasons and words of whoever worked it. Kept here; the CRM is not touched."
    with parts.block("What sales says about it", how):
        if gateway.missing("handoffs"):
            st.markdown("Handoffs are not recorded here, so there is nothing to rate.")
            return
        said = gateway.ask(ON_LEAD, lead_id=lead_id)
        handoffs = said.filter(pl.col("handoff_id").is_not_null()).unique("handoff_id").sort("round")
        if handoffs.is_empty():
            st.markdown("It has not been handed to sales yet, so there is nothing to rate.")
        else:
            handoff = _chosen(handoffs)
            _about(handoff, lead_id, said.filter(pl.col("handoff_id") == handoff["handoff_id"]))
        _unplaced(said.filter(pl.col("handoff_id").is_null()))


def _chosen(handoffs: pl.DataFrame) -> dict[str, object]:
    """The handoff spoken about: the only one, else the one chosen; the latest to begin with."""
    rounds = {str(row["handoff_id"]): row for row in handoffs.to_dicts()}
    latest = list(rounds)[-1]
    if len(rounds) == 1:
        return rounds[latest]
    names = {name: _called(rounds[name]) for name in list(rounds)[::-1]}
    return rounds[controls.choice("Which handoff", names, f"handoff_of_{latest}")]


def _called(handoff: dict[str, object]) -> str:
    return f"No. {handoff['round']}, {words.day(handoff['handed_on'])} to {handoff['holder_name']}"  # pyright: ignore[reportArgumentType]


def _about(handoff: dict[str, object], lead_id: str, said: pl.DataFrame) -> None:
    handoff_id = str(handoff["handoff_id"])
    form = f"rate_{handoff_id}"
    writing.told(form)
    typed = [one for one in given_on(gateway.store(), lead_id) if one.handoff_id == handoff_id]
    imported = said.filter(pl.col("feedback_id").is_not_null() & ~pl.col("is_typed").fill_null(value=False))
    for one in imported.to_dicts():
        written.imported(one)
    someone = person.current()
    for one in typed:
        written.typed(one, someone, form)
    if not typed and imported.is_empty():
        st.markdown("Nobody has said anything about it yet.")
    if not any(one.rep_id == someone.rates_as for one in typed if someone and one.withdrawn_at is None):
        _form(form, handoff_id, lead_id)


def _unplaced(said: pl.DataFrame) -> None:
    for one in said.to_dicts():
        st.caption("About no handoff we know of:")
        written.imported(one)


def _form(form: str, handoff_id: str, lead_id: str) -> None:
    someone = person.needed("rate this lead", form)
    if someone is None:
        return
    if someone.team != "sales":
        st.caption("Sales rates the leads it was given; marketing reads it here.")
        return
    submit = writing.submit_id(form)
    with st.form(f"form_{submit}", border=False):
        fields.draw(submit)
        st.form_submit_button(
            "Save feedback", type="primary", icon=":material/send:",
            on_click=_give, args=(form, submit, handoff_id, lead_id, someone),
        )  # fmt: skip
    st.caption(f"As {parts.escape(someone.name)}. Marketing sees it at once.")


def _give(form: str, submit: str, handoff_id: str, lead_id: str, by: Person) -> None:
    keep(form, submit, handoff_id, lead_id, by)


def keep(form: str, submit: str, handoff_id: str, lead_id: str, by: Person) -> str | None:
    """Save what the fields of this showing hold; the id of what was kept. For callbacks; told under `form`."""
    said = fields.read(submit)
    if said.rating is None:
        writing.refuse(form, "Choose one to five stars first.")
        return None
    rating = Rating(submit, handoff_id, lead_id, by.rates_as, said.rating, by.name, said.reasons, said.comment)
    kept: list[str] = []
    writing.attempt(form, lambda: kept.append(give(gateway.store(), rating)))
    return kept[0] if kept else None
