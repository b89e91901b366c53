"""Deals won in one month but written into the system in the first days of the next: until then they stand as open."""

import numpy as np
import polars as pl

from overlap.demo.company.basics.calendars import DAY, HOUR, REGIONS
from overlap.demo.company.basics.columns import ids, instants, money, words
from overlap.demo.company.basics.draws import Flags, Ints
from overlap.demo.company.revenue.deals import Deals
from overlap.demo.company.world.world import World

_WITHIN = 6 * DAY
_MORNING = 8 * HOUR


def recorded(world: World, deals: Ints, closed: Ints, won: Flags) -> Ints:
    """When the close of each deal (its number) is written down: at once, but for some won ones the month after."""
    house = world.clocks.calendars[0]
    next_month = house.local(closed)[0].astype("datetime64[D]").astype("datetime64[M]") + 1
    first = house.utc(next_month.astype("datetime64[D]").astype(np.int64), np.full(len(closed), _MORNING))
    late = won & world.draws.chance("deal.recorded_late", deals, world.effects.late_rows)
    return np.where(late, first + world.draws.below("deal.recorded_after", deals, _WITHIN - _MORNING), closed)


def late_deals(world: World, deals: Deals) -> pl.DataFrame:
    """The won deals that an export taken at as-of still shows as open: deal_id, amount, currency and both times."""
    known = recorded(world, deals.number, deals.closed, deals.won)
    row = np.flatnonzero((deals.closed <= world.as_of) & (known > world.as_of))
    return pl.DataFrame(
        {
            "deal_id": ids("D", deals.number[row]),
            "amount": money(deals.amount[row]),
            "currency": words([place.currency for place in REGIONS], deals.region[row]),
            "closed_at": instants(deals.closed[row]),
            "recorded_at": instants(known[row]),
        }
    )
