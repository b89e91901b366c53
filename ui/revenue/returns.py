"""Return on what campaigns cost: by the leads they brought, with the cash view beside it, named so."""

from typing import Any

import polars as pl
import streamlit as st

from overlap import words
from overlap.subjects.revenue.charts.return_on_spend import returns
from overlap.subjects.revenue.sentences import return_on_spend as said
from ui import charts, gateway, parts, passport, rows, theme
from ui.revenue.rule import Rule
from ui.rows import Rows

RETURN = "revenue/return_by_campaign"
_HIDDEN = ("campaign_id", "no_margin_count", "deal_count", "judged_day_count", "day_count", "judged_to")
_OPENS = {
    "lead_count": "lead",
    "old_enough_count": "lead of the days judged",
    "mql_count": "MQL",
    "sql_count": "SQL",
    "won_count": "won",
    "cash_deal_count": "deal in the cash view",
}
_MANY = {
    "old_enough_count": "leads of the days judged",
    "won_count": "won",
    "cash_deal_count": "deals in the cash view",
}


def block(rule: Rule) -> None:
    """The campaigns of the period's leads: cost, what a lead and a customer cost, what came back."""
    missing = gateway.missing("campaign_days")
    if missing:
        parts.empty(
            "Return is not known",
            missing,
            "With what campaigns cost a day, you see what a lead, an MQL, an SQL and a customer cost, and what "
            "came back.",
        )
        return
    how = (
        "Bar: what leads won in their agreed days to win, for each unit spent on the days they were created. ◇ Cash "
        "view: deals closed in the period, credited by the rule above. Dotted: as much came back as was spent."
    )
    with parts.block(rule.titled("Return on what campaigns cost"), how):
        campaigns, currency = gateway.ask(RETURN, **rule.params), gateway.currency()
        st.markdown(said.answer(campaigns, currency))
        costed = campaigns.filter(pl.col("cost") > 0)
        if not costed.is_empty():
            figure = returns(costed, theme.palette(), currency)
            charts.draw(figure, "return_bars", "Bars of return on spend by campaign, recent ones grey.")
        row: Any = rows.listed(campaigns, "return_table", RETURN, hidden=_HIDDEN)
        with st.container(horizontal=True):
            for number, one in _OPENS.items() if row else ():
                if row[number]:
                    counted = words.counted(row[number], one, _MANY.get(number))
                    rows.button(Rows(RETURN, number, row, counted, rule.params), f"return_{number}")
            passport.button(RETURN, "return_on_spend", key="return_passport")
            parts.export(campaigns, "return", "export_return")
        if not row:
            st.caption("Select a campaign in the list to open its leads, MQLs, wins and deals.")
