"""What is pinned for one script run: the generation being asked, the filters in force, the period to compare with."""

from dataclasses import dataclass

import streamlit as st

from overlap.reports import Filters
from overlap.warehouse.reader import Reader

_READER, _PERIOD = "pinned_reader", "pinned_period"


@dataclass(frozen=True)
class Period:
    """The filters of this run with the words for their period, and those it is compared with (None: with nothing)."""

    filters: Filters
    words: str
    comparison: Filters | None = None
    comparison_words: str = ""


def pin_reader(reader: Reader) -> None:
    """Every ask of this run, and of its drawers, is answered by this generation."""
    st.session_state[_READER] = reader


def pinned_reader() -> Reader:
    """The generation of this run."""
    return st.session_state[_READER]


def pin_period(period: Period) -> None:
    """What the shared filters say in this run."""
    st.session_state[_PERIOD] = period


def pinned_period() -> Period:
    """The filters of this run; everything, all the time, on a page that draws none."""
    return st.session_state.get(_PERIOD, Period(Filters(), "all time"))
