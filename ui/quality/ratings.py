"""What sales says of the leads: how much is rated, how strictly, in what words, and what was changed because of it."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from overlap import words
from overlap.limits import RATING_DAYS
from overlap.subjects.quality.charts.feedback_coverage import OUTCOMES, coverage
from overlap.subjects.quality.charts.rater_severity import MOST_PEOPLE, raters
from overlap.subjects.quality.sentences import feedback as said
from ui import charts, gateway, parts, passport, rows, theme
from ui.quality import decisions, terms
from ui.rows import Rows

TOTALS, BY_OUTCOME, BY_REP, USEFUL = (
    "quality/feedback_totals",
    "quality/feedback_by_outcome",
    "quality/feedback_by_rep",
    "quality/rating_usefulness",
)
_OPENS = {"old_enough_count": "mature", "rated_count": "rated in time", "rated_so_far_count": "rated so far"}


def block(_totals: Mapping[str, Any]) -> None:
    """Coverage and people first, then the words, then what became of what was changed."""
    missing = gateway.missing("feedback")
    totals = gateway.ask(TOTALS).row(0, named=True)
    if missing and not totals["rating_count"]:
        parts.empty(
            "Nobody has rated a lead",
            missing,
            "With stars, you see how many leads are rated, by whom and how strictly, whether stars agree with "
            "what happened, and the words that set good leads apart. A lead can be rated on its own page.",
        )
    else:
        left, right = st.columns([4, 5], gap="small")
        with left:
            _coverage(totals)
        with right:
            _people()
        terms.block()
    decisions.block()


def _coverage(totals: Mapping[str, Any]) -> None:
    how = (
        f"Share of handoffs rated within {RATING_DAYS} days, by what became of them so far; line: 95%. "
        "Select one for its handoffs."
    )
    with parts.block("Is every lead rated, or only those that ended?", how):
        st.markdown(said.coverage(totals))
        found = gateway.ask(BY_OUTCOME)
        if found.is_empty():
            return
        bar = charts.selectable(coverage(found, theme.palette()), "coverage", "Bars of coverage by outcome.")
        st.caption(said.polarity(found))
        with st.container(horizontal=True):
            rated = f"{words.count(totals['rated_so_far_count'])} rated so far"
            rows.button(Rows(TOTALS, "rated_so_far_count", totals, rated), "coverage_rows")
            passport.button(BY_OUTCOME, "feedback_coverage", key="coverage_passport")
            parts.export(found, "feedback_by_outcome")
        if bar:
            row = found.row(bar.data, named=True)
            st.markdown(f"**{OUTCOMES[row['outcome']]}** :gray[:small[{row['verdict']}]]")
            with st.container(horizontal=True):
                for number, what in _OPENS.items():
                    if row[number]:
                        opens = Rows(BY_OUTCOME, number, row, f"{words.count(row[number])} {what}")
                        rows.button(opens, f"coverage_{number}")


def _people() -> None:
    how = (
        "Stars above or below what the others give at equal campaigns, adjusted for small samples; line: 95%. "
        "Left is strict. Orange: mostly one star or five."
    )
    with parts.block("How strictly does each person rate?", how):
        found = gateway.ask(BY_REP)
        st.markdown(said.people(found, parts.escape))
        dot = charts.selectable(raters(found, theme.palette()), "raters", "Strictness of each person with intervals.")
        if found.height > MOST_PEOPLE:
            st.caption(f"The first {MOST_PEOPLE} of {found.height}; all are in the export.")
        useful = gateway.ask(USEFUL).row(0, named=True)
        st.caption(said.usefulness(useful))
        with st.container(horizontal=True):
            if useful["early_won_count"]:
                early = f"{words.count(useful['early_won_count'])} rated early, then won"
                rows.button(Rows(USEFUL, "early_won_count", useful, early), "useful_rows")
            passport.button(BY_REP, "rating_severity", key="raters_passport")
            passport.button(USEFUL, "rating_usefulness", key="useful_passport", label="What usefulness is")
            parts.export(found, "feedback_by_person")
        if dot:
            row = found.row(dot.data, named=True)
            name = f"{parts.escape(row['rep_name'])}: {words.counted(row['handoff_count'], 'handoff')}"
            rows.button(Rows(BY_REP, "handoff_count", row, name), "rater_rows")
