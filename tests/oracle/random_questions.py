"""What is asked of random companies: some of the filters, or what may be otherwise than agreed."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random

from naive_ledger import WhatIf
from random_companies import CAMPAIGNS, CHANNELS, HALF_LIVES, STARTS, random_weights
from random_deals import REPS

from overlap.reports import Filters


def random_what_if(chance: Random) -> WhatIf:
    """Some of what may be asked otherwise than agreed, most often nothing."""
    return WhatIf(
        window_days=chance.choice((None, None, None, 1, 2, 6)),
        half_life_days=chance.choice((None, None, None, *HALF_LIVES)),
        weights=chance.choice((None, None, tuple(random_weights(chance).values()))),
    )


def random_filters(chance: Random) -> Filters:
    """Some of the filters, most of them none."""
    start = chance.choice(STARTS).date()
    starts_on, ends_on = (
        start + timedelta(days=chance.randint(-2, 20)) if chance.randrange(2) else None for _ in range(2)
    )
    if starts_on and ends_on and ends_on <= starts_on:
        ends_on = starts_on + timedelta(days=1)
    return Filters(
        starts_on=starts_on,
        ends_on=ends_on,
        channels=_some(chance, CHANNELS),
        campaigns=_some(chance, CAMPAIGNS),
        reps=_some(chance, (*REPS, None)),
        teams=_some(chance, ("A", "B", None)),
        regions=_some(chance, ("EMEA", None)),
        segments=_some(chance, ("smb", None)),
        kinds=_some(chance, ("new", "expansion", "renewal")),
    )


def _some(chance: Random, values: Sequence[str | None]) -> tuple[str | None, ...] | None:
    return None if chance.randrange(6) else tuple(value for value in values if chance.randrange(2))
