"""Step 3, the questions: only what the data cannot say, each with what Overlap leans to."""

from zoneinfo import available_timezones

import streamlit as st

from overlap import words
from overlap.choices import NONE, Choice, Question, Settled
from ui import parts
from ui.bring import draft as drafts
from ui.bring.draft import Place

_RADIO = 6  # choices, beyond which a list that can be searched is shorter
_SAID = ("zone", "currency", "date_order", "decimals")  # there is one, whatever it is


def draw(at: Place, asked: Settled) -> None:
    """Every question, answered ones with their answer."""
    questions = [each for each in asked.questions if not each.is_sure]
    with parts.block("Step 3: questions", "Only what the files cannot say." if questions else ""):
        if not questions:
            st.markdown(":material/check: Nothing to ask: the files say it all.")
        for question in questions:
            _question(at, question, asked.answers.get(question.key, ()))
        if asked.open and len(asked.open) < len(questions):
            st.caption(f"{words.counted(len(asked.open), 'question')} left.")


def _question(at: Place, question: Question, answered: tuple[str, ...]) -> None:
    key = f"bring_ask_{question.key}"

    def say() -> None:
        given = st.session_state[key]
        values = list(given) if isinstance(given, list) else [given] if given else []
        drafts.answer(at, question.key, values)

    labels = {NONE: "none of these"} | {choice.value: _label(choice, question) for choice in question.choices}
    zones = sorted(available_timezones()) if question.key == "zone" else ()
    said = question.key in _SAID or question.key.startswith("sign.") or any(c.value == "no" for c in question.choices)
    none = () if said else (NONE,)
    values = list(dict.fromkeys((*(choice.value for choice in question.choices), *zones, *none, *answered)))
    text = parts.escape(question.text)
    suggested = question.suggested or _by_the_browser(question)
    lean = parts.escape(", ".join(labels.get(value, value) for value in suggested))
    note = f"Suggested: {lean}." if suggested and not answered else None
    if question.takes_several:
        st.multiselect(text, values, default=list(answered), key=key, on_change=say,
                       format_func=lambda value: str(labels.get(value, value)), placeholder="choose")  # fmt: skip
    elif len(values) <= _RADIO and question.pattern is None:
        st.radio(text, values, index=values.index(answered[0]) if answered else None, key=key, on_change=say,
                 format_func=lambda value: parts.escape(labels.get(value, value)))  # fmt: skip
    else:
        st.selectbox(text, values, index=values.index(answered[0]) if answered else None, key=key, on_change=say,
                     format_func=lambda value: str(labels.get(value, value)), placeholder="choose",
                     accept_new_options=question.pattern is not None and not zones)  # fmt: skip
    if note:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(note, width="content")
            st.button("Use this", key=f"{key}_yes", on_click=_lean, args=(at, question, suggested, key))


def _by_the_browser(question: Question) -> tuple[str, ...]:
    """The zone of whoever answers, where nothing in the files speaks for one."""
    zone = st.context.timezone if question.key == "zone" else None
    return (zone,) if zone in available_timezones() else ()


def _lean(at: Place, question: Question, suggested: tuple[str, ...], key: str) -> None:
    """Answer as suggested, and show so."""
    values = list(suggested)
    st.session_state[key] = values if question.takes_several else values[0]
    drafts.answer(at, question.key, values)


def _label(choice: Choice, question: Question) -> str:
    counted = "" if choice.count is None else f" ({words.count(choice.count)} {question.counts})"
    return f"{choice.words}{counted}"
