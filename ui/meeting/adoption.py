"""Which team looked when, on Review meeting; and the counting of it, once a visit, page and day."""

from datetime import UTC, datetime

import polars as pl
import streamlit as st

from overlap.errors import StoreError
from overlap.store.visits import TEAMS, visit
from ui import gateway, parts, passport, person, places

ADOPTION = "meeting/adoption"
WEEKS = 8
_COUNTED = "visits_counted"


def count() -> None:
    """By the frame: count this page for the team of who looks. A store that is busy loses a visit, never the page."""
    today = gateway.local(datetime.now(UTC)).date()
    someone = person.current()
    key = (str(gateway.house().house_id), places.here(), someone.team if someone else TEAMS[-1], today)
    counted: set[object] = st.session_state.setdefault(_COUNTED, set())
    if key in counted:
        return
    counted.add(key)
    try:
        visit(gateway.store(), key[2], key[1], today)
    except StoreError:
        return


def block() -> None:
    """Visits by week and team, and the pages behind them."""
    with parts.block("Who looks at it", "Visits by team and week, the team as visitors say it. No person is kept."):
        found = gateway.ask(ADOPTION)
        if found.is_empty():
            st.markdown("Nobody has looked yet.")
            return
        weeks = found.group_by("week", "team").agg(pl.col("visit_count").sum())
        wide = weeks.pivot("team", index="week", values="visit_count").sort("week", descending=True)
        shown = wide.fill_null(0).head(WEEKS).rename({"week": "Week from"})
        names = {name: name.capitalize() for name in TEAMS if name in shown.columns}
        of_weeks = st.column_config.DateColumn("Week from", format="D MMM YYYY")
        st.dataframe(shown.rename(names), column_config={"Week from": of_weeks}, hide_index=True, key="adoption")
        with st.container(horizontal=True):
            passport.button(ADOPTION, "page_visits", key="adoption_passport")
            parts.export(found, "adoption")
