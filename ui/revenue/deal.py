"""One deal of Joint revenue, chosen from a list or by its id in the address: its touches, its people, its cents."""

from decimal import Decimal

import polars as pl
import streamlit as st

from overlap import words
from overlap.subjects.revenue.charts.deal_waterfall import steps, waterfall
from overlap.subjects.revenue.sentences import deal as said
from ui import address, charts, gateway, parts, passport, rows, theme
from ui.revenue.rule import Rule
from ui.rows import Rows

WATERFALL, PEOPLE = "revenue/deal_waterfall", "revenue/deal_people"
_PARAM = "deal"
_CHOSEN = "joint_deal_chosen"
_HIDDEN = ("j", "touch_id", "campaign_id", "rep_id", "lead_id", "share_booked", "content")


def listed(what: Rows, key: str) -> None:
    """The deals behind a selected part of the ledger; the selected deal goes into the address."""
    report, frame, is_cut = gateway.opened(what.report, what.number, what.row, what.filters, what.params)
    first = "the first " if is_cut else ""
    counted = words.counted(frame.height, "deal")
    st.markdown(f"**{what.label}** :gray[:small[{first}{counted}; select one to see how it is shared]]")
    row = rows.listed(frame, f"{key}_rows", report)
    rows.export(what, report, frame, f"{key}_export", is_cut=is_cut)
    _choose(str(row["deal_id"]) if row else None)


def block(rule: Rule) -> None:
    """The deal the address names, if any: how its amount comes to each touch and each person."""
    deal_id = (address.says(_PARAM) or [""])[-1]
    if not deal_id:
        return
    cells = gateway.ask(WATERFALL, deal_id=deal_id, **rule.params)
    if cells.is_empty():
        with parts.block("There is no such deal"):
            st.markdown(f"There is no deal with the id **{parts.escape(deal_id[:60])}**, or you may not open it.")
            _closing()
        return
    people = gateway.ask(PEOPLE, deal_id=deal_id)
    how = "Oldest touch first; each adds its part until the deal is whole. Hover for what each person has of it."
    with parts.block(rule.titled(f"Deal {parts.escape(words.brief(deal_id))}, touch by touch"), how):
        st.markdown(said.people(people, gateway.currency(), parts.escape))
        on_our_clock = cells.with_columns(pl.col("touched_at").dt.convert_time_zone(gateway.house().time_zone))
        figure = waterfall(steps(on_our_clock), theme.palette(), gateway.currency())
        charts.draw(figure, "deal_waterfall", "Bars of what each touch adds to the deal, oldest first.")
        _proof(cells, people)
        with st.expander("Every cent, touch by person", key="deal_cells_shown"):
            rows.table(cells, "deal_cells", WATERFALL, hidden=_HIDDEN)
        with st.container(horizontal=True):
            _leads(cells)
            passport.button(WATERFALL, "deal_credit", key="deal_passport", label="How a deal is shared")
            parts.export(cells, "deal", "export_deal")
            _closing()


def _proof(cells: pl.DataFrame, people: pl.DataFrame) -> None:
    """Touches and people add up to the same amount."""
    currency = gateway.currency()
    touched = sum(cells["credit"], Decimal(0))
    shared = sum(people.filter(~pl.col("is_overlay"))["amount"], Decimal(0))
    parts.proof(f"touches = people = deal: {words.money(touched, currency)}", touched == shared)


def _leads(cells: pl.DataFrame) -> None:
    """A way to each lead of the buying group that was touched."""
    for lead in cells.select("lead_id", "lead_name").unique(maintain_order=True).drop_nulls("lead_id").to_dicts():
        name = parts.escape(lead["lead_name"] or words.brief(lead["lead_id"]))
        if st.button(name, key=f"deal_lead_{lead['lead_id']}", type="tertiary", icon=":material/person_search:"):
            rows.open_lead(lead["lead_id"])


def _closing() -> None:
    st.button("Close", key="deal_close", type="tertiary", icon=":material/close:", on_click=_close)


def _close() -> None:
    address.hold(_PARAM, None)


def _choose(deal_id: str | None) -> None:
    """A newly selected row sets the address; an old selection leaves alone what was closed or asked for since."""
    if deal_id != st.session_state.get(_CHOSEN):
        st.session_state[_CHOSEN] = deal_id
        if deal_id:
            address.hold(_PARAM, [deal_id])
