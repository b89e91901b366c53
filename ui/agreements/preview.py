"""The numbers an agreement would change, as they are and as they would be, before anybody signs."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import polars as pl
import streamlit as st

from overlap import words
from overlap.agreements import Draft
from overlap.errors import AppError
from overlap.reports import Filters, answer
from overlap.store.proposals import Proposal
from overlap.subjects.agreements.charts.versions import MOST_GROUPS, versions
from ui import charts, gateway, parts
from ui.agreements import agreed
from ui.theme import palette

EVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Shown:
    """The report that shows best what a kind of agreement changes: which column, of what, in which unit."""

    report: str
    place: str
    number: str
    unit: str
    title: str
    params: Mapping[str, object] = field(default_factory=dict)


_LEVEL = Shown("followup/by_month", "month", "service_level", "rate", "First attempt in time, by month of the handoff")
_POINTS = Shown(
    "quality/by_score_band", "band", "good_rate", "rate", "Share that became SQLs, by tenth of the agreed points",
    {"measure": "points"},
)  # fmt: skip
SHOWN = {
    "response": _LEVEL,
    "hours": _LEVEL,
    "attempts": _LEVEL,
    "no_contact": _LEVEL,
    "conversion": Shown("funnel/stages", "stage", "overall_rate", "rate", "Share of MQLs that reach each stage"),
    "scoring": _POINTS,
    "fit": _POINTS,
    "decay": _POINTS,
    "attribution": Shown("revenue/by_campaign", "campaign_name", "revenue", "money", "Revenue credited to campaigns"),
}

_AHEAD = "as if it had held instead of what holds now"
_BACK = "as if it were signed"


def block(proposal: Proposal) -> None:
    """A button that builds the draft beside what is published, and the two series once that is done."""
    shown = SHOWN.get(proposal.kind)
    if shown is None or gateway.missing(*gateway.report(shown.report).needs):
        st.caption("It has no preview: no number of the pages shows it alone, or its table is missing.")
        return
    key = f"preview_{proposal.proposal_id}_{gateway.house().generation}"
    asked = st.button("Preview", key=f"ask_{key}", icon=":material/visibility:")
    if asked:
        try:
            st.session_state[key] = _built(proposal, shown)
        except AppError as error:
            st.error("The preview could not be built; signed, the same would happen.", icon=":material/error:")
            st.text(str(error))
    if key in st.session_state:
        _drawn(st.session_state[key], proposal, shown, key)


def as_if(proposal: Proposal) -> Draft:
    """The draft to build: as it is where it reaches back, else in place of the version that holds now."""
    as_of = gateway.reader().as_of
    if proposal.effective_from <= as_of:
        return proposal.draft
    since = agreed.holding(proposal.kind, as_of).effective_from
    return replace(proposal.draft, effective_from=since or EVER)


def _built(proposal: Proposal, shown: Shown) -> pl.DataFrame:
    """place, before and after of the chart. Takes as long as a build of the marts."""
    with st.status("Building what it would be …") as status:
        bar = st.progress(0.0)

        def on_progress(what: str, share: float) -> None:
            bar.progress(min(share, 1.0), text=words.spoken(what))

        asked = _period()
        with gateway.previewed(as_if(proposal), on_progress) as reader:
            after = answer(reader, shown.report, asked, params=shown.params).frame
        status.update(label="Built. Nothing was published.", state="complete")
    return side_by_side(gateway.ask(shown.report, asked, **shown.params), after, shown)


def side_by_side(before: pl.DataFrame, after: pl.DataFrame, shown: Shown) -> pl.DataFrame:
    """place, before and after, in the order of the report, the places only one of them has at the end."""
    one, other = (
        frame.select(place=shown.place, **{name: pl.col(shown.number)})
        for name, frame in (("before", before), ("after", after))
    )
    joined = one.join(other, on="place", how="full", coalesce=True, nulls_equal=True, maintain_order="left_right")
    return joined.sort("place") if one.schema["place"] == pl.Date else joined


def _drawn(rows: pl.DataFrame, proposal: Proposal, shown: Shown, key: str) -> None:
    reach = _BACK if proposal.effective_from <= gateway.reader().as_of else _AHEAD
    st.markdown(f"**{shown.title}**  \n:gray[:small[Hollow and grey: now. Full and violet: {reach}.]]")
    figure = versions(
        rows.head(MOST_GROUPS) if shown.unit == "money" else rows, shown.unit, gateway.currency(), palette()
    )
    charts.draw(figure, f"chart_{key}", f"{shown.title}, now and as proposed.")
    changed = rows.filter(pl.col("before").ne_missing(pl.col("after"))).height
    if changed:
        st.caption(f"{words.count(changed)} of {words.count(rows.height)} of these numbers would change.")
    else:
        st.caption("None of these numbers would change.")
    parts.export(rows, f"preview_{proposal.kind}", f"export_{key}")


def _period() -> Filters:
    """The last year up to the instant the data reaches."""
    as_of = gateway.local(gateway.reader().as_of).date()
    return Filters().period(as_of - timedelta(days=365), None)
