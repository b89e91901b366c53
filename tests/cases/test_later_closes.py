"""A deal marked as won with a close that lies after the data is open, counted, and its money named as missing."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

REPORTS = ("goals/totals", "revenue/pipeline_totals", "data/checks", "data/tables")


def test_money_of_a_deal_won_with_a_planned_close_is_named_as_missing(case: Callable[[str], Any]) -> None:
    company = case("12-won-closes-in-future")
    (totals,) = company.ask("goals/totals")
    assert (totals["deal_count"], totals["revenue"]) == (1, Decimal("1000.00"))
    (pipeline,) = company.ask("revenue/pipeline_totals")
    assert (pipeline["deal_count"], pipeline["booked"]) == (1, Decimal("2000.00"))
    (check,) = [row for row in company.ask("data/checks") if row["check_name"] == "won_deals_were_won_by_now"]
    assert (check["level"], check["failed_count"]) == ("warn", 1)
    assert '"deal_id":"D2"' in check["sample"] and '"amount":2000.00,"currency":"EUR"' in check["sample"]
    tables = {row["table_name"]: row["undone_count"] for row in company.ask("data/tables")}
    assert tables["deals"] == 1
