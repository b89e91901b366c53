"""Proposals that start in the threshold room: another threshold, or a hold test; the other team signs them after."""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import streamlit as st

from overlap.agreements import Draft
from overlap.limits import LONGEST_COMMENT
from overlap.store.proposals import propose_once
from ui import gateway, parts, person, writing
from ui.agreements import agreed
from ui.faults import shown
from ui.person import Person

HOLD_SHARE = 0.1
_DIALOG_WIDTH = 480


def threshold(points: int) -> None:
    """The button that proposes another threshold."""
    label = f"Propose {points} for the next agreement"
    if st.button(label, key="propose_points", type="primary", icon=":material/edit_square:"):
        _ask(label, "threshold", {"points": points}, f"Threshold {points}, tried on Lead quality.")


def hold_test() -> None:
    """The button that proposes to hold a tenth back by lot, where no share is agreed yet."""
    held = agreed.holding("samples", _starts_at()).values
    if held["hold_share"]:
        return
    values = {**held, "hold_share": HOLD_SHARE}
    if st.button("Start a hold test", key="propose_hold", icon=":material/science:"):
        _ask("Hold a random tenth back for two weeks", "samples", values, "A hold test: what does holding longer do?")


def _ask(title: str, kind: str, values: Mapping[str, Any], why: str) -> None:
    st.dialog(title, width=_DIALOG_WIDTH)(_form)(kind, values, why)


def _form(kind: str, values: Mapping[str, Any], why: str) -> None:
    with shown():
        form = f"room_{kind}"
        if writing.told(form):  # no button stays under the pointer that would propose it again
            st.markdown(":material/check: Proposed. The other team signs it on Definitions.")
            return
        someone = person.current()
        if someone is None:
            st.markdown("Say who you are first, in the sidebar or on Definitions: a proposal carries a name.")
            return
        note = st.text_input("Why", why, max_chars=LONGEST_COMMENT, key=f"note_{form}")
        st.button(
            f"Propose and sign for {someone.team}", type="primary", key=f"sign_{form}", icon=":material/signature:",
            on_click=_propose, args=(form, writing.submit_id(form), kind, values, someone, note),
        )  # fmt: skip
        st.caption(
            f"Signed as {parts.escape(someone.name)}, from tomorrow on. It counts once the other team has signed it "
            "on Definitions."
        )


def _propose(form: str, submit: str, kind: str, values: Mapping[str, Any], someone: Person, note: str) -> None:
    signatures = {f"signed_{team}": someone.name if team == someone.team else "" for team in person.TEAMS}
    draft = Draft(kind, values, _starts_at(), signatures["signed_marketing"], signatures["signed_sales"], note)
    writing.attempt(form, lambda: propose_once(gateway.store(), draft, submit), "Proposed")


def _starts_at() -> datetime:
    """Tomorrow's first instant on the house's clock."""
    tomorrow = gateway.local(datetime.now(UTC)).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time.min, ZoneInfo(gateway.house().time_zone))
