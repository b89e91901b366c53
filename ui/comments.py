"""Comments beside every number: a quiet button with how many there are, and the drawer to read and write them."""

from collections.abc import Callable, Sequence
from urllib.parse import parse_qs, urlencode

import streamlit as st

from overlap import words
from overlap.glossary import glossary
from overlap.limits import LONGEST_COMMENT
from overlap.store import Store, typed
from overlap.store.comments import Comment, Place, comment, comments, reword, take_back
from ui import gateway, parts, person, places, writing
from ui.faults import shown
from ui.person import Person

DRAWER_WIDTH, BOX_HEIGHT = 560, 100
_WRITTEN = "comment_written"


def button(report: str, number: str, key: str) -> None:
    """`Comment`, or how many there are about this number of the report, whatever the filters."""
    there = [one for one in standing() if (one.place.report, one.place.number) == (report, number)]
    label = words.counted(len(there), "comment") if there else "Comment"
    if st.button(label, key=f"{key}_comments", type="tertiary", icon=":material/comment:"):
        st.dialog("Comments", width=DRAWER_WIDTH, position="right")(_drawer)(report, number)


def standing() -> Sequence[Comment]:
    """Every comment that stands, the newest first; read once until somebody writes another."""
    store = gateway.store()
    return _read(str(gateway.house().house_id), store.revision("comments"), store)


@st.cache_data(max_entries=4, show_spinner=False)
def _read(house: str, revision: int, _store: Store) -> list[Comment]:
    return comments(_store)


def about(place: Place) -> str:
    """What a comment is about, as people call it."""
    title = places.PAGES.get(place.page, ("", place.page))[1]
    metrics = glossary()
    return f"{title}, {metrics[place.number].label}" if place.number in metrics else f"{title}, {place.report}"


def one(said: Comment, key: str) -> None:
    """A comment with who wrote it and when; its writer may change it or take it back."""
    at = words.instant(gateway.local(said.created_at))
    changed = ", changed since" if said.changed_at else ""
    st.markdown(f"{parts.escape(said.says)}  \n:gray[:small[{parts.escape(said.created_by)}, {at}{changed}]]")
    someone = person.current()
    if someone is None or not typed.is_same_person(someone.name, said.created_by):
        return
    with st.expander("Change or take back", key=f"{key}_own"):
        # Changed elsewhere, it is another box: one with the same key would go on holding what it said before.
        box = f"{key}_text_{(said.changed_at or said.created_at).timestamp()}"
        st.text_area("Comment", value=said.says, max_chars=LONGEST_COMMENT, key=box)
        with st.container(horizontal=True):
            whose = said.comment_id, someone.name
            st.button("Save the change", key=f"{key}_change", on_click=_reword, args=(*whose, box))
            st.button("Take it back", key=f"{key}_back", on_click=_take_back, args=whose)


def _drawer(report: str, number: str) -> None:
    if st.session_state.pop(_WRITTEN, False):
        st.rerun()  # the whole page: its buttons count comments
    with shown():
        writing.told("comment")
        there = [each for each in standing() if (each.place.report, each.place.number) == (report, number)]
        for place, said in enumerate(there):
            one(said, f"comment_{place}")
            places.link(said.place.page, parse_qs(said.place.address))
        if not there:
            st.markdown("Nobody has said anything about this number yet.")
        someone = person.current()
        if someone is None:
            st.markdown(":material/badge: Say who you are, in the sidebar, to comment.")
        else:
            _form(report, number, someone)


def _form(report: str, number: str, by: Person) -> None:
    submit = writing.submit_id("comment")
    st.text_area("Your comment", max_chars=LONGEST_COMMENT, height=BOX_HEIGHT, key=f"says_{submit}")
    place = _here(report, number)
    st.button("Save the comment", key="comment_save", type="primary", on_click=_save, args=(submit, place, by))
    st.caption(f"As {parts.escape(by.name)}. It keeps the address of this screen, and appears on Review meeting.")


def _save(submit: str, place: Place, by: Person) -> None:
    says = st.session_state[f"says_{submit}"]
    _write(lambda: comment(gateway.store(), submit, place, says, by.name), "Saved")


def _reword(comment_id: str, by: str, key: str) -> None:
    text = st.session_state[key]
    _write(lambda: reword(gateway.store(), comment_id, text, by=by), "Changed")


def _take_back(comment_id: str, by: str) -> None:
    _write(lambda: take_back(gateway.store(), comment_id, by=by), "Taken back")


def _write(write: Callable[[], object], said: str) -> None:
    st.session_state[_WRITTEN] = writing.attempt("comment", write, said)


def _here(report: str, number: str) -> Place:
    held = places.held()
    lead_id = held.get("lead_id", [None])[0] if places.here() == "lead" else None
    return Place(report, number, places.here(), urlencode(held, doseq=True), lead_id)
