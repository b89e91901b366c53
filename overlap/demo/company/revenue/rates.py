"""What a dollar was worth in euros, every day from before the first lead."""

import numpy as np

from overlap.demo.company.basics.calendars import REGIONS
from overlap.demo.company.basics.draws import Ints
from overlap.demo.company.world.arrivals import FIRST_DAY
from overlap.demo.company.world.world import World

DAYS_BEFORE = 10
_MILLION = 1_000_000
_IN_DOLLARS = np.array([region.currency == "USD" for region in REGIONS])


def dollar_millionths(world: World, days: Ints) -> Ints:
    """Millionths of a euro that a dollar was worth on each day."""
    wave = 0.025 * np.sin((days - FIRST_DAY) / 97.0) + 0.012 * np.sin((days - FIRST_DAY) / 23.0)
    return np.round((0.91 + wave + 0.002 * world.draws.normal("rate.day", days)) * _MILLION).astype(np.int64)


def in_euros(world: World, cents: Ints, regions: Ints, days: Ints) -> Ints:
    """Euro cents of amounts in the currency of each region, at the rate of the day."""
    rate = np.where(_IN_DOLLARS[regions], dollar_millionths(world, days), _MILLION)
    return cents * rate // _MILLION
