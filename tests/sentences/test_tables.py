"""Frames beside charts keep every row, the one without a name too."""

from datetime import date
from decimal import Decimal

import polars as pl

from overlap.subjects.funnel.lead_to_won import lead_to_won
from overlap.subjects.goals.month_rows import months_named
from overlap.subjects.revenue.ledger import named_cells


def by_channel(*rows: tuple[object, ...]) -> pl.DataFrame:
    names = ["channel", "lead_count", "won_count", "win_rate", "win_rate_low", "win_rate_high", "old_enough_count"]
    return pl.DataFrame(list(rows), schema=names, orient="row")


def test_lead_to_won_stands_so_far_and_in_time_side_by_side() -> None:
    so_far = by_channel(("email", 40, 8, 0.2, 0.105, 0.348, 30), ("not recorded", 5, 0, 0.0, 0.0, 0.434, 0))
    in_time = by_channel(("not recorded", 5, 0, None, None, None, 0), ("email", 40, 6, 0.2, 0.095, 0.373, 30))
    table = lead_to_won(so_far, in_time, 180)
    assert table.columns[-2:] == ["won_in_180_days", "rate_in_180_days"]
    assert table.rows() == [
        ("email", 40, 8, 0.2, "(10.5–34.8)", 30, 6, "20.0% (9.5–37.3)"),
        ("not recorded", 5, 0, 0.0, "(0.0–43.4)", 0, 0, "none"),
    ]


def test_the_whole_ledger_names_deals_without_campaign_or_person() -> None:
    cells = pl.DataFrame(
        {
            "campaign_id": ["c", None],
            "rep_id": [None, "r"],
            "deal_count": [1, 2],
            "revenue": [Decimal(3), Decimal(4)],
            "deals_worth": [1.0, 0.5],
        }
    )
    campaigns = pl.DataFrame({"campaign_id": [None, "c"], "campaign_name": ["no known campaign", "Webinar"]})
    people = pl.DataFrame({"rep_id": ["r", None], "rep_name": ["Anna", "unassigned"]})
    assert named_cells(cells, campaigns, people).rows() == [
        ("Webinar", "unassigned", 1, Decimal(3), 1.0, "c", None),
        ("no known campaign", "Anna", 2, Decimal(4), 0.5, None, "r"),
    ]


def test_a_month_that_is_not_over_says_so() -> None:
    months = pl.DataFrame({"month": [date(2026, 1, 1), date(2026, 2, 1)], "is_whole": [True, False]})
    assert months_named(months)["month_name"].to_list() == ["Jan 2026", "Feb 2026 so far"]
