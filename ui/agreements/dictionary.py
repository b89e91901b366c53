"""The parts of the Definitions page: what there is to look up, and the list of it."""

import streamlit as st

from overlap import words
from overlap.agreements import KINDS as AGREEMENTS
from overlap.glossary import glossary, metric
from overlap.reports import shown_by
from ui import address, controls, gateway, parts
from ui.agreements import agreed, definition, signing
from ui.agreements import agreement as drawn

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
    return controls.switch("Look up", {kind: kind for kind in KINDS}, "look_up")


def chosen(kind: str) -> str | None:
    """The list with its search box; the selected entry's id, the first one at the start."""
    typed = controls.find("Find", f"find_{kind}", 60, f"Find one of the {kind.lower()}")
    entries = {name: text for name, text in _entries(kind).items() if _matches(typed, f"{_names(kind, name)} {text}")}
    if not entries:
        st.caption(f"None of the {kind.lower()} is called that. Try fewer letters.")
        return None
    names = list(entries)
    first = _present(typed) if _present(typed) in names else names[0]
    asked = _present((address.says(f"shown_{kind}") or [first])[-1])
    if asked not in names:
        asked = first
    event = st.dataframe(
        [{kind[:-1]: text} for text in entries.values()],
        hide_index=True,
        height=LIST_HEIGHT if len(entries) > LIST_HEIGHT // 36 else "content",
        on_select="rerun",
        selection_mode="single-row",
        selection_default={"selection": {"rows": [names.index(asked)]}},
        key=f"list_{kind}_{typed}_{address.visit()}",
    )
    rows = event["selection"]["rows"]  # pyright: ignore[reportIndexIssue, reportArgumentType, reportCallIssue]
    shown = names[rows[0]] if rows and rows[0] < len(names) else asked
    address.hold(f"shown_{kind}", None if shown == first else [shown])
    return shown


def number(name: str) -> None:
    """A number of the glossary with one of the reports that show it."""
    about = metric(name)
    with parts.block(about.label, f"{definition.UNITS[about.unit]} · {name}"):
        definition.metric(about)
        reports = sorted((report.name for report in shown_by(name)), key=lambda each: not each.endswith("/totals"))
        named = {report: report for report in reports}
        shown = controls.choice("Shown by", named, f"shown_by_{name}", gateway.formerly())
        definition.report(gateway.report(shown))
        with st.container(horizontal=True):
            definition.in_force()


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


def _present(name: str) -> str:
    """The name that a report has now, of one that it may have had."""
    return gateway.formerly().get(name, name)


def _names(kind: str, name: str) -> str:
    """An entry's name, and of a report the names it had, by which an old address looks it up."""
    return " ".join([name, *(old.name for old in gateway.report(name).formerly)]) if kind == "Reports" else name


def _matches(typed: str, text: str) -> bool:
    return all(word in text.lower() for word in typed.lower().split())
