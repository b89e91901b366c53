"""What the company promised itself: revenue a quarter, with the parts of marketing and of sales below it.

A plan, made from the usual course of a year and last year's sales; what then happens changes none of it.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl

from overlap.demo.company.arrivals import FIRST_DAY, QUIET_DAY, usual_weight
from overlap.demo.company.calendars import REGIONS, day_number
from overlap.demo.company.columns import dates, money, table
from overlap.demo.company.effects import LARGE_HOUSE
from overlap.demo.company.world import World

_QUALIFIED_A_LEAD, _QUALIFIED_AFTER = 0.45, 20  # days after the lead came
_WON_A_LEAD, _WON_AFTER = 0.038, 100
_LARGE_WON_A_LEAD = 0.015
_RENEWED, _RENEWS_AFTER = 0.8, 365
_EUROS_A_DEAL = 30_000
_ROUNDED_TO = 10_000  # euros


@dataclass(frozen=True)
class _Goal:
    id: str
    parent: str | None
    metric: str
    team: str | None
    region: str | None
    target: int
    owner: str


def goal_table(world: World) -> pl.DataFrame:
    """goals: of every quarter that has begun by as-of, the running one included."""
    quarters = [span for span in _quarters(world) if day_number(span[0]) <= world.house_day]
    goals = [(span, goal) for span in quarters for goal in _of_quarter(world, *span)]
    return table(
        "goals",
        {
            "goal_id": pl.Series([goal.id for _, goal in goals]),
            "parent_goal_id": pl.Series([goal.parent for _, goal in goals]),
            "metric": pl.Series([goal.metric for _, goal in goals]),
            "period_start": dates(np.array([day_number(start) for (start, _), _ in goals])),
            "period_end": dates(np.array([day_number(end) for (_, end), _ in goals])),
            "team": pl.Series([goal.team for _, goal in goals]),
            "region": pl.Series([goal.region for _, goal in goals]),
            "target": money(np.array([goal.target * 100 for _, goal in goals])),
            "owner": pl.Series([goal.owner for _, goal in goals]),
        },
    )


def _quarters(world: World) -> list[tuple[date, date]]:
    """(first day, day after the last) of the quarters from the company's first on."""
    first = date(1970, 1, 1) + timedelta(days=FIRST_DAY)
    years = range(first.year, first.year + 2 + (world.house_day - FIRST_DAY) // 365)
    starts = [date(year, month, 1) for year in (*years, years[-1] + 1) for month in (1, 4, 7, 10)]
    return [(start, end) for start, end in zip(starts, starts[1:], strict=False) if end > first]


def _of_quarter(world: World, start: date, end: date) -> list[_Goal]:
    """The company's goal and the parts below it; the regions' revenue adds up to the company's."""
    name = f"G{start.year}Q{start.month // 3 + 1}"
    large = world.arrivals.lead_count >= LARGE_HOUSE
    won = (_LARGE_WON_A_LEAD if large else _WON_A_LEAD) * _leads(world, start, end, _WON_AFTER)
    before = (_LARGE_WON_A_LEAD if large else _WON_A_LEAD) * _leads(world, start, end, _WON_AFTER + _RENEWS_AFTER)
    deals = max(round(won + _RENEWED * before), 1)
    revenue = max(round(deals * _EUROS_A_DEAL / _ROUNDED_TO), len(REGIONS)) * _ROUNDED_TO
    regions = [round(revenue * region.share) for region in REGIONS[1:]]
    qualified = max(round(_QUALIFIED_A_LEAD * _leads(world, start, end, _QUALIFIED_AFTER)), 1)
    return [
        _Goal(name, None, "booked_from", None, None, revenue, "Managing director"),
        _Goal(f"{name}-qualified", name, "leads_qualified", "Marketing", None, qualified, "Head of marketing"),
        _Goal(f"{name}-won", name, "deals_won", "Sales", None, deals, "Head of sales"),
        *(
            _Goal(f"{name}-{place.name}", name, "booked_from", f"Sales {place.name}", place.name, part, "Head of sales")
            for place, part in zip(REGIONS, [revenue - sum(regions), *regions], strict=True)
        ),
    ]


def _leads(world: World, start: date, end: date, after: int) -> float:
    """The leads to expect so many days before the quarter, had the default as-of's number come in usual years."""
    days = range(max(day_number(start) - after, FIRST_DAY), day_number(end) - after)
    whole = sum(usual_weight(day) for day in range(FIRST_DAY, QUIET_DAY))
    return world.arrivals.lead_count * sum(usual_weight(day) for day in days) / whole
