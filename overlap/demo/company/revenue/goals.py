"""What the company promised itself: revenue a quarter, with the parts of marketing and of sales below it.

Planners who know their company: each goal is what the quarter brought, divided by how well its team did against its
goal. So a company of any seed has teams ahead and one behind. Quarters after the default as-of grow out of those of the
year before, so that a later export never changes a goal.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from overlap.demo.company.basics.calendars import REGIONS, day_number
from overlap.demo.company.basics.columns import dates, money, table
from overlap.demo.company.basics.draws import Floats
from overlap.demo.company.revenue.quarters import Brought, quarters, share_seen
from overlap.demo.company.world.world import World

_ROUNDED_TO = 10_000  # euros
_CENTS = 100
_GROWTH = 1.15  # of a quarter's goal over what the same quarter of the year before brought
_QUARTERS_A_YEAR = 4
# How much of its goal each part reaches, on average and at most away from it, quarter by quarter.
_OF_REGION = ((1.03, 0.03), (0.86, 0.04), (0.98, 0.04))
_OF_MARKETING, _OF_SALES = (1.01, 0.04), (0.95, 0.04)


@dataclass(frozen=True)
class _Goal:
    id: str
    parent: str | None
    metric: str
    team: str | None
    region: str | None
    target: int
    owner: str


def goal_table(world: World, so_far: Brought) -> pl.DataFrame:
    """goals: of every quarter that has begun by as-of, the running one included."""
    begun = [each for each in enumerate(quarters()) if day_number(each[1][0]) <= world.house_day]
    revenue = np.stack(
        [_targets(world, 10 + place, so_far.revenue[:, place], *_OF_REGION[place]) for place in range(len(REGIONS))],
        axis=1,
    )
    won = _targets(world, 1, so_far.won, *_OF_SALES)
    qualified = _targets(world, 2, so_far.qualified, *_OF_MARKETING)
    goals = [
        (span, goal)
        for index, span in begun
        for goal in _of_quarter(span[0], revenue[index], won[index], qualified[index])
    ]
    return table(
        "goals",
        {
            "goal_id": pl.Series([goal.id for _, goal in goals], dtype=pl.String),
            "parent_goal_id": pl.Series([goal.parent for _, goal in goals], dtype=pl.String),
            "metric": pl.Series([goal.metric for _, goal in goals], dtype=pl.String),
            "period_start": dates(np.array([day_number(start) for (start, _), _ in goals])),
            "period_end": dates(np.array([day_number(end) for (_, end), _ in goals])),
            "team": pl.Series([goal.team for _, goal in goals], dtype=pl.String),
            "region": pl.Series([goal.region for _, goal in goals], dtype=pl.String),
            "target": money(np.array([goal.target * _CENTS for _, goal in goals])),
            "owner": pl.Series([goal.owner for _, goal in goals], dtype=pl.String),
        },
    )


def _targets(world: World, part: int, came: np.ndarray, reached: float, differs: float) -> Floats:
    """What each quarter was to bring, for a part of the company that reaches so much of its goals."""
    numbers = part * 1_000 + np.arange(len(came))
    of_goal = reached + differs * (2 * world.draws.uniform("goal.reached", numbers) - 1)
    seen = share_seen()
    target = came / np.where(seen > 0, seen, 1.0) / of_goal
    for index in np.flatnonzero(seen == 0):
        target[index] = _GROWTH * target[index - _QUARTERS_A_YEAR]
    return target


def _of_quarter(start: date, revenue: Floats, won: float, qualified: float) -> list[_Goal]:
    """The company's goal and the parts below it; the regions' revenue adds up to the company's."""
    name = f"G{start.year}Q{start.month // 3 + 1}"
    parts = [max(round(each / _CENTS / _ROUNDED_TO), 1) * _ROUNDED_TO for each in revenue]
    marketing, sales = max(round(qualified), 1), max(round(won), 1)
    return [
        _Goal(name, None, "booked_from", None, None, sum(parts), "Managing director"),
        _Goal(f"{name}-qualified", name, "leads_qualified", "Marketing", None, marketing, "Head of marketing"),
        _Goal(f"{name}-won", name, "deals_won", "Sales", None, sales, "Head of sales"),
        *(
            _Goal(f"{name}-{place.name}", name, "booked_from", f"Sales {place.name}", place.name, part, "Head of sales")
            for place, part in zip(REGIONS, parts, strict=True)
        ),
    ]
