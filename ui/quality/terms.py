"""The words of the front line: what sales writes of good leads and of bad ones, and which boxes it ticks."""

from typing import Any

import polars as pl
import streamlit as st

from overlap import words
from overlap.reports import Filters
from overlap.reports.listed import listed, quoted
from overlap.subjects.quality.charts.distinctive_terms import telling, terms
from overlap.subjects.quality.sentences import feedback as said
from ui import charts, controls, filters, gateway, parts, passport, rows, theme
from ui.rows import Rows

THEMES, REASONS = "quality/distinctive_terms", "quality/feedback_reasons"
EVERY = "Every campaign"
_EVERY = "every"  # in the address


def block() -> None:
    """Words left, boxes right."""
    left, right = st.columns(2, gap="small")
    with left:
        _themes()
    with right:
        _reasons()


def _themes() -> None:
    how = (
        "Words and pairs of words in comments; further out is clearer, larger is more often. Said by sales, so it goes "
        "with the stars. Select one for its comments."
    )
    with parts.block("What sales says of good leads and of bad ones", how):
        within = _campaign()
        found = gateway.ask(THEMES, within)
        shown = telling(found)
        st.markdown(said.distinctive_terms(found, shown, parts.escape))
        dot = None
        if not shown.is_empty():
            dot = charts.selectable(terms(shown, theme.palette()), "terms", "Dots of words by how clearly they tell.")
        with st.container(horizontal=True):
            for number, what in (("good_comments", "on good leads"), ("bad_comments", "on bad leads")):
                if found.height and found[number][0]:
                    counted = f"{words.counted(found[number][0], 'comment')} {what}"
                    rows.button(
                        Rows(THEMES, number, found.row(0, named=True), counted, filters=within), f"all_{number}"
                    )
            passport.button(THEMES, "term_log_odds", key="terms_passport", label="How words are weighed")
            parts.export(found, "feedback_themes")
        if dot:
            row = shown.row(dot.data, named=True)
            number = "good_count" if row["log_odds"] > 0 else "bad_count"
            name = f"{words.counted(row[number], 'comment')} with “{parts.escape(row['term'])}”"
            charts.behind(Rows(THEMES, number, row, name, filters=within), "term_rows")


def _campaign() -> Filters:
    """The shared filters, narrowed to one campaign where one is chosen here."""
    rated = gateway.ask("quality/by_campaign").filter(pl.col("rating_count") > 0)
    names = {
        quoted(campaign_id): name for campaign_id, name in rated.select("campaign_id", "campaign_name").iter_rows()
    }
    chosen = controls.choice("Campaign", {_EVERY: EVERY, **names}, "themes_of")
    return filters.current() if chosen == _EVERY else filters.current().narrowed({"campaigns": listed(chosen)})


def _reasons() -> None:
    how = "Of all ratings, how many have the box ticked; one may have several. Select a row for its ratings."
    with parts.block("Boxes ticked", how):
        found = gateway.ask(REASONS)
        if found.is_empty():
            st.markdown("Nobody has ticked a box.")
            return
        row: Any = rows.listed(found, "ticked", REASONS, hidden=("rating_count",))
        with st.container(horizontal=True):
            passport.button(REASONS, "ticked_share", key="ticked_passport")
            parts.export(found, "feedback_reasons")
        if row:
            name = f"{words.counted(row['ticked_count'], 'rating')}: {parts.escape(row['reason'])}"
            charts.behind(Rows(REASONS, "ticked_count", row, name), "ticked_rows")
