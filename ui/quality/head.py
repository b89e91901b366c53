"""The head of Lead quality: the cards, and the views of which only the chosen one asks its questions."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from overlap import words
from overlap.limits import RATING_DAYS, STARS
from overlap.sentences.comparison import rates
from overlap.subjects.quality.measures import ACCEPTED, QUALIFIED
from overlap.subjects.quality.sentences import lead_quality as said
from ui import audience, controls, filters, gateway, parts, passport, rows
from ui.parts import Card
from ui.quality import campaigns, pool, ratings, score, threshold
from ui.rows import Rows

TOTALS, RATINGS, SCORE = "quality/totals", "quality/feedback_totals", "quality/score"

Row = Mapping[str, Any]

VIEWS: Mapping[str, str] = {
    "campaigns": "Campaigns",
    "score": "Score",
    "threshold": "Threshold",
    "second_chances": "Second chances",
    "feedback": "Feedback",
}
_DRAWN: Mapping[str, Callable[[Row], None]] = {
    "campaigns": campaigns.block,
    "score": score.block,
    "threshold": lambda _totals: threshold.view(),
    "second_chances": lambda _totals: pool.view(),
    "feedback": ratings.block,
}


def cards(totals: Row) -> list[Card]:
    """Accepted, qualified, rated and sorted: what sales clicks, what it finds, what it says, what the score knew."""
    before = gateway.ask(TOTALS, filters.comparison()).row(0, named=True) if filters.comparison() else None
    return [_accepted(totals, before), _qualified(totals, before), _rating(), _score()]


def views(totals: Row) -> None:
    """The rest of the page, one view at a time."""
    _DRAWN[controls.switch("More", VIEWS, "quality_view", audience.opens_on("quality", VIEWS))](totals)


def without_handoffs(totals: Row) -> None:
    """What leads brought is known without handoffs."""
    if totals["revenue_per_lead"] is None:
        return
    with parts.block("What a lead brings", "New business won in the agreed days, leads that brought nothing included."):
        st.markdown(said.per_lead(totals, gateway.currency()))
        with st.container(horizontal=True):
            leads = words.counted(totals["judged_lead_count"], "lead")
            rows.button(Rows(TOTALS, "judged_lead_count", totals, leads), "per_lead_rows")
            passport.button(TOTALS, "revenue_per_lead", key="per_lead_passport")


def _accepted(totals: Row, before: Row | None) -> Card:
    if totals["acceptance_rate"] is None:
        return Card(f":orange[●] {ACCEPTED.label}", words.DASH, note=_why("sal", "no handoff has had its days yet"))
    change = rates("acceptance_rate", totals, before) if before else None
    note = f"{words.interval(totals['acceptance_rate_low'], totals['acceptance_rate_high'])} of mature handoffs; "
    note += f"{words.count(totals['undecided_count'])} undecided count as not accepted"
    note += f"; accepted so far, whenever: {words.count(totals['accepted_so_far_count'])}"
    note += f" of all {words.count(totals['handoff_count'])}"
    return Card(
        f":orange[●] {ACCEPTED.label}",
        words.share(totals["acceptance_rate"]),
        change.text if change else None,
        filters.versus() if change else None,
        change.is_good if change else None,
        opens=_opens(totals, "old_enough_count", "handoff"),
        note=note,
    )


def _qualified(totals: Row, before: Row | None) -> Card:
    label = f":violet[●] {QUALIFIED.label}" + (f" in {totals['sql_days']} days" if totals["sql_days"] else "")
    if totals["qualified_share"] is None:
        return Card(label, words.DASH, note=_why("sql", "no handoff has had its days yet"))
    change = rates("qualified_share", totals, before) if before else None
    young = totals["handoff_count"] - totals["qualifiable_count"]
    note = words.interval(totals["qualified_share_low"], totals["qualified_share_high"])
    return Card(
        label,
        words.share(totals["qualified_share"]),
        change.text if change else None,
        filters.versus() if change else None,
        change.is_good if change else None,
        opens=_opens(totals, "qualifiable_count", "handoff"),
        note=f"{note}; {words.count(young)} too recent to judge" if young else note,
    )


def _rating() -> Card:
    if gateway.missing("handoffs", "feedback"):
        return Card(":orange[●] Sales' rating", words.DASH, note="needs feedback")
    given = gateway.ask(RATINGS).row(0, named=True)
    if given["rating_mean"] is None:
        return Card(":orange[●] Sales' rating", words.DASH, note="nothing is rated yet")
    note = (
        f"{words.share(given['coverage'])} rated within {RATING_DAYS} days; {words.share(given['rated_so_far'])} so far"
    )
    opens = Rows(RATINGS, "rating_count", given, words.counted(given["rating_count"], "rating"))
    return Card(":orange[●] Sales' rating", f"{given['rating_mean']:.1f} of {STARS[1]}", opens=opens, note=note)


def _score() -> Card:
    label = ":blue[●] Score is right"
    if gateway.missing("handoffs"):
        return Card(label, words.DASH, note="needs handoffs")
    found = gateway.ask(SCORE).row(0, named=True)
    if found["auc"] is None:
        return Card(label, words.DASH, note=found["verdict"])
    handoffs = words.counted(found["old_enough_count"], "handoff")
    ends = f"{found['auc_low']:.0%} to {found['auc_high']:.0%}" if found["auc_low"] is not None else ""
    note = (
        f"of pairs: the better lead scores higher; {ends}, 50% is chance"
        if ends
        else "of pairs: the better lead scores higher; 50% is chance"
    )
    return Card(label, f"{found['auc']:.0%}", opens=Rows(SCORE, "old_enough_count", found, handoffs), note=note)


def _why(stage: str, otherwise: str) -> str:
    if gateway.missing("handoffs"):
        return "needs handoffs"
    return f"not recorded: no source says what became an {stage.upper()}" if gateway.missing(stage) else otherwise


def _opens(totals: Row, number: str, one: str) -> Rows:
    return Rows(TOTALS, number, totals, words.counted(totals[number], one))
