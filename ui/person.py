"""Who is at the screen: a person of sales or marketing, said once and remembered for the session.

There is no login yet, so this is what people say of themselves; what they write carries it.
"""

from dataclasses import dataclass

import polars as pl
import streamlit as st

from overlap import words
from overlap.reports import Filters
from ui import gateway, parts
from ui.faults import shown

TEAMS = {"sales": "Sales", "marketing": "Marketing"}
SOMEBODY_ELSE = ""
LONGEST_NAME = 120
_PERSON, _JUST_SAID = "person", "person_just_said"


@dataclass(frozen=True)
class Person:
    """`team` is marketing or sales; `rep_id` is None for whom the data do not know."""

    name: str
    team: str
    rep_id: str | None = None

    @property
    def rates_as(self) -> str:
        """The id their ratings carry: the data's own, else the name."""
        return self.rep_id or self.name


def current() -> Person | None:
    """Who said so in this session."""
    return st.session_state.get(_PERSON)


def control() -> None:
    """In the frame: who is at the screen, and the way to say so."""
    someone = current()
    with st.sidebar:
        _button(
            f"{parts.escape(words.brief(someone.name))}, {someone.team}" if someone else "Who are you?", "who_frame"
        )


def needed(to: str, key: str) -> Person | None:
    """The person, else the words that one is needed `to` do something, and the button that asks."""
    someone = current()
    if someone is None:
        st.markdown(f":material/badge: Say who you are to {to}.")
        _button("Who are you?", f"who_{key}")
    return someone


def _button(label: str, key: str) -> None:
    if st.button(label, key=key, type="tertiary", icon=":material/badge:", help="What you write carries your name."):
        st.dialog("Who are you?")(_asked)()


def _asked() -> None:
    if st.session_state.pop(_JUST_SAID, False):
        st.rerun()  # the whole page, without the dialog: what it offers depends on who asks
    with shown():
        team = st.segmented_control(
            "Team", list(TEAMS), format_func=TEAMS.__getitem__, default="sales", required=True, key="who_team"
        )
        people = _people() if team == "sales" else {}
        if people:
            _choose(people)
        if not people or st.session_state["who_rep"] == SOMEBODY_ELSE:
            st.text_input("Name", max_chars=LONGEST_NAME, key="who_name")
        st.button(
            "This is me", type="primary", key="who_save", disabled=_chosen(people) is None, on_click=_remember,
            args=(people,),
        )  # fmt: skip
        st.caption("It is not checked: there is no login yet. Whatever you rate or sign is kept under this name.")


def _choose(people: dict[str, str]) -> None:
    st.selectbox(
        "Person", [*people, SOMEBODY_ELSE], index=None, placeholder="choose yourself", key="who_rep",
        format_func=lambda rep_id: people.get(rep_id, "somebody who is not listed"),
    )  # fmt: skip


def _remember(people: dict[str, str]) -> None:
    if someone := _chosen(people):
        st.session_state[_PERSON], st.session_state[_JUST_SAID] = someone, True


def _chosen(people: dict[str, str]) -> Person | None:
    """Who the dialog says is there, by now; None as long as it does not say it."""
    held = st.session_state
    rep_id = held.get("who_rep") if people else SOMEBODY_ELSE
    name = people.get(rep_id or SOMEBODY_ELSE, "")
    if rep_id == SOMEBODY_ELSE:
        name = " ".join(held.get("who_name", "").split())
    return Person(name, held.get("who_team") or "sales", rep_id or None) if name else None


def _people() -> dict[str, str]:
    """Id -> name of everybody in sales, those of the same name with their id."""
    choices = gateway.ask("data/filter_choices", Filters())
    reps = choices.filter((pl.col("field") == "reps") & pl.col("value").is_not_null()).sort("label", "value")
    twice = set(reps.filter(pl.col("label").is_duplicated())["label"])
    return {
        value: f"{label} ({value})" if label in twice else label
        for value, label in reps.select("value", "label").iter_rows()
    }
