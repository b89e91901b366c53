"""What each quarter brought up to the default as-of: booked revenue by region, deals won, leads qualified."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from overlap.demo.company.basics.calendars import NEVER, REGIONS, day_number
from overlap.demo.company.basics.draws import Ints
from overlap.demo.company.revenue.deals import Deals
from overlap.demo.company.revenue.late import recorded
from overlap.demo.company.revenue.rates import in_euros
from overlap.demo.company.sales.outcomes import Outcomes
from overlap.demo.company.world.arrivals import FIRST_DAY, QUIET_DAY
from overlap.demo.company.world.world import World
from overlap.demo.options import DEFAULT_AS_OF, LATEST_AS_OF

_CUT = int(DEFAULT_AS_OF.timestamp())


@dataclass(frozen=True)
class Brought:
    """Whole numbers, so that chunks add up in any order. Rows are `quarters()`; columns of `revenue` are regions."""

    revenue: Ints  # euro cents
    won: Ints
    qualified: Ints

    def __add__(self, other: "Brought") -> "Brought":
        return Brought(self.revenue + other.revenue, self.won + other.won, self.qualified + other.qualified)


def quarters() -> list[tuple[date, date]]:
    """(first day, day after the last) of every quarter in which an export can be taken."""
    first = date(1970, 1, 1) + timedelta(days=FIRST_DAY)
    starts = [date(year, month, 1) for year in range(first.year, LATEST_AS_OF.year + 2) for month in (1, 4, 7, 10)]
    return [(start, end) for start, end in zip(starts, starts[1:], strict=False) if end > first]


def nothing() -> Brought:
    """Of no lead."""
    count = len(quarters())
    return Brought(*(np.zeros(shape, dtype=np.int64) for shape in ((count, len(REGIONS)), (count,), (count,))))


def brought(world: World, found: Outcomes, deals: Deals) -> Brought:
    """What these leads brought, each thing by its local day."""
    every = nothing()
    won = np.flatnonzero((deals.won == 1) & (recorded(world, deals.number, deals.closed, deals.won) < _CUT))
    region, amount = deals.region[won], deals.amount[won]
    day = world.clocks.local_day(region, deals.closed[won])
    quarter = _quarter(day)
    np.add.at(every.revenue, (quarter, region), in_euros(world, amount, region, day))
    np.add.at(every.won, quarter, 1)
    handoffs = found.handoffs
    row = np.flatnonzero((handoffs.qualified < NEVER) & (handoffs.qualified < _CUT))
    np.add.at(every.qualified, _quarter(world.clocks.local_day(handoffs.region[row], handoffs.qualified[row])), 1)
    return every


def share_seen() -> np.ndarray:
    """The part of each quarter's days that lies before the default as-of."""
    days = np.array([(day_number(start), day_number(end)) for start, end in quarters()])
    # The day of the default as-of itself is whole: it is midnight there.
    return np.clip((QUIET_DAY + 1 - days[:, 0]) / (days[:, 1] - days[:, 0]), 0.0, 1.0)


def _quarter(days: Ints) -> Ints:
    starts = [day_number(start) for start, _ in quarters()]
    return np.searchsorted(starts, days, side="right") - 1
