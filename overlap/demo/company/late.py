"""Deals won before the default as-of but written into the system after it: until then they stand as open."""

from datetime import UTC, datetime

import numpy as np
import polars as pl

from overlap.demo.company.calendars import DAY, HOUR, REGIONS
from overlap.demo.company.columns import ids, instants, money, words
from overlap.demo.company.deals import Deals
from overlap.demo.company.draws import Flags, Ints
from overlap.demo.company.world import World
from overlap.demo.options import DEFAULT_AS_OF

# The last three whole months of the house before the default as-of: from August 2026 on in Berlin.
_FROM = int(datetime(2026, 7, 31, 22, tzinfo=UTC).timestamp())
_UNTIL = int(DEFAULT_AS_OF.timestamp())
_WITHIN = 6 * DAY


def recorded(world: World, deals: Ints, closed: Ints, won: Flags) -> Ints:
    """When the close of each deal (its number) is written down: at once, but for some won in the last months."""
    is_recent = (closed >= _FROM) & (closed < _UNTIL)
    late = won & is_recent & world.draws.chance("deal.recorded_late", deals, world.effects.late_rows)
    morning = _UNTIL + 8 * HOUR
    return np.where(late, morning + world.draws.below("deal.recorded_after", deals, _WITHIN - 8 * HOUR), closed)


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
