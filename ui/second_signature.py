"""The second signature: who signed first, who may sign now, and a way back while it waits."""

from collections.abc import Callable

import streamlit as st

from overlap import words
from overlap.store import typed
from overlap.store.two_signatures import TwoSignatures
from ui import gateway, parts, person
from ui.person import Person

Done = Callable[[Person], None]


def first(waiting: TwoSignatures) -> str:
    """Who signed it, for which team and when, in Markdown."""
    at = words.moment(gateway.local(waiting.proposed_at), is_date_only=False)
    return f"{parts.escape(waiting.proposed_by)} signed it for {waiting.signed_first} on {at}."


def actions(name: str, waiting: TwoSignatures, sign: Done, withdraw: Done) -> Person | None:
    """The buttons that sign and withdraw it; who looks at them, or None for somebody who has not said who they are."""
    someone = person.needed("sign or withdraw it", name)
    if someone is None:
        return None
    refusal = _refusal(waiting, someone)
    if refusal:
        st.markdown(f":material/badge: {refusal}")
    with st.container(horizontal=True, gap="small"):
        if not refusal:
            st.button(
                f"Sign for {someone.team}", key=f"sign_{name}", type="primary", icon=":material/signature:",
                on_click=sign, args=(someone,),
            )  # fmt: skip
        with st.popover("Withdraw", icon=":material/undo:", key=f"withdrawing_{name}"):
            st.markdown("It can be proposed again, not brought back.")
            st.button("Withdraw it", key=f"withdraw_{name}", on_click=withdraw, args=(someone,))
    return someone


def _refusal(waiting: TwoSignatures, someone: Person) -> str:
    """Why this person cannot sign; empty when they can."""
    if someone.team != waiting.awaits:
        return f"It waits for **{waiting.awaits}**; you are in {someone.team}."
    if typed.is_same_person(someone.name, waiting.proposed_by):
        return "Two people sign: somebody else has to."
    return ""
