"""Why the row "no known campaign" holds what it holds: by reason, each opening to its deals."""

from decimal import Decimal

import polars as pl
import streamlit as st

from overlap import labels, words
from ui import gateway, parts, passport, rows
from ui.revenue.rule import Rule
from ui.rows import Rows

REPORT = "revenue/no_known_campaign"


def block(rule: Rule, credited: pl.DataFrame) -> None:
    """The reasons with their money; nothing where every cent has a campaign. `credited` is revenue/by_campaign."""
    found = gateway.ask(REPORT, **rule.params)
    if found.is_empty():
        return
    currency, amount = gateway.currency(), float(found["revenue"].sum())
    whole = float(credited["revenue"].sum())
    part = f", {words.share(amount / whole)} of what is credited" if whole > 0 else ""
    with st.expander(
        f"Why {words.money_short(amount, currency)} has no known campaign{part}", icon=":material/help:",
        key="no_campaign_shown",
    ):  # fmt: skip
        said = [_said(row["reason"], row["revenue"], row["share"], currency) for row in found.iter_rows(named=True)]
        st.markdown("  \n".join(said).replace("$", r"\$"))
        st.caption(
            "Only touches within the agreed window before the close earn: a deal that took longer met its campaigns "
            "too early. A longer window moves that part to them; naming campaigns on touches moves the others."
        )
        with st.container(horizontal=True):
            for row in found.iter_rows(named=True):
                label = f"{labels.of(row['reason'])}: {words.counted(row['deal_count'], 'deal')}"
                rows.button(Rows(REPORT, "deal_count", row, label, rule.params), f"no_campaign_{row['reason']}")
            passport.button(REPORT, "nameless_share", key="no_campaign_passport", label="Where it is read from")
            parts.export(found, "no_known_campaign")


def _said(reason: str, revenue: Decimal, share: float, currency: str) -> str:
    return f"{labels.of(reason)}: **{words.money_short(revenue, currency)}** ({words.share(share)})"
