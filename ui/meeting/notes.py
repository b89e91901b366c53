"""Notes on days, on Review meeting: what stands, and the form for the next; charts over time mark them all."""

from collections.abc import Callable
from datetime import date

import polars as pl
import streamlit as st

from overlap import words
from overlap.reports import Filters
from overlap.store import typed
from overlap.store.notes import Note, note, notes, take_back
from ui import gateway, parts, person, writing
from ui.person import Person

FORM = "note"
SIDES = ("Marketing", "Sales")  # concerned as a whole, beside the single teams of sales
MOST = 20


def block() -> None:
    """The notes that stand, the latest day first, then the form."""
    with parts.block("Notes on days", "Charts over time mark each on its day, and so does the review pack."):
        writing.told(FORM)
        there = notes(gateway.store())
        someone = person.needed("write a note", FORM)
        for one in there[:MOST]:
            _note(one, someone)
        if not there:
            st.markdown("Nobody has written a note yet.")
        elif len(there) > MOST:
            st.caption(f"The latest {MOST} of {len(there)}.")
        if someone:
            _form(someone)


def _note(one: Note, someone: Person | None) -> None:
    whom = words.listed(one.teams) if one.teams else "everybody"
    said = parts.escape(f"{one.created_by}, for {whom}")
    st.markdown(f"**{words.day(one.happened_on)}** {parts.escape(one.says)} :gray[:small[{said}]]")
    if someone and typed.is_same_person(someone.name, one.created_by):
        st.button(
            "Take it back", key=f"back_{one.note_id}", type="tertiary", icon=":material/undo:",
            on_click=_write, args=(lambda: take_back(gateway.store(), one.note_id, by=someone.name), "Taken back"),
        )  # fmt: skip


def _form(by: Person) -> None:
    submit = writing.submit_id(FORM)
    with st.form(f"form_{submit}", border=False):
        st.text_input("A note on a day", max_chars=typed.LONGEST_NAME, key=f"note_{submit}")
        left, right = st.columns(2)
        left.date_input("Day", value=gateway.local(gateway.reader().as_of).date(), key=f"note_day_{submit}")
        right.multiselect("Teams it concerns", _teams(), key=f"note_teams_{submit}", placeholder="Everybody")
        st.form_submit_button("Save the note", on_click=_save, args=(submit, by))


def _teams() -> list[str]:
    choices = gateway.ask("data/filter_choices", Filters())
    teams = choices.filter((pl.col("field") == "teams") & pl.col("value").is_not_null())["value"].sort()
    return list(dict.fromkeys((*SIDES, *teams)))


def _save(submit: str, by: Person) -> None:
    says, teams = st.session_state[f"note_{submit}"], tuple(st.session_state[f"note_teams_{submit}"])
    day: date | None = st.session_state[f"note_day_{submit}"]
    if day is None:
        writing.refuse(FORM, "Day is blank. Fill it in.")
        return
    _write(lambda: note(gateway.store(), submit, day, says, teams, by=by.name), "Noted")


def _write(write: Callable[[], object], said: str) -> None:
    writing.attempt(FORM, write, said)
