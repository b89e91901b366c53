"""The view Score of Lead quality: what the score promises, whether it sorts leads, and whether it drifts."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from overlap import words
from overlap.subjects.quality.charts.auc import auc, months
from overlap.subjects.quality.charts.calibration import calibration, scores
from overlap.subjects.quality.charts.scorecard import card
from overlap.subjects.quality.sentences import score as said
from ui import charts, controls, gateway, parts, passport, rows, theme
from ui.quality import readiness
from ui.rows import Rows

SCORE, BANDS, MONTHS = "quality/score", "quality/by_score_band", "quality/score_months"
CARD = "quality/scorecard"
LABELS = {"sql": "Sales-qualified", "accepted": "Accepted", "won": "Won"}
MEASURES = {"score": "Score in use", "points": "Agreed points", "scorecard": "Fitted scorecard"}

Asked = Mapping[str, Any]


def block(_totals: Mapping[str, Any]) -> None:
    """The whole view."""
    asked = _asked()
    left, right = st.columns([5, 4], gap="small")
    with left:
        _promises_block(asked)
    with right:
        _sorting_block(asked)
    left, right = st.columns([5, 4], gap="small")
    with left:
        _months_block(asked)
    with right:
        _card_block()
    readiness.block()


def _asked() -> Asked:
    """What counts as good, and which score is asked about."""
    with st.container(horizontal=True):
        label = controls.switch("Good means", LABELS, "score_label", "sql")
        measure = controls.switch("Score", MEASURES, "score_measure", "score")
    return {"label": label, "measure": measure}


def _promises_block(asked: Asked) -> None:
    how = (
        "● what happened, line: 95%. Dotted: what such scores brought the company in the year before (the scorecard: "
        "its own chance). Pale bars: handoffs. Select a dot for them."
    )
    with parts.block("What the score promises, and what happened", how):
        bands = gateway.ask(BANDS, **asked)
        st.markdown(said.calibration(bands, asked["label"]))
        dot = None
        if not bands["old_enough_count"].sum():
            st.caption("Nothing to draw yet.")
        else:
            figure = calibration(bands, theme.palette())
            dot = charts.selectable(figure, "promises", "Share that turned out good by score, and what was promised.")
        with st.container(horizontal=True):
            passport.button(BANDS, "score_promised", key="promises_passport", label="How a promise is learnt")
            parts.export(bands, "score_bands")
        if dot:
            row: Any = bands.row(dot.data, named=True)
            name = f"Scores {scores(row)}: {words.counted(row['handoff_count'], 'handoff')}"
            charts.behind(Rows(BANDS, "handoff_count", row, name, asked), "band_rows")


def _sorting_block(asked: Asked) -> None:
    how = (
        "AUC among handed-over leads, line: 95%. Dotted: chance. All three on the handoffs that the scorecard never "
        "saw; it is shown beside the agreed points and never used in their place."
    )
    with parts.block("Does the score rank leads?", how):
        whole: Any = gateway.ask(SCORE, **asked).row(0, named=True)
        st.markdown(said.auc(whole, asked["label"]))
        same: dict[str, Any] = {
            measure: gateway.ask(SCORE, label=asked["label"], measure=measure, handoffs="held_out").row(0, named=True)
            for measure in MEASURES
        }
        if any(row["auc"] is not None for row in same.values()):
            figure = auc([(MEASURES[measure], row) for measure, row in same.items()], theme.palette())
            charts.draw(figure, "sorting", "AUC of the score in use, the agreed points and the fitted scorecard.")
        st.markdown(said.card(same["score"], same["scorecard"]))
        if whole["brier"] is not None:
            st.caption(
                f"Brier score {whole['brier']:.3f}, of the share alone {whole['brier_of_share']:.3f}. "
                f"{words.count(whole['young_count'])} handoffs are too recent to judge."
            )
        with st.container(horizontal=True):
            handoffs = words.counted(whole["old_enough_count"], "handoff")
            rows.button(Rows(SCORE, "old_enough_count", whole, handoffs, asked), "sorting_rows")
            passport.button(SCORE, "score_auc", key="sorting_passport", label="How ranking is measured")
            parts.export(gateway.ask(SCORE, **asked), "score")


def _months_block(asked: Asked) -> None:
    how = "AUC by month of handing over, line: 95%. Dotted: chance. Select a dot for its handoffs."
    with parts.block("Does it drift?", how):
        by_month = gateway.ask(MONTHS, **asked)
        st.markdown(said.months(by_month))
        dot = None
        if by_month["auc"].null_count() < by_month.height:
            figure = months(by_month, theme.palette())
            dot = charts.selectable(figure, "score_months", "AUC of the score by month.")
        with st.container(horizontal=True):
            passport.button(MONTHS, "score_auc", key="score_months_passport")
            parts.export(by_month, "score_months")
        if dot:
            row: Any = by_month.row(dot.data, named=True)
            name = f"{words.month(row['month'])}: {words.counted(row['handoff_count'], 'handoff')}"
            charts.behind(Rows(MONTHS, "handoff_count", row, name, asked), "month_rows")


def _card_block() -> None:
    how = (
        "● points for what goes with becoming an SQL, all else equal: ten double the odds. ○ agreed points. "
        "Fitted on all time, whatever the filters."
    )
    with parts.block("The points the past would give", how):
        points = gateway.ask(CARD)
        if points.is_empty():
            st.markdown("**No scorecard: too few handoffs of either kind were over before the last ones were made.**")
            return
        first: Any = points.row(0, named=True)
        charts.draw(card(points, theme.palette()), "scorecard", "Fitted points of each thing, with the agreed ones.")
        of = f"{words.count(first['sampled_count'])} of {words.count(first['handoff_count'])}"
        st.caption(
            f"Fitted on {words.counted(first['fitted_count'], 'handoff')} that were over before "
            f"{words.day(first['tested_from'])}, tried on later ones of other accounts; on a sample of {of}."
        )
        with st.container(horizontal=True):
            passport.button(CARD, "scorecard_points", key="card_passport", label="How it is fitted")
            parts.export(points, "scorecard")
