"""The company promised itself something for every quarter it has begun."""

from collections.abc import Callable
from datetime import date, timedelta

import polars as pl
import pytest
from exported import Company

from overlap.demo import DEFAULT_AS_OF
from overlap.glossary import glossary

QUARTERS = [date(year, month, 1) for year in (2023, 2024, 2025, 2026) for month in (1, 4, 7, 10)][3:]


def test_every_quarter_has_a_goal_the_running_one_included(small: Company):
    whole = small["goals"].filter(pl.col("parent_goal_id").is_null())
    assert whole["period_start"].to_list() == QUARTERS
    assert whole["period_end"].to_list() == [*QUARTERS[1:], date(2027, 1, 1)]
    assert whole["metric"].unique().to_list() == ["booked_from"]


def test_each_has_parts_of_marketing_and_of_sales_below_it(small: Company):
    goals = small["goals"]
    parts = goals.filter(pl.col("parent_goal_id").is_not_null())
    both = parts.join(goals, left_on="parent_goal_id", right_on="goal_id", suffix="_whole")
    assert both.height == parts.height
    assert both["period_start"].equals(both["period_start_whole"])
    promised = parts.filter(pl.col("region").is_null()).group_by("parent_goal_id").agg(
        pl.struct("team", "metric").sort_by("team")
    )  # fmt: skip
    assert promised["team"].to_list() == [
        [{"team": "Marketing", "metric": "leads_qualified"}, {"team": "Sales", "metric": "deals_won"}]
    ] * len(QUARTERS)
    assert set(goals["metric"]) <= set(glossary())


def test_the_regions_revenue_adds_up_to_the_companys(small: Company):
    goals = small["goals"].filter(pl.col("metric") == "booked_from")
    whole = dict(goals.filter(pl.col("region").is_null()).select("goal_id", "target").iter_rows())
    regions = goals.drop_nulls("region").group_by("parent_goal_id").agg(pl.col("target").sum())
    assert dict(regions.iter_rows()) == whole
    assert set(goals["team"].drop_nulls()) <= set(small["reps"]["team"])


def test_the_goals_are_in_reach(large: Company):
    """Some quarters and teams ahead, some behind: a plan nobody can miss or meet would teach nothing."""
    goals = large["goals"].filter(pl.col("metric").is_in(["deals_won", "leads_qualified"]))
    won = large["deals"].filter(pl.col("outcome") == "won")["closed_at"].dt.date()
    qualified = large["stage_entries"].filter(pl.col("stage") == "mql")["entered_at"].dt.date()
    happened = {"deals_won": won, "leads_qualified": qualified}
    for metric, start, end, target in goals.select("metric", "period_start", "period_end", "target").iter_rows():
        if date(2024, 10, 1) <= start < date(2026, 10, 1):
            count = happened[metric].is_between(start, end, closed="left").to_numpy().sum()
            assert 0.72 < count / float(target) < 1.1, (metric, start)  # some deals are written down late


def test_a_later_export_changes_no_goal(write: Callable[..., Company]):
    """The running quarter's goal too, of which the later export knows the rest."""
    now, later = (write(leads=2_000, as_of=DEFAULT_AS_OF + timedelta(days=days))["goals"] for days in (0, 120))
    assert later.height > now.height
    assert now.equals(later.filter(pl.col("goal_id").is_in(now["goal_id"].implode())))


@pytest.mark.parametrize("leads", [1, 100])
def test_a_tiny_company_has_goals_too(write: Callable[..., Company], leads: int):
    goals = write(leads=leads, as_of=DEFAULT_AS_OF + timedelta(days=62))["goals"]
    assert goals["period_start"].max() == date(2027, 1, 1)
    assert (goals["target"] > 0).all()
