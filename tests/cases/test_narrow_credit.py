"""Credit that rests on one deal has no interval, and the page that shows it draws under a narrow filter."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import streamlit as st
from whole_app import whole_app

from overlap.reports import Filters
from overlap.stats.money_intervals import FEWEST_WORTH

NARROW = "40-narrow-credit"  # two exports, cut from one company
EMEA = Filters(regions=("EMEA",))
QUARTER = Filters(starts_on=date(2026, 7, 1), ends_on=date(2026, 10, 1))
PAIRS = [("low", "high"), ("next_low", "next_high"), ("share_low", "share_high")]


@pytest.mark.parametrize(
    ("cut", "by", "filters", "one_deal"),
    [("region", "campaign", EMEA, "C06"), ("quarter", "rep", QUARTER, "R10")],
)
def test_both_ends_of_an_interval_or_none(
    case: Callable[..., Any], cut: str, by: str, filters: Filters, one_deal: str
) -> None:
    company = case(f"{NARROW}/{cut}")
    rows = company.ask("revenue/intervals", filters, by=by)
    booked = sum(row["revenue"] for row in rows)
    for row in rows:
        for low, high in PAIRS:
            assert (row[low] is None) == (row[high] is None), row
        if row["low"] is None:
            assert row["n_eff"] < FEWEST_WORTH
        else:
            assert Decimal(0) <= row["low"] < row["revenue"] < row["high"] < booked
    alone = next(row for row in rows if row["group_id"] == one_deal)
    assert (alone["verdict"], alone["low"], alone["high"]) == ("rests on 1 deal", None, None)


@pytest.mark.parametrize(
    ("cut", "address"),
    [("region", {"regions": "EMEA", "kinds": ""}), ("quarter", {"sure_by": "rep", "from": "2026-07-01"})],
)
def test_joint_revenue_draws(
    case: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, cut: str, address: dict[str, str]
) -> None:
    company = case(f"{NARROW}/{cut}")
    monkeypatch.setenv("OVERLAP_WAREHOUSE", str(company.warehouse.folder))
    monkeypatch.setenv("OVERLAP_STORE", str(company.store))
    st.cache_data.clear()
    st.cache_resource.clear()
    app = whole_app()
    app.query_params["period"] = "All time"
    for name, value in address.items():
        app.query_params[name] = value
    app.switch_page("pages/revenue_page.py").run()
    assert not app.exception, [each.value for each in app.exception]
    assert not app.error, [each.value for each in app.error]
