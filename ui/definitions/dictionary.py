"""The parts of the Definitions page: what there is to look up, and the list of it."""

import streamlit as st

from overlap import words
from overlap.agreements import KINDS as AGREEMENTS
from overlap.glossary import glossary, metric, shown_by
from ui import gateway, parts
from ui.agreements import agreed, signing
from ui.agreements import agreement as drawn
from ui.definitions import definition

KINDS = ("Numbers", "Reports", "Agreements")
LIST_HEIGHT = 560


def answer() -> str:
    """How many numbers there are, and whether anybody signed what they rest on."""
    numbers, reports = len(glossary()), len(gateway.reports())
    signed, total, waiting = drawn.signed_count(), len(AGREEMENTS), len(signing.waiting())
    said = (
        f"{signed} of {total} agreements are signed; the others are the defaults"
        if signed
        else "The agreements behind them are the defaults: nobody has signed any yet"
    )
    open_ones = f" **{words.counted(waiting, 'change')}** to sign." if waiting else ""
    return f"**{numbers} numbers, each defined once**, shown by {reports} reports. {said}.{open_ones}"


def chosen_kind() -> str:
    """What is looked up: numbers, reports or agreements; in the URL."""
    kind = st.segmented_control(
        "Look up", KINDS, default=KINDS[0], required=True, key="look_up", bind="query-params",
        persist_state="session", label_visibility="collapsed",
    )  # fmt: skip
    return str(kind)


def chosen(kind: str) -> str | None:
    """The list with its search box; the selected entry's id, the first one at the start."""
    typed = st.text_input(
        "Find", placeholder=f"Find one of the {kind.lower()}", key=f"find_{kind}", icon=":material/search:",
        label_visibility="collapsed", max_chars=60, bind="query-params",
    )  # fmt: skip
    entries = {name: text for name, text in _entries(kind).items() if _matches(typed, name, text)}
    if not entries:
        st.caption(f"None of the {kind.lower()} is called that. Try fewer letters.")
        return None
    event = st.dataframe(
        [{kind[:-1]: text} for text in entries.values()],
        hide_index=True,
        height=LIST_HEIGHT if len(entries) > LIST_HEIGHT // 36 else "content",
        on_select="rerun",
        selection_mode="single-row",
        selection_default={"selection": {"rows": [0]}},
        key=f"list_{kind}_{typed}",
    )
    rows = event["selection"]["rows"]  # pyright: ignore[reportIndexIssue, reportArgumentType, reportCallIssue]
    return list(entries)[rows[0] if rows and rows[0] < len(entries) else 0]


def number(name: str) -> None:
    """A number of the glossary with one of the reports that show it."""
    about = metric(name)
    with parts.block(about.label, f"{definition.UNITS[about.unit]} · {name}"):
        definition.metric(about)
        reports = sorted((report.name for report in shown_by(name)), key=lambda each: not each.endswith("/totals"))
        shown = st.selectbox("Shown by", reports, key=f"shown_by_{name}")
        definition.report(gateway.report(shown))
        with st.container(horizontal=True):
            definition.standing()


def report(name: str) -> None:
    """A report with its columns."""
    with parts.block(name):
        definition.report(gateway.report(name))
        definition.columns(gateway.report(name))


def agreement(name: str) -> None:
    """One agreement with its versions, its proposals and the form for another."""
    drawn.blocks(name)


def _entries(kind: str) -> dict[str, str]:
    if kind == "Numbers":
        return {name: each.label for name, each in glossary().items()}
    if kind == "Reports":
        return {name: name for name in gateway.reports()}
    waiting = {proposal.kind for proposal in signing.waiting()}
    return {name: f"{agreed.title(name)}{' · to sign' if name in waiting else ''}" for name in sorted(AGREEMENTS)}


def _matches(typed: str | None, name: str, text: str) -> bool:
    return all(word in f"{name} {text}".lower() for word in (typed or "").lower().split())
