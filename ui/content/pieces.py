"""Which pieces of content go with winning, by stage and segment; which nobody uses; what sales asks for."""

from collections.abc import Callable, Mapping
from typing import Any

import polars as pl
import streamlit as st

from overlap import words
from overlap.labels import of_name
from overlap.reports import Filters
from overlap.subjects.content import sentences as said
from overlap.subjects.content.charts.pieces import pieces as drawn
from ui import address, charts, controls, filters, gateway, parts, passport, rows, theme
from ui.rows import Rows

PIECES, BY_SEGMENT, UNUSED = "content/pieces", "content/by_segment", "content/unused"
QUESTION = "Which content goes with winning?"
MOST = 10
QUALITY_PAGE = "pages/quality_page.py"
_LEADS = {"all": "All leads on record", "period": "Leads of the period"}
_ALL = "all"
_TITLES = {
    "how": "Seen or sent", "piece": "Piece", "had_count": "Leads", "won_rate": "Won", "expected_rate": "Leads alike",
    "others_rate": "All others", "points": "Points above alike", "points_low": "Low", "points_high": "High",
    "verdict": "Verdict",
}  # fmt: skip


def blocks() -> Mapping[str, Callable[[], None]]:
    """The head of Content, drawn; what stands under it."""
    heading = st.container()
    missing = gateway.missing("touches", "activities")
    at = _asked()
    found = gateway.ask(PIECES, at)
    if found.is_empty():
        with heading:
            parts.heading(QUESTION, "No lead that has had its days to be won is known to have met a piece of content.")
        parts.empty(
            "No content", missing,
            "Which pieces leads had seen, or sales had sent, before they were won or lost appears here once touches or "
            "activities name them in their column `content`.",
        )  # fmt: skip
        return {"asked_for": _asked_for_block}
    stages = {row["stage"]: said.STAGES[row["stage"]] for row in found.sort("position").to_dicts()}
    with heading:
        last = list(stages)[-1]
        shown = [_escaped(row) for row in found.filter(stage=last).to_dicts()]
        parts.heading(QUESTION, said.answer(shown))
    return {
        "pieces": lambda: _pieces_block(found, stages, at), "unused": _unused_block, "asked_for": _asked_for_block,
    }  # fmt: skip


def _asked() -> Filters:
    """All leads on record, unless only those of the period are wanted: wins take half a year to be told."""
    shared = filters.current()
    return shared if controls.switch("Leads", _LEADS, "pieces_of") == "period" else shared.period(None, None)


def _pieces_block(found: pl.DataFrame, stages: dict[str, str], at: Filters) -> None:
    how = (
        "How much more often leads were won who had met a piece before they entered the stage, against leads of the "
        "same channel, segment and number of contacts. Line: 95%; grey: about average. Beside it the plain rates. "
        "Select a row for its leads."
    )
    with parts.block("Pieces met before a stage", how):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            segment = _segment(at)
            stage = controls.switch("Before", stages, "piece_stage", opens_on=list(stages)[-1])
        report, of = (PIECES, found) if segment == _ALL else (BY_SEGMENT, gateway.ask(BY_SEGMENT, at))
        of = of if segment == _ALL else of.filter(segment=segment)
        here = of.filter(stage=stage)
        worth_a_bar = said.to_draw(here.to_dicts(), MOST)
        if worth_a_bar:
            figure = drawn(worth_a_bar, theme.palette())
            charts.draw(figure, "pieces", "Bars of how much more often leads were won who had met a piece.")
        else:
            st.markdown("Too few leads have met any one piece before this stage to say more than their numbers.")
        _list(here, report, at)
        with st.container(horizontal=True):
            passport.button(report, "piece_points", key="pieces_passport", label="How pieces are compared")
            parts.export(here, "content_pieces")


def _segment(at: Filters) -> str:
    known = gateway.ask(BY_SEGMENT, at)["segment"].unique().sort().to_list()
    names = {_ALL: "All segments", **{each: of_name(each) for each in known}}
    return controls.choice("Segment", names, "piece_segment")


def _list(here: pl.DataFrame, report: str, at: Filters) -> None:
    shown = here.with_columns(pl.col("points", "points_low", "points_high").round(1))
    hidden = tuple(name for name in shown.columns if name not in _TITLES)
    row: Any = rows.listed(shown.select(*_TITLES, pl.exclude(*_TITLES)), "pieces_list", report, hidden, _TITLES)
    if row:
        label = f"{parts.escape(said.named(row))}: {words.counted(row['had_count'], 'lead')}"
        if row["won_count"]:
            won = f"{parts.escape(said.named(row))}: {words.count(row['won_count'])} won"
            rows.button(Rows(report, "won_count", row, won, filters=at), "piece_won")
        charts.behind(Rows(report, "had_count", row, label, filters=at), "piece_leads")


def _unused_block() -> None:
    starts = filters.current().starts_on
    how = (
        "Seen by leads, or sent by sales, before the period and not since. A piece that no export names is not known. "
        "Select a row for its leads."
    )
    with parts.block("Pieces nobody uses", how):
        found = gateway.ask(UNUSED)
        st.markdown(said.unused(found.height, f"since {words.day(starts)}" if starts else "in the last year"))
        if not found.is_empty():
            row: Any = rows.listed(found, "unused_list", UNUSED)
            with st.container(horizontal=True):
                passport.button(UNUSED, "piece_leads", key="unused_passport")
                parts.export(found, "content_unused")
            if row:
                label = f"{parts.escape(said.named(row))}: {words.counted(row['lead_count'], 'lead')}"
                charts.behind(Rows(UNUSED, "lead_count", row, label), "unused_leads")


def _asked_for_block() -> None:
    how = "The words of the front line: what comments on handoffs name, by campaign."
    with parts.block("What sales asks for", how):
        st.page_link(
            QUALITY_PAGE, label="Words typical of each campaign's feedback", icon=":material/forum:",
            query_params={**address.held(), "quality_view": ["feedback"]},
        )  # fmt: skip


def _escaped(row: dict[str, Any]) -> dict[str, Any]:
    """The row with its piece, which is a text from an export, as it may stand in a sentence."""
    return {**row, "piece": parts.escape(row["piece"])}
