"""What both teams did together: whom they met, what winning goes with, and in what order contacts commonly come."""

from typing import Any

import polars as pl
import streamlit as st

from overlap import words
from overlap.subjects.revenue.charts.variance_explained import variance_explained
from overlap.subjects.revenue.charts.venn import CONTACTS, OUTCOMES, partition, venn
from overlap.subjects.revenue.sentences import both_teams as said
from ui import charts, controls, filters, gateway, parts, passport, rows, theme
from ui.filter_lists import KINDS
from ui.rows import Rows

OVERLAP, BY_KIND = "revenue/overlap", "revenue/overlap_by_kind"
EXPLAINS, SEQUENCES = "revenue/what_explains", "revenue/sequences"
_STEPS = {str(number): f"{number} steps" for number in range(2, 6)}
_CREATED = "Leads never opened: mature leads created in the period."


def blocks() -> None:
    """The overlap of revenue first; beside each other below what explains winning and the common sequences."""
    missing = gateway.missing("touches", "activities")
    if missing:
        parts.empty(
            "What both teams touched is not known",
            missing,
            "With both teams' contacts, you see how much of the revenue both touched, one alone, or neither, and in "
            "what order.",
        )
    else:
        _overlap()
    left, right = st.columns(2, gap="small")
    with left:
        _explained()
    with right:
        if not missing:
            _sequences()


def _overlap() -> None:
    how = (
        "An exact partition: each won deal is counted once. Marketing: a touch in the window. Sales: an activity of a "
        "person in the same window. Nothing here says who caused what."
    )
    with parts.block("The overlap: deals touched by marketing, sales or both", how):
        cells, palette, currency = gateway.ask(OVERLAP), theme.palette(), gateway.currency()
        won: dict[str, Any] = {row["contact"]: row for row in cells.filter(pl.col("outcome") == "won").to_dicts()}
        if set(won) != set(CONTACTS):
            st.markdown("No deal was won under these filters.")
            return
        st.markdown(said.won_by_contact(won, currency))
        left, right = st.columns([1, 1], gap="medium", vertical_alignment="center")
        with left:
            charts.draw(
                venn(won, palette, currency),
                "circles",
                "Circles: revenue touched by marketing, sales, both.",
            )
        with right:
            st.markdown(f":gray[:small[Beside it what was lost, and what never became a deal, by number. {_CREATED}]]")
            charts.draw(
                partition(cells, palette), "partition", "Bars of won, lost and never opened, split by who touched them."
            )
        by_kind = gateway.ask(BY_KIND, filters.without("kinds"))
        _split(by_kind, currency)
        with st.expander("Every count and its records", key="overlap_shown"):
            named = cells.with_columns(pl.col("outcome").replace(OUTCOMES), pl.col("contact").replace(CONTACTS))
            row: Any = rows.listed(named, "overlap_table", OVERLAP)
            if row:
                place = named.rows(named=True).index(row)
                name = f"{row['outcome']}, {row['contact']}"
                charts.behind(Rows(OVERLAP, "record_count", cells.row(place, named=True), name), "overlap_records")
            _records_by_kind(by_kind)
        with st.container(horizontal=True):
            for contact, name in CONTACTS.items():
                if won[contact]["record_count"]:
                    counted = f"{words.count(won[contact]['record_count'])} {name}"
                    rows.button(Rows(OVERLAP, "record_count", won[contact], counted), f"overlap_{contact}")
            passport.button(OVERLAP, "overlap_share", key="overlap_passport")
            parts.export(cells, "overlap", "export_overlap")


def _split(by_kind: pl.DataFrame, currency: str) -> None:
    """New business, expansions and renewals apart, where there is more than one of them."""
    lines = said.by_kind(by_kind, KINDS, CONTACTS, currency)
    if len(lines[0]) > 2:  # more than one kind beside the contact's name
        st.markdown(
            ":gray[:small[By kind of business, whichever kinds the filters choose: deals won and their money.]]"
        )
        st.table(lines, border="horizontal", hide_index=True)


def _records_by_kind(by_kind: pl.DataFrame) -> None:
    """The same for every kind, lost deals too; the selected row opens to its deals."""
    named = by_kind.with_columns(pl.col("outcome").replace(OUTCOMES), pl.col("contact").replace(CONTACTS))
    row: Any = rows.listed(named, "overlap_kind_table", BY_KIND)
    if row:
        place = named.rows(named=True).index(row)
        name = f"{row['outcome']}, {KINDS[row['kind']].lower()}, {row['contact']}"
        opens = Rows(BY_KIND, "record_count", by_kind.row(place, named=True), name, filters=filters.without("kinds"))
        charts.behind(opens, "overlap_kind_records")


def _explained() -> None:
    how = "On handoffs of accounts the fit has not seen. Pale: what chance alone would show. Grey: no more than that."
    with parts.block("What winning goes with", how):
        if gateway.missing("handoffs"):
            st.markdown("Not known: no handoffs are recorded.")
            return
        blocks = gateway.ask(EXPLAINS)
        st.markdown(said.variance_explained(blocks))
        if blocks["share"].null_count() == 0 and not blocks.is_empty():
            charts.draw(
                variance_explained(blocks, theme.palette()), "explained", "Bars of what winning goes with, by block."
            )
        with st.container(horizontal=True):
            passport.button(EXPLAINS, "winning_explained", key="explained_passport")
            parts.export(blocks, "what_explains", "export_explains")


def _sequences() -> None:
    how = "Counts of closed deals, no credit. The newest steps; the same channel twice in a row counts once."
    with parts.block("Common orders of contact", how):
        steps = int(controls.switch("Steps", _STEPS, "steps", "3"))
        sequences = gateway.ask(SEQUENCES, steps=steps)
        row: Any = rows.listed(sequences, "sequence_table", SEQUENCES, hidden=("step_count",))
        with st.container(horizontal=True):
            for number in ("won_count", "lost_count") if row else ():
                if row[number]:
                    counted = f"{words.count(row[number])} {number.removesuffix('_count')}"
                    opens = Rows(SEQUENCES, number, row, counted, {"steps": steps})
                    rows.button(opens, f"sequence_{number}")
            parts.export(sequences, "sequences", "export_sequences")
