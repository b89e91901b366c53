"""The largest leaks in money, and whom to call first of those lost there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
import streamlit as st

from overlap import words
from overlap.labels import of_name
from overlap.subjects.funnel import leak_words as said
from overlap.subjects.funnel.charts.leaks import leaks as drawn
from overlap.subjects.funnel.dimensions import AGREED, BEFORE, COMPANY
from ui import charts, controls, download, filters, gateway, parts, passport, rows, theme
from ui.faults import shown
from ui.rows import Rows

LEAKS, SAVABLE, LEFT_OUT = "funnel/leaks", "funnel/savable", "funnel/left_out"
DRAWER_WIDTH = 900
_FIRST = ("lead_name", "company", "rep_name", "days_since", "last_attempt_on", "worth_each", "email", "title")
_HIDDEN = ("stage", "next_stage", "left_out", "lead_id", "group_id")
Row = Mapping[str, Any]


@dataclass(frozen=True)
class _Place:
    """Where leads were lost: what it is called, how it is asked for, and what all those lost there open from."""

    key: str
    label: str
    group: Mapping[str, object]
    opens: Rows | None = None


def found() -> pl.DataFrame:
    """funnel/leaks under the shared filters."""
    return gateway.ask(LEAKS)


def answer(rows_found: pl.DataFrame) -> str:
    """The largest leak against the company's own rate, in a sentence."""
    return said.answer([_escaped(row) for row in rows_found.filter(benchmark=COMPANY).to_dicts()], gateway.currency())


def leaks_block(rows_found: pl.DataFrame) -> None:
    """Leaks ranked by money, against the company now, what is agreed or the period compared with."""
    how = (
        "Leads lost beyond what the company loses of such leads, times what a lead at the next stage has brought: at "
        "most, as a lead won back is worse than an average one. Line: 95%. Do not add them up: one lead can leak twice."
    )
    with parts.block("Largest leaks", how):
        benchmark = _benchmark(rows_found)
        of_kind = rows_found.filter(benchmark=benchmark)
        largest = said.leaks_of(of_kind.to_dicts())[:8]
        if largest:
            figure = drawn(largest, theme.palette(), gateway.currency())
            charts.draw(figure, "largest_leaks", "Bars of the largest leaks in money.")
        else:
            st.markdown(_plain(said.answer([_escaped(row) for row in of_kind.to_dicts()], gateway.currency())))
        _call_first(largest, of_kind)
        with st.container(horizontal=True):
            passport.button(LEAKS, "leak_worth", key="leaks_passport", label="How leaks are found")
            parts.export(of_kind, f"leaks_{benchmark}")


def _benchmark(rows_found: pl.DataFrame) -> str:
    against = {
        COMPANY: "Against the company now", AGREED: "Against what is agreed",
        BEFORE: f"Against {filters.comparison_words()}",
    }  # fmt: skip
    held = set(rows_found["benchmark"])
    names = {kind: name for kind, name in against.items() if kind in held or kind == COMPANY}
    if len(names) == 1:
        return COMPANY
    return controls.switch("Held against", names, "benchmark")


def _call_first(largest: Sequence[Row], of_kind: pl.DataFrame) -> None:
    """Whom to call first of those lost at a leak, or of everybody lost at a step."""
    places = {place.key: place for place in (*map(_leak, largest), *_steps(of_kind))}
    if not places:
        return
    chosen = places[controls.choice("Lost at", {key: place.label for key, place in places.items()}, "leak")]
    with st.container(horizontal=True):
        if st.button("Call these first", key="call_first", type="primary", icon=":material/call:"):
            st.dialog("Call these first", width=DRAWER_WIDTH, position="right")(_drawer)(chosen)
        if chosen.opens:
            rows.button(chosen.opens, key="leak_lost")
        passport.button(SAVABLE, "savable_worth", key="savable_passport", label="Who is on the list")


def _leak(row: Row) -> _Place:
    group = {"stage": row["stage"], "dimension": row["dimension"], "group_id": row["group_id"], "in_group": "yes"}
    lost = Rows(LEAKS, "lost_count", row, f"{words.count(row['lost_count'])} lost")
    key = f"{row['dimension']}.{row['stage']}.{row['group_id'] or ''}"
    return _Place(key, f"{said.named(row)}: {said.step(row)}", group, lost)


def _steps(of_kind: pl.DataFrame) -> list[_Place]:
    """Every step for everybody under the filters."""
    steps = of_kind.select("position", "stage", "next_stage").unique().sort("position").to_dicts()
    return [_Place(f"all.{row['stage']}", f"Everybody: {said.step(row)}", {"stage": row["stage"]}) for row in steps]


def _drawer(place: _Place) -> None:
    """Those lost there that can still be called, latest first; how many are left out and why; the list to take away."""
    with shown():
        counts, people = gateway.ask(LEFT_OUT, None, **place.group), gateway.ask(SAVABLE, None, **place.group)
        st.markdown(_plain(f"{parts.escape(place.label)}. {said.called(counts.to_dicts())}"))
        with st.container(horizontal=True):
            download.button(people, "call_these_first", key="call_export")
            ids = people.select("lead_id").unique(maintain_order=True)
            download.button(ids, "lead_ids", "call_ids", "Export ids for the CRM")
        if people.is_empty():
            st.markdown("Nobody who was lost here can be called now.")
        else:
            rows.table(people.select(*_FIRST, pl.exclude(*_FIRST)), "call_list", SAVABLE, hidden=_HIDDEN)


def _escaped(row: Row) -> Row:
    """The row with its name, which may be a text from an export, as it may stand in a sentence."""
    return {**row, "group_name": parts.escape(of_name(row["group_name"]))}


def _plain(text: str) -> str:
    """Two dollar signs in a text are two amounts, not a formula."""
    return text.replace("$", r"\$")
