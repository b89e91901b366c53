"""Some leads of a company and the chances of their handoffs: what a truth is measured on, without drawing outcomes."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from overlap.demo.company.basics.draws import Flags, Floats, Ints, sigma
from overlap.demo.company.leads.leads import Leads, leads
from overlap.demo.company.leads.touches import touches
from overlap.demo.company.sales import chances
from overlap.demo.company.sales.chances import Case
from overlap.demo.company.sales.handoffs import handoffs
from overlap.demo.company.world.accounts import BLOCK
from overlap.demo.company.world.arrivals import COMPARES_DAY, TURN_DAY
from overlap.demo.company.world.effects import LIMIT_MINUTES
from overlap.demo.company.world.world import World

_MOST_BLOCKS = 200  # 20,000 leads tell a paired difference to a fraction of a point


@dataclass(frozen=True)
class Life:
    """The leads, and their first handoffs up to as-of; later rounds depend on how the first one ended."""

    leads: Leads
    case: Case
    scale: float  # leads of the company for each of these

    @property
    def world(self) -> World:
        """The world they live in."""
        return self.case.world

    def under(self, world: World) -> "Life":
        """The same handoffs worked in another world."""
        return replace(self, case=replace(self.case, world=world))

    @cached_property
    def called(self) -> Floats:
        """Probability that a handoff is answered in its turn."""
        return self._worked * (1.0 - sigma(chances.overlooked(self.case)))

    @cached_property
    def answered(self) -> Floats:
        """Probability that a handoff is answered at all."""
        return self.called + self._returning * sigma(chances.accepted(self.case))

    @cached_property
    def fast(self) -> Flags:
        """Whether the answer, if there is one, comes in time."""
        return chances.response_seconds(self.case) <= LIMIT_MINUTES * 60

    @cached_property
    def accepted(self) -> Floats:
        """Probability that a handoff is accepted."""
        return (self.called + self._returning) * sigma(chances.accepted(self.case))

    @cached_property
    def qualified(self) -> Floats:
        """Probability that it reaches sql."""
        return self.accepted * sigma(chances.sql(self.case))

    @cached_property
    def opened(self) -> Floats:
        """Probability that it becomes an opportunity."""
        return self.qualified * sigma(chances.opportunity(self.case))

    @cached_property
    def won(self) -> Floats:
        """Probability that it is won."""
        in_turn = self.called / (self.called + self._returning)
        late = np.zeros(len(self.fast), dtype=bool)
        return self.opened * (in_turn * self.wins_if(self.fast) + (1.0 - in_turn) * self.wins_if(late))

    @property
    def is_last_year(self) -> Flags:
        """Whether it was handed over in the last year before the default as-of, or later."""
        return self.case.handoffs.handed_on >= TURN_DAY

    @property
    def is_year_before(self) -> Flags:
        """Whether it was handed over in the year before that."""
        return (self.case.handoffs.handed_on >= COMPARES_DAY) & ~self.is_last_year

    @property
    def _worked(self) -> float:
        return 1.0 - self.world.effects.rejected_unworked

    @cached_property
    def _returning(self) -> Floats:
        """Probability that a lead is overlooked and would come back by itself, were it fit to be accepted."""
        return self._worked * self.world.effects.comes_back * sigma(chances.overlooked(self.case))

    def wins_if(self, is_fast: Flags) -> Floats:
        """Probability that the opportunity is won, were the answer fast or not."""
        seconds = np.where(is_fast, 0, LIMIT_MINUTES * 60 + 1)
        return sigma(chances.won(self.case, seconds))


def life(world: World, load: Floats) -> Life:
    """Whole blocks of leads, spread evenly over those created by the default as-of, under that load."""
    numbers = _sample(world.arrivals.lead_count)
    some = leads(world, numbers)
    given = handoffs(world, some, touches(world, some))
    given = given[(given.round == 0) & (given.handed <= world.as_of)]
    return Life(some, Case.of(world, some, given, load), world.arrivals.lead_count / len(numbers))


def _sample(lead_count: int) -> Ints:
    blocks = np.arange(-(-lead_count // BLOCK))
    chosen = blocks[:: -(-len(blocks) // _MOST_BLOCKS)]
    numbers = (chosen[:, None] * BLOCK + np.arange(BLOCK)).ravel()
    return numbers[numbers < lead_count]
