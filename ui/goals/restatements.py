"""What is another number now than when it was first published, on Shared goals: a line, and behind it the list."""

from datetime import date

import polars as pl
import streamlit as st

from overlap import words
from overlap.reports import Filters
from ui import filters, gateway, parts, restated

MOST_NAMED = 3


def block() -> None:
    """The restatements of the months of the period and of those compared with; nothing where there are none."""
    shown = [each for each in (filters.current(), filters.comparison()) if each]
    found = gateway.ask(restated.REPORT, since="all")
    found = found.filter(pl.any_horizontal(_within(each) for each in shown))
    if found.is_empty():
        return
    months = _named(sorted(set(found["month"])))
    how = f"Of {months}, once the month was over: by late, changed or gone rows, or by new agreements. Unfiltered."
    changes = words.counted(found.height, "change")
    with (
        parts.block("Numbers that have changed since they were published", how),
        st.expander(changes, icon=":material/history:", key="restatements_shown"),
    ):
        restated.listed(found, "restatements")


def _named(months: list[date]) -> str:
    if len(months) <= MOST_NAMED:
        return words.listed([words.month(each) for each in months])
    return f"{len(months)} months from {words.month(months[0])} to {words.month(months[-1])}"


def _within(period: Filters) -> pl.Expr:
    starts = pl.lit(True) if period.starts_on is None else pl.col("month") >= period.starts_on.replace(day=1)
    return starts if period.ends_on is None else starts & (pl.col("month") < period.ends_on)
