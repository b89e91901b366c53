"""Quality by campaign, channel and segment, why leads are rejected, and the house beside published figures."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from overlap import words
from overlap.labels import of, of_name
from overlap.subjects.quality.charts.ranking import MOST_GROUPS, ordered, ranking
from overlap.subjects.quality.charts.reject_reasons import rejects
from overlap.subjects.quality.measures import MEASURES, REVENUE, Measure
from overlap.subjects.quality.sentences import lead_quality as said
from ui import charts, controls, gateway, parts, passport, rows, theme
from ui.rows import Rows

MEASURES_REPORT, REASONS, TOTALS = "quality/measures", "quality/reject_reasons", "quality/totals"
DIMENSIONS = {"campaign": "Campaign", "channel": "Channel", "segment": "Segment"}


def block(totals: Mapping[str, Any]) -> None:
    """One measure by one dimension at a time; beside it why sales rejects, and the published pair."""
    left, right = st.columns([5, 3], gap="small")
    with left:
        _standing()
    with right:
        _rejects(totals)
        _pair(totals)


def _standing() -> None:
    with st.container(border=True, height="stretch"):
        title, how = st.empty(), st.empty()
        if not _known():
            title.markdown("**Quality by campaign**")
            st.markdown("Not known: no source records SALs, SQLs, wins or ratings.")
            return
        name, by = _choices()
        measure = MEASURES[name]
        title.markdown(f"**Quality by {DIMENSIONS[by].lower()}**")
        full = "" if measure is REVENUE else "○ as counted, ● adjusted for small samples, line: 95%. "
        how.markdown(f":gray[:small[{measure.sentence} {full}Grey: too few to rank. Select one for its records.]]")
        found = ordered(gateway.ask(MEASURES_REPORT, by=by).filter(pl.col("measure") == name))
        if found.is_empty():
            st.markdown("Nothing to measure this by.")
            return
        st.markdown(said.apart(found, parts.escape))
        figure = ranking(found, theme.palette(), gateway.currency())
        alt = f"{measure.label} by {DIMENSIONS[by].lower()}, against the company average."
        mark = charts.selectable(figure, f"standing_{name}_{by}", alt)
        if found.height > MOST_GROUPS:
            st.caption(f"The first {MOST_GROUPS} of {found.height}; all are in the export.")
        if mark:
            _behind(measure, by, found.row(mark.data, named=True))
        with st.container(horizontal=True):
            report, params = _table(by)
            passport.button(report, measure.metric, key="standing_passport")
            passport.button(MEASURES_REPORT, key="standing_shrunk", label="How estimates are adjusted")
            parts.export(gateway.ask(report, **params), f"quality_by_{by}", "export_standing")


def _known() -> list[str]:
    """The measures of what somebody in the company records."""
    return [name for name, measure in MEASURES.items() if not gateway.missing(measure.needs)]


def _choices() -> tuple[str, str]:
    known = _known()
    with st.container(horizontal=True):
        measure = controls.switch(
            "Measure", {name: MEASURES[name].label for name in known}, "quality_measure", known[0]
        )
        by = controls.switch("By", DIMENSIONS, "quality_by", "campaign")
    return measure, by


def _table(by: str) -> tuple[str, dict[str, Any]]:
    """The report of these groups, and its parameters."""
    return ("quality/by_campaign", {}) if by == "campaign" else ("quality/by_group", {"by": by})


def _behind(measure: Measure, by: str, line: Mapping[str, Any]) -> None:
    report, params = _table(by)
    key, name = ("campaign_id", line["group_id"]) if by == "campaign" else (by, line["group_name"])
    row = gateway.ask(report, **params).filter(pl.col(key).eq_missing(pl.lit(name))).row(0, named=True)
    st.markdown(f"**{parts.escape(of_name(line['group_name']))}** :gray[:small[{line['verdict']}]]")
    with st.container(horizontal=True):
        for number, called in measure.counts.items():
            if row[number]:
                opens = Rows(report, number, row, f"{words.count(row[number])} {called}", params)
                rows.button(opens, f"standing_{number}")


def _rejects(totals: Mapping[str, Any]) -> None:
    how = "Share of mature handoffs, by the reason given. Colour: the team that can act on it, as agreed."
    with parts.block("Why leads are rejected", how):
        if gateway.missing("rejected"):
            st.markdown("Not known: no source records a rejection.")
            return
        found = gateway.ask(REASONS)
        if found.is_empty():
            st.markdown("No mature handoff was rejected in time.")
            return
        bar = charts.selectable(rejects(found, theme.palette()), "rejects", "Bars of rejected handoffs by reason.")
        st.caption(said.guards(totals))
        with st.container(horizontal=True):
            rejected = f"{words.count(totals['rejected_count'])} rejected"
            rows.button(Rows(TOTALS, "rejected_count", totals, rejected), "rejects_rows")
            passport.button(REASONS, "reject_share", key="rejects_passport")
            parts.export(found, "reject_reasons")
        if bar:
            row = found.row(bar.data, named=True)
            name = f"{words.count(row['rejected_count'])} {parts.escape(of(row['reason']))}"
            charts.behind(Rows(REASONS, "rejected_count", row, name), "reason_rows")


def _pair(totals: Mapping[str, Any]) -> None:
    with parts.block("Compared with published figures"):
        st.markdown(said.pair(totals))
        st.caption(said.SOURCE)
        with st.container(horizontal=True):
            leads = words.counted(totals["passed_count"], "lead") + " passed on"
            rows.button(Rows(TOTALS, "passed_count", totals, leads), "passed_rows")
            passport.button(TOTALS, "pass_through", key="pass_through_passport")
