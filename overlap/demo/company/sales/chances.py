"""The model of what sales does with a handoff: the odds of each step and the time to the first attempt.

Sigma is the logistic function, z a standard normal, every draw a stream of its own:

    response    ln minutes = 0.42 + speed[rep] + 0.89 load - 0.025 (score - 55) + 0.3 z     business minutes
    overlooked  sigma(-7.2 + 1.18 load - 0.02 (score - 55) + 0.5 speed[rep])
    accepted    sigma(-1.85 + 0.9 quality + 4.6 ready); overlooked ones too, since they come back by themselves
    sql         sigma(-1.9 + 0.45 quality + 2.6 ready)
    opportunity sigma(1.7 + 0.3 quality + leak[mid_market] + large_house)
    won         sigma(-2.7 + 0.7 quality + skill[rep] + speed where tried within the agreed limit + pair[campaign, rep])

Load is days of work: what came to the desk within a week, against what it can take; in a quiet week, to the house.
What turns with the last year stands in `Effects`. The same odds serve the story and the truth about it.
"""

from dataclasses import dataclass

import numpy as np

from overlap.demo.company.basics.calendars import BUSINESS_DAY
from overlap.demo.company.basics.draws import Flags, Floats, Ints, sigma
from overlap.demo.company.leads.leads import MID_MARKET, Leads
from overlap.demo.company.sales.handoffs import Handoffs
from overlap.demo.company.sales.queues import load_of
from overlap.demo.company.world.arrivals import TURN_DAY
from overlap.demo.company.world.effects import LARGE_HOUSE, LIMIT_MINUTES
from overlap.demo.company.world.world import World

_LONGEST_MINUTES = 9_000.0
_MINUTES_DIFFER = 0.3
_USUAL_SCORE = 55


@dataclass(frozen=True)
class Case:
    """The handoffs with what their fate depends on, one a row."""

    world: World
    handoffs: Handoffs
    quality: Floats
    ready: Flags
    segment: Ints
    campaign: Ints
    load: Floats

    @classmethod
    def of(cls, world: World, leads: Leads, handoffs: Handoffs, load: Floats) -> "Case":
        """The handoffs of these leads under that load."""
        lead = handoffs.lead
        return cls(
            world=world,
            handoffs=handoffs,
            quality=leads.quality[lead],
            ready=leads.ready[lead],
            segment=leads.segment[lead],
            campaign=leads.campaign[lead],
            load=load_of(world, load, handoffs),
        )

    @property
    def is_pair(self) -> Flags:
        """Is it the pair's rep with a lead of the pair's campaign?"""
        pair = self.world.reps.planted("pair")[0]
        return (self.campaign == self.world.campaigns.planted("pair")) & (self.handoffs.holder == pair)

    def happens(self, stream: str, log_odds: Floats) -> Flags:
        """True with the probability of these log-odds."""
        return self.world.draws.chance(stream, self.handoffs.number, sigma(log_odds))

    def later(self, instants: Ints, stream: str, days: float, at_least: int) -> Ints:
        """After a wait of `at_least` business seconds and, on average, `days` business days more."""
        drawn = self.world.draws.exponential(stream, self.handoffs.number)
        waits = at_least + (drawn * days * BUSINESS_DAY).astype(np.int64)
        return self.world.clocks.after(self.handoffs.region, instants, waits)


def log_minutes(case: Case) -> Floats:
    """The expected logarithm of the business minutes to the first attempt, to which chance adds."""
    effects = case.world.effects
    slower = effects.answers_slow * (_is_last_year(case) - 0.5)
    return 0.42 + _speed(case) + slower + effects.load_slows * case.load - 0.025 * _hot(case)


def response_seconds(case: Case) -> Ints:
    """Business seconds to the first attempt, if there is one."""
    noise = case.world.draws.normal("handoff.response", case.handoffs.number)
    minutes = np.exp(np.minimum(log_minutes(case) + _MINUTES_DIFFER * noise, np.log(_LONGEST_MINUTES)))
    return np.maximum(60 * minutes, 30).astype(np.int64)


def overlooked(case: Case) -> Floats:
    """Log-odds of not being called by anybody unless the lead comes back by itself."""
    return -7.2 + case.world.effects.load_loses * case.load - 0.02 * _hot(case) + 0.5 * _speed(case)


def accepted(case: Case) -> Floats:
    """Log-odds of being accepted, once there is a talk."""
    return -1.85 + 0.9 * case.quality + 4.6 * case.ready


def sql(case: Case) -> Floats:
    """Log-odds of turning sales-qualified, once accepted."""
    return -1.9 + 0.45 * case.quality + 2.6 * case.ready


def opportunity(case: Case) -> Floats:
    """Log-odds of becoming an opportunity, once sales-qualified."""
    effects = case.world.effects
    fewer = effects.large_house * (case.world.arrivals.lead_count >= LARGE_HOUSE)
    return 1.7 + 0.3 * case.quality + effects.leak * (case.segment == MID_MARKET) + fewer


def won(case: Case, response_seconds: Ints) -> Floats:
    """Log-odds of winning the opportunity, given the business seconds to the first attempt."""
    effects, skill = case.world.effects, case.world.reps.skill[case.handoffs.holder]
    helped = effects.speed * (response_seconds <= LIMIT_MINUTES * 60) + effects.pair * case.is_pair
    turned = effects.closing_falls * (_is_last_year(case) - 0.5)
    return -2.7 + 0.7 * case.quality + skill + helped - turned


def _speed(case: Case) -> Floats:
    return case.world.reps.speed[case.handoffs.rep]


def _is_last_year(case: Case) -> Flags:
    return case.handoffs.handed_on >= TURN_DAY


def _hot(case: Case) -> Floats:
    return case.world.effects.hot_first * (case.handoffs.score - _USUAL_SCORE)
