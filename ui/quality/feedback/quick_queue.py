"""The quick queue: a person's leads without their stars, one after another, by mouse or by keyboard."""

from datetime import timedelta

import polars as pl
import streamlit as st

from overlap import words
from overlap.labels import of
from overlap.limits import STARS
from overlap.reports import Filters
from overlap.store.feedback import withdraw
from ui import controls, gateway, parts, person, rows, writing
from ui.person import Person
from ui.quality.feedback import fields, form

QUEUE = "quality/feedback_queue"
QUESTION = "What do you say about the leads you were given?"
DAYS = {"30": "30 days", "90": "90 days", "365": "a year", "all": "all time"}
FIRST = {"oldest": "Oldest", "newest": "Newest", "closed": "Closed"}
FORM = "queue"
_SKIPPED, _LAST = "queue_skipped", "queue_last"


def draw() -> None:
    """The heading, then the next lead with its form; without a person, the way to say who one is."""
    someone = person.current()
    if gateway.missing("handoffs") or someone is None or someone.rep_id is None:
        _without_a_queue(someone)
        return
    top = st.container()
    days, first = _choices()
    mine = _mine(someone.rep_id, days, first)
    with top:
        parts.heading(QUESTION, _answer(mine, someone, days))
    if mine.is_empty():
        return
    done = int(mine["is_rated"].sum())
    st.progress(done / mine.height, text=f"{words.count(done)} of {words.count(mine.height)} rated")
    writing.told(FORM)
    _undo(someone)
    skipped = st.session_state.setdefault(_SKIPPED, set())
    left = mine.filter(~pl.col("is_rated"))
    waiting = left.filter(~pl.col("handoff_id").is_in(sorted(skipped)))
    if not waiting.is_empty():
        _lead(waiting.row(0, named=True), someone)
    elif not left.is_empty():
        st.markdown(f"You skipped the other {words.counted(left.height, 'lead')}.")
        st.button("Show them again", key="queue_again", icon=":material/replay:", on_click=skipped.clear)


def _without_a_queue(someone: Person | None) -> None:
    if gateway.missing("handoffs"):
        parts.heading(QUESTION, "**Nobody can say which leads you were given: no handoffs are recorded.**")
        parts.empty(
            "No handoffs",
            ("handoffs",),
            "The leads you have not rated appear here, one by one, once handoffs are recorded.",
        )
        return
    parts.heading(QUESTION, "**Your leads without your stars**, one after another: 1 to 5, a tick or two, next.")
    if person.needed("see your leads", "queue") and someone:
        st.markdown(f"No lead is handed to {parts.escape(someone.name)} in the data: choose yourself from the list.")


def _mine(rep_id: str, days: str, first: str) -> pl.DataFrame:
    as_of = gateway.local(gateway.reader().as_of).date()
    since = None if days == "all" else as_of - timedelta(days=int(days))
    return gateway.ask(QUEUE, Filters(reps=(rep_id,)).period(since, None), state="all", first=first)


def _answer(mine: pl.DataFrame, someone: Person, days: str) -> str:
    when = "ever" if days == "all" else f"in {'' if days == '365' else 'the last '}{DAYS[days]}"
    if mine.is_empty():
        return f"**No lead was handed to {parts.escape(someone.name)}** {when}."
    left = mine.filter(~pl.col("is_rated"))
    if left.is_empty():
        return f"**Every one of the {words.counted(mine.height, 'lead')}** handed to you {when} has your stars."
    is_or_are = "waits" if left.height == 1 else "wait"
    return (
        f"**{words.count(left.height)} of {words.counted(mine.height, 'lead')}** handed to you {when} {is_or_are} for "
        f"your stars, the oldest since {words.day(left['handed_on'].min())}."  # pyright: ignore[reportArgumentType]
    )


def _choices() -> tuple[str, str]:
    with st.container(horizontal=True):
        days = controls.switch("Handed over in the last", DAYS, "queue_days", "90")
        first = controls.switch("First", {name: f"{title} first" for name, title in FIRST.items()}, "queue_first")
    return days, first


def _lead(lead: dict[str, object], someone: Person) -> None:
    handoff_id, lead_id = str(lead["handoff_id"]), str(lead["lead_id"])
    submit = writing.submit_id(f"{FORM}_{handoff_id}")
    with parts.block(_name(lead), _known(lead)):
        with st.container(horizontal=True, gap="xsmall"):
            st.badge(parts.escape(words.brief(str(lead["campaign_name"]))), color="blue", icon=":material/campaign:")
            st.badge(parts.escape(of(str(lead["outcome"]))), color="violet", icon=":material/flag:")
            if lead["score"] is not None:
                st.badge(f"score {lead['score']}", color="gray", icon=":material/speed:")
        _stars(submit)
        fields.reasons_and_comment(submit)
        with st.container(horizontal=True, gap="small"):
            st.button("Save, next", type="primary", key=f"save_{submit}", icon=":material/send:",
                      shortcut="Ctrl+Enter", on_click=_save, args=(submit, handoff_id, lead_id, someone))  # fmt: skip
            st.button("Skip", key=f"skip_{submit}", shortcut="S", on_click=_skip, args=(handoff_id,))
            if st.button("Open the lead", key=f"open_{submit}", type="tertiary", icon=":material/open_in_new:"):
                rows.open_lead(lead_id)


def _stars(submit: str) -> None:
    """One to five stars, each with its key."""
    chosen = fields.read(submit).rating
    with st.container(horizontal=True, gap="xsmall"):
        for rating in range(STARS[0], STARS[1] + 1):
            st.button(
                fields.called(rating), key=f"key_{rating}_{submit}", shortcut=str(rating),
                icon=":material/check:" if rating == chosen else None, on_click=fields.choose, args=(submit, rating),
            )  # fmt: skip


def _undo(someone: Person) -> None:
    last = st.session_state.get(_LAST)
    if last:
        st.button("Undo the last", key=f"undo_{last}", type="tertiary", icon=":material/undo:",
                  on_click=_take_back, args=(last, someone))  # fmt: skip


def _save(submit: str, handoff_id: str, lead_id: str, someone: Person) -> None:
    kept = form.keep(FORM, submit, handoff_id, lead_id, someone)
    if kept:
        st.session_state[_LAST] = kept
        writing.show_anew(f"{FORM}_{handoff_id}")


def _skip(handoff_id: str) -> None:
    st.session_state.setdefault(_SKIPPED, set()).add(handoff_id)


def _take_back(feedback_id: str, someone: Person) -> None:
    if writing.attempt(FORM, lambda: withdraw(gateway.store(), feedback_id, by=someone.name), "Taken back"):
        st.session_state.pop(_LAST, None)


def _name(lead: dict[str, object]) -> str:
    return parts.escape(lead["company"] or lead["lead_name"] or f"lead {words.brief(str(lead['lead_id']))}")


def _known(lead: dict[str, object]) -> str:
    who = [parts.escape(lead[part]) for part in ("lead_name", "title") if lead[part]]
    handed = f"handed over {words.day(lead['handed_on'])}, {words.days(lead['age_days'])} ago"  # pyright: ignore[reportArgumentType]
    return " · ".join([*who, handed])
