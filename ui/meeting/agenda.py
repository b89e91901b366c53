"""The agenda on Review meeting: each item in a sentence, with the money at stake and the way to its screen."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qs

import streamlit as st

from overlap import words
from overlap.subjects.meeting import sentences as said
from ui import filters, gateway, parts, passport, places

AGENDA = "meeting/agenda"
Row = Mapping[str, Any]


def items() -> Sequence[Row]:
    """What to talk about, of teams: a filter on a person is left out here."""
    return gateway.ask(AGENDA, filters.without("reps")).to_dicts()


def block(rows: Sequence[Row]) -> None:
    """The items in their order."""
    with parts.block("Agenda", said.ORDER):
        for row in rows:
            item(row)
        if not rows:
            st.markdown("Nothing to talk about under these filters.")
        with st.container(horizontal=True):
            passport.button(AGENDA, "agenda_stake", key="agenda_passport", label="How the agenda is made")
            parts.export(gateway.ask(AGENDA, filters.without("reps")), "agenda")


def item(row: Row) -> None:
    """One item: its number and kind, the sentence, what is at stake, and the page it comes from."""
    with st.container(gap="xxsmall"):
        st.markdown(f"**{row['place']}. {said.KINDS[row['kind']]}**{_stake(row)}  \n{parts.escape(row['sentence'])}")
        if row["page"] != places.here():
            places.link(row["page"], {**places.held(), **parse_qs(row["address"])})


def _stake(row: Row) -> str:
    if row["stake"] is None:
        return ""
    return f" · :orange[{words.money_short(row['stake'], gateway.currency())}] :small[:gray[{row['stake_is']}]]"
