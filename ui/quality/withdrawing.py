"""Decisions taken back: asking once more before one is withdrawn, and those withdrawn, which can be brought back."""

from collections.abc import Callable

import streamlit as st

from overlap import words
from overlap.store import audit
from overlap.store.decisions import Decided, decisions, restore_decision, withdraw_decision
from ui import gateway, parts, person, writing
from ui.person import Person

_KEPT = "It is judged no more and leaves the list. It stays below, among those withdrawn, and can be brought back."


def control(decision_id: str, form: str) -> None:
    """The way to withdraw a decision, in two steps. What became of it is told under `form`."""
    with st.popover("Withdraw", type="tertiary", icon=":material/undo:", key=f"withdrawing_{decision_id}"):
        st.markdown(_KEPT)
        someone = person.needed("withdraw it", f"withdraw_{decision_id}")
        if someone:
            _button("Withdraw it", f"withdraw_{decision_id}", _withdraw, (decision_id, someone, form))


def withdrawn(form: str) -> None:
    """Decisions that were withdrawn, the newest first, each with who did so and the way back."""
    found = [one for one in decisions(gateway.store()) if one.withdrawn_at is not None]
    if not found:
        return
    with st.expander(f"Withdrawn: {words.counted(len(found), 'decision')}", icon=":material/undo:", key="withdrawn"):
        someone = person.needed("bring one back", "restore_decision")
        for one in found:
            st.markdown(_told(one))
            if someone:
                _button("Bring back", f"restore_{one.decision_id}", _restore, (one.decision_id, someone, form))


def _told(one: Decided) -> str:
    last = audit.history(gateway.store(), "decisions", one.decision_id)[-1]
    return (
        f":gray[{parts.escape(one.what)} ({parts.escape(one.owner)}, {words.day(one.decided_on)}), for "
        f"“{parts.escape(words.spoken(one.subject))}”; withdrawn on {words.instant(gateway.local(last.at))} by "
        f"{parts.escape(last.who)}.]"
    )


def _button(label: str, key: str, change: Callable[[str, Person, str], None], given: tuple[str, Person, str]) -> None:
    st.button(label, key=key, on_click=change, args=given)


def _withdraw(decision_id: str, by: Person, form: str) -> None:
    writing.attempt(form, lambda: withdraw_decision(gateway.store(), decision_id, by=by.name), "Withdrawn")


def _restore(decision_id: str, by: Person, form: str) -> None:
    writing.attempt(form, lambda: restore_decision(gateway.store(), decision_id, by=by.name), "Brought back")
