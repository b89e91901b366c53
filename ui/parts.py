"""What pages are made of: the heading with its answer, cards, blocks, empty states, proofs."""

import re
import string
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import polars as pl
import streamlit as st

from overlap import words
from overlap.charts.sparkline import spark
from overlap.contract import BY_NAME
from ui import charts, rows
from ui import download as exporting
from ui.pinned import pinned_period
from ui.rows import Rows
from ui.theme import palette

CARD_WIDTH = 165  # two beside each other on a phone, and on a tablet rather than three and one
_RECOGNISED = re.compile(r":|@|www(?=\.)", re.IGNORECASE)
_MARKUP = str.maketrans({mark: f"\\{mark}" for mark in string.punctuation})


@dataclass(frozen=True)
class Card:
    """A headline number. `good` colours the change (None: grey); `note` says what the number needs or rests on."""

    label: str
    value: str
    delta: str | None = None
    delta_words: str | None = None
    good: bool | None = None
    trend: Sequence[float | None] | None = None
    opens: Rows | None = None
    note: str = ""


def escape(text: object) -> str:
    """Data as it stands inside Markdown: no markup, no links, no images, no icons.

    Addresses and `:names:` are recognised after escapes, so an invisible joiner breaks them up.
    """
    one_line = " ".join(str(text).split())
    return _RECOGNISED.sub("\\g<0>\u2060", one_line).translate(_MARKUP)


def heading(question: str, answer: str) -> None:
    """The page's question; under it the answer in Markdown, its numbers in bold, and what the data do not cover."""
    st.markdown(f"# {_no_formula(question)}")
    st.markdown(_no_formula(" ".join(filter(None, (answer, pinned_period().note)))))


def cards(given: Sequence[Card]) -> None:
    """Headline numbers beside each other, two by two on a phone, each ending in the rows behind it."""
    grid = st.grid(len(given), min_column_width=CARD_WIDTH)
    for number, card in enumerate(given):
        with grid.container(border=True, height="stretch", gap="xsmall"):
            _metric(card)
            if card.delta_words:
                st.caption(_no_formula(card.delta_words))
            trend = [value for value in card.trend or () if value is not None]
            if len(trend) > 1:
                charts.trend(spark(trend, palette()), card.label)
            if card.note:
                st.caption(_no_formula(card.note))
            st.space("stretch")
            if card.opens:
                rows.button(card.opens, key=f"card_{number}_rows")


@contextmanager
def block(title: str, how: str = "") -> Iterator[None]:
    """A framed part of a page: its title, a grey line that says how to read it, then what is drawn inside."""
    with st.container(border=True, height="stretch"):
        with st.container(gap=None):
            st.markdown(f"## {_no_formula(title)}")
            if how:
                st.markdown(f":gray[:small[{_no_formula(how)}]]")
        yield


def empty(title: str, missing_tables: Sequence[str], would_show: str) -> None:
    """What is not there, why, what it would show, and how to get it: in words, not as an error."""
    with st.container(border=True):
        st.markdown(f"## {_no_formula(title)}")
        st.markdown(_no_formula(would_show))
        for table in missing_tables:
            columns = ", ".join(f"`{column.name}`" for column in BY_NAME[table].columns if column.required)
            st.markdown(
                f":material/table_chart: No source supplies **{table}** ({BY_NAME[table].about.rstrip('.').lower()}). "
                f"`{table}.csv` needs at least {columns}."
            )
        if missing_tables:
            st.caption(
                "Your own system's file will do, under its own names: drop it in **Bring your data**, or add it to the "
                "export folder and import again: `overlap import SOURCE FOLDER`."
            )


def proof(text: str, holds: bool) -> None:
    """A sum that must add up, and whether it does."""
    icon = ":material/check:" if holds else ":material/close:"
    st.badge(_no_formula(text), icon=icon, color="green" if holds else "red")


def export(frame: pl.DataFrame, filename: str, key: str | None = None, label: str = "Export CSV") -> None:
    """A quiet button that downloads the frame as CSV; `filename` without an ending. Several together need labels."""
    exporting.button(frame, filename, key or f"export_{filename}", label)


def _metric(card: Card) -> None:
    st.metric(
        _no_formula(card.label),
        _no_formula(card.value),
        None if card.delta is None else _no_formula(card.delta),
        delta_color="gray" if card.good is None else "green" if card.good else "red",
        delta_arrow="down" if (card.delta or "").startswith(words.MINUS) else "up",  # Streamlit knows the hyphen alone
    )


def _no_formula(markdown: str) -> str:
    """Two dollar signs in a text are two amounts, not a formula."""
    return re.sub(r"(?<!\\)\$", r"\\$", markdown)
