"""Everything about a company that is settled before its first lead: people, campaigns, clocks, arrivals, the cut."""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from overlap.demo.company.basics.calendars import day_number
from overlap.demo.company.basics.clocks import Clocks, clocks
from overlap.demo.company.basics.draws import Draws
from overlap.demo.company.world.arrivals import FIRST_DAY, Arrivals, arrivals
from overlap.demo.company.world.campaigns import Campaigns, campaigns
from overlap.demo.company.world.effects import Effects
from overlap.demo.company.world.reps import Reps, reps
from overlap.demo.options import DEFAULT_AS_OF, STARTS, DemoOptions

# Work started by as-of may end this much later; an event beyond it can only lie after the cut, wherever it lies.
_RUNS_ON = timedelta(days=800)


@dataclass(frozen=True)
class World:
    """The company before its first lead. Instants are whole seconds since 1970, UTC."""

    draws: Draws
    effects: Effects
    clocks: Clocks
    arrivals: Arrivals
    campaigns: Campaigns
    reps: Reps
    as_of: int
    last_day: int  # the last day the world was made for: the default as-of's, or a later as-of's
    first_day: int = FIRST_DAY

    @property
    def house_day(self) -> int:
        """The house's last day that has begun by as-of (at midnight: the day before), on the first region's clock."""
        return int(self.clocks.calendars[0].local(np.array([self.as_of - 1]))[0][0])


def world(options: DemoOptions) -> World:
    """The world a set of options describes; the same options describe the same world."""
    settled = Draws(options.seed)
    last = max(options.cut_at, DEFAULT_AS_OF)
    last_day = day_number(last.date())
    arrive_until = last_day + 1 if options.cut_at > DEFAULT_AS_OF else last_day
    return World(
        draws=settled if options.draw_seed is None else Draws(options.draw_seed),
        effects=options.effects,
        clocks=clocks((STARTS - timedelta(days=30)).date(), (last + _RUNS_ON).date()),
        arrivals=arrivals(settled, options.effects, options.leads, arrive_until),
        campaigns=campaigns(settled, options.effects, options.leads, last_day),
        reps=reps(settled, options.effects, options.leads),
        as_of=int(options.cut_at.timestamp()),
        last_day=last_day,
    )
