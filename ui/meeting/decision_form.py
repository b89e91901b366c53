"""The form for a decision: what, by whom and when, what it is judged on. What is typed is kept before it is saved."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import polars as pl
import streamlit as st

from overlap import labels
from overlap.reports import Filters
from overlap.store.decisions import COMPANY, DIMENSIONS, GUARDS, Decision, decide
from overlap.store.ideas import take_up
from overlap.store.unfinished import finished, keep_typed, typed_so_far
from overlap.subjects.meeting import sentences as said
from overlap.subjects.meeting.baseline import baseline
from ui import gateway, person, writing
from ui.person import Person

FORM = "meeting_decision"
WINDOW_DAYS, DUE_DAYS = 90, 30
ABOUT = {
    COMPANY: "The whole company (nothing to compare with)", "campaign": "A campaign", "channel": "A channel",
    "team": "A team", "region": "A region", "segment": "A segment",
}  # fmt: skip
OTHERS = {name: f"the other {name}s" for name in DIMENSIONS} | {COMPANY: "nothing"}
_FIELDS = ("what", "owner", "metric", "dimension", "group", "day", "due", "days", "idea")
_DAYS = ("day", "due")


def draw() -> None:
    """The fields, opening on what this person has typed and not saved."""
    with st.expander("Write a decision", icon=":material/edit_note:", key="decision_form_shown", on_change="rerun"):
        someone = person.needed("write a decision", FORM)
        if someone is None:
            return
        submit = writing.submit_id(FORM)
        if f"what_{submit}" not in st.session_state:
            _open(submit, someone)
        keeping = {"on_change": _keep, "args": (submit, someone)}
        st.text_area("What was decided", max_chars=400, key=f"what_{submit}", height=80, **keeping)
        left, right = st.columns(2)
        left.text_input("Who owns it", max_chars=person.LONGEST_NAME, key=f"owner_{submit}", **keeping)
        right.date_input("Due", key=f"due_{submit}", **keeping)
        left.selectbox("Means to move", list(GUARDS), format_func=said.metric, key=f"metric_{submit}", **keeping)
        right.selectbox("For", list(ABOUT), format_func=ABOUT.__getitem__, key=f"dimension_{submit}", **keeping)
        groups = _groups(st.session_state[f"dimension_{submit}"])
        if groups:
            if st.session_state.get(f"group_{submit}") not in groups:
                st.session_state[f"group_{submit}"] = next(iter(groups))
            right.selectbox("Which", list(groups), format_func=groups.__getitem__, key=f"group_{submit}", **keeping)
        left.date_input("From", key=f"day_{submit}", **keeping)
        right.number_input("Days before and after", 7, 365, key=f"days_{submit}", **keeping)
        guard = said.metric(GUARDS[st.session_state[f"metric_{submit}"]])
        against = OTHERS[st.session_state[f"dimension_{submit}"]]
        st.caption(f"Guard: {guard}. Compared with {against}. What you type is kept until you save it.")
        st.button("Save the decision", type="primary", key=f"save_{submit}", on_click=_save, args=(submit, someone))


def begin(idea_id: str, what: str, by: Person) -> None:
    """Open the form on an idea; for callbacks."""
    held = _opening(by) | typed_so_far(gateway.store(), FORM, by.name) | {"what": what, "idea": idea_id}
    keep_typed(gateway.store(), FORM, by.name, held)
    writing.show_anew(FORM)
    st.session_state["decision_form_shown"] = True


def _opening(by: Person) -> dict[str, Any]:
    today = gateway.ask("data/span", Filters())["as_of_on"][0]
    return {
        "what": "", "owner": by.name, "metric": next(iter(GUARDS)), "dimension": COMPANY, "group": None, "day": today,
        "due": today + timedelta(days=DUE_DAYS), "days": WINDOW_DAYS, "idea": None,
    }  # fmt: skip


def _open(submit: str, by: Person) -> None:
    opening = _opening(by)
    kept = {name: value for name, value in typed_so_far(gateway.store(), FORM, by.name).items() if name in opening}
    for name, value in (opening | kept).items():
        is_day = name in _DAYS and isinstance(value, str)
        st.session_state[f"{name}_{submit}"] = date.fromisoformat(value) if is_day else value


def _groups(dimension: str) -> Mapping[str, str]:
    """Id -> name of the groups of a dimension."""
    if dimension == COMPANY:
        return {}
    choices = gateway.ask("data/filter_choices", Filters()).filter(
        pl.col("field") == f"{dimension}s", pl.col("value").is_not_null()
    )
    named = choices.sort("label", "value").select("value", "label").iter_rows()
    return {value: labels.of_name(label) for value, label in named}


def _held(submit: str) -> dict[str, Any]:
    return {name: st.session_state.get(f"{name}_{submit}") for name in _FIELDS}


def _keep(submit: str, by: Person) -> None:
    if writing.submit_id(FORM) == submit:  # not what the click that saved it has sent along
        keep_typed(gateway.store(), FORM, by.name, _held(submit))


def _save(submit: str, by: Person) -> None:
    held = _held(submit)
    dimension, group = held["dimension"], held["group"] if held["dimension"] != COMPANY else None
    about = _groups(dimension).get(group, "") if group else "the company"

    day: date | None = held["day"]
    if day is None:
        writing.refuse(FORM, "From is blank. Fill it in.")
        return

    def write() -> None:
        metric, days = str(held["metric"]), int(held["days"] or WINDOW_DAYS)
        start = baseline(gateway.ask, metric, dimension, group, day, days)
        decision = Decision(
            submit, metric, about, OTHERS[dimension], held["owner"] or "", held["what"] or "", day, days, by.name, None,
            start, held["due"], GUARDS[metric], dimension, group,
        )  # fmt: skip
        decision_id = decide(gateway.store(), decision)
        if held["idea"]:
            take_up(gateway.store(), held["idea"], decision_id, by=by.name)
        finished(gateway.store(), FORM, by.name)

    if writing.attempt(FORM, write, "Decided; saved"):
        st.session_state["decision_form_shown"] = False
