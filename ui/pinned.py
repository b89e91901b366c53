"""What is pinned for one script run: the generation being asked, the filters in force, the period to compare with,
and how each report was asked last.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st

from overlap.reports import Filters
from overlap.warehouse.reader import Reader

_READER, _PERIOD, _ASKED = "pinned_reader", "pinned_period", "pinned_asked"


@dataclass(frozen=True)
class Period:
    """The filters of this run with the words for their period, and those it is compared with (None: with nothing).

    `note` says what the data do not cover: the period itself, or what it would be compared with.
    """

    filters: Filters
    words: str
    comparison: Filters | None = None
    comparison_words: str = ""
    note: str = ""


@dataclass(frozen=True)
class Asked:
    """With which filters and parameters a report was asked."""

    filters: Filters
    params: Mapping[str, object] = field(default_factory=dict)


def pin_reader(reader: Reader) -> None:
    """Every ask of this run, and of its drawers, is answered by this generation."""
    st.session_state[_READER] = reader
    st.session_state[_ASKED] = {}


def pinned_reader() -> Reader:
    """The generation of this run."""
    return st.session_state[_READER]


def is_pinned() -> bool:
    """Whether there is one: not before a company brings its first files."""
    return _READER in st.session_state


def pin_period(period: Period) -> None:
    """What the shared filters say in this run."""
    st.session_state[_PERIOD] = period


def pinned_period() -> Period:
    """The filters of this run; everything, all the time, on a page that draws none."""
    return st.session_state.get(_PERIOD, Period(Filters(), "all time"))


def note_asked(report: str, asked: Asked) -> None:
    """How a report has just been asked; what it says of the period before is no number of its own."""
    if asked.filters != pinned_period().comparison:
        st.session_state[_ASKED][report] = asked


def last_asked(report: str) -> Asked:
    """How this run asked a report last; under the shared filters where it has not."""
    return st.session_state[_ASKED].get(report, Asked(pinned_period().filters))
