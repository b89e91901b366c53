"""One person's feedback as it stands: shown, changed, withdrawn and brought back, with who changed what."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from overlap import words
from overlap.limits import STARS
from overlap.store import audit
from overlap.store import feedback as store
from overlap.store.feedback import Feedback
from ui import gateway, parts, writing
from ui.person import Person
from ui.quality.feedback import fields
from ui.quality.feedback.fields import Typed

_DID = {"give": "rated it", "change": "changed it", "withdraw": "withdrew it", "restore": "brought it back"}
_FIELDS = ("rating", "reasons", "comment")


def imported(row: Mapping[str, Any]) -> None:
    """Feedback from the CRM: a row of lead/feedback; it can only be changed there."""
    at = gateway.local(row["given_at"])
    when = words.moment(at, bool(row["is_date_only"]))
    _said(row["rater_name"], f"{when}, imported", row["rating"], _listed(row["reasons"]), row["comment"] or "")


def typed(one: Feedback, someone: Person | None, form: str) -> None:
    """Feedback typed here, with its history; whoever gave it may change and withdraw it. Told under `form`."""
    is_own = someone is not None and someone.rates_as == one.rep_id
    if someone and is_own and _is_changing(one):
        _change_form(one, someone, form)
        return
    when = words.moment(gateway.local(one.given_at), is_date_only=False)
    if one.withdrawn_at is not None:
        at = words.moment(gateway.local(one.withdrawn_at), is_date_only=False)
        st.markdown(
            f":gray[:material/undo: {parts.escape(one.given_by)} rated it {one.rating} of {STARS[1]} on {when} and "
            f"withdrew it on {at}. It counts nowhere.]"
        )
    else:
        _said(one.given_by, when, one.rating, one.reasons, one.comment)
    if someone and is_own:
        _actions(one, someone, form)
    with st.expander("Who changed what", icon=":material/history:"):
        for entry in audit.history(gateway.store(), "feedback", one.feedback_id):
            st.markdown(_entry(entry))


def _listed(reasons: str | None) -> tuple[str, ...]:
    return tuple(reasons.split("; ")) if reasons else ()


def _said(who: str, when: str, rating: int | None, reasons: tuple[str, ...], comment: str) -> None:
    stars = fields.shown(rating) if rating else "no stars"
    st.markdown(f"{stars}  \n:gray[:small[{parts.escape(who)}, {parts.escape(when)}]]")
    if reasons:
        with st.container(horizontal=True, gap="xsmall"):
            for reason in reasons:
                st.badge(parts.escape(words.spoken(reason)), color="gray")
    if comment:
        st.text(comment)


def _actions(one: Feedback, someone: Person, form: str) -> None:
    with st.container(horizontal=True, gap="small"):
        name = one.feedback_id
        if one.withdrawn_at is not None:
            st.button("Bring back", key=f"restore_{name}", icon=":material/redo:", on_click=_restore,
                      args=(one, someone, form))  # fmt: skip
        else:
            st.button("Change", key=f"change_{name}", icon=":material/edit:", on_click=_open, args=(one,))
            st.button("Withdraw", key=f"withdraw_{name}", icon=":material/undo:", on_click=_withdraw,
                      args=(one, someone, form))  # fmt: skip


def _change_form(one: Feedback, someone: Person, form: str) -> None:
    key = f"{one.feedback_id}_change"
    with st.form(f"form_{key}", border=False):
        fields.draw(key, Typed(one.rating, one.reasons, one.comment))
        with st.container(horizontal=True, gap="small"):
            st.form_submit_button(
                "Save the change",
                type="primary",
                icon=":material/send:",
                on_click=_change,
                args=(one, key, someone, form),
            )
            st.form_submit_button("Leave it", on_click=_close, args=(one,))


def _change(one: Feedback, key: str, someone: Person, form: str) -> None:
    said = fields.read(key)
    if said.rating is None:
        writing.refuse(form, "Choose one to five stars first.")
        return
    rating = said.rating

    def change() -> None:
        store.change(
            gateway.store(),
            one.feedback_id,
            rating=rating,
            reasons=said.reasons,
            comment=said.comment,
            by=someone.name,
        )

    if writing.attempt(form, change, "The change was saved"):
        _close(one)


def _withdraw(one: Feedback, someone: Person, form: str) -> None:
    writing.attempt(form, lambda: store.withdraw(gateway.store(), one.feedback_id, by=someone.name), "Withdrawn")


def _restore(one: Feedback, someone: Person, form: str) -> None:
    writing.attempt(form, lambda: store.restore(gateway.store(), one.feedback_id, by=someone.name), "Brought back")


def _is_changing(one: Feedback) -> bool:
    return bool(st.session_state.get(_changing(one))) and one.withdrawn_at is None


def _open(one: Feedback) -> None:
    st.session_state[_changing(one)] = True


def _close(one: Feedback) -> None:
    st.session_state[_changing(one)] = False


def _changing(one: Feedback) -> str:
    return f"changing_{one.feedback_id}"


def _entry(entry: audit.Entry) -> str:
    at = words.moment(gateway.local(entry.at), is_date_only=False)
    who = f":gray[{at}] {parts.escape(entry.who)} {_DID.get(entry.action, parts.escape(entry.action))}"
    if entry.action == "give":
        return f"{who}: {entry.after['rating']} of {STARS[1]}"
    if entry.action == "change" and entry.before is not None:
        return f"{who}: {'; '.join(_differences(entry.before, entry.after))}"
    return who


def _differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Stars as they were and are; of reasons and words only that they changed, with what stood there before."""
    changed = [name for name in _FIELDS if before[name] != after[name]]
    return [
        f"{before[name]} to {after[name]} stars" if name == "rating" else f"{name} was {_quoted(before[name])}"
        for name in changed
    ]


def _quoted(text: str) -> str:
    return f"“{parts.escape(text)}”" if text not in ("", "[]") else "empty"
