"""The forecast of one scope: past forecasts and what came, the shock they tell of, draws of what is still to come."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from overlap.stats.common_shock import Past, places_as_known, shocks, spread_weights
from overlap.stats.simulated_sums import DRAWS, of_chances, of_new
from overlap.subjects.goals.steps import expected
from overlap.subjects.goals.steps.deal_hazards import DealEnds
from overlap.subjects.goals.steps.known_then import Known, known
from overlap.subjects.goals.steps.scope_facts import ScopeFacts

_MONTH_DAYS = 30.4
_ALTERNATIVES = 400  # of the open deals' amounts


@dataclass(frozen=True)
class ToCome:
    """What is still to come of one scope, in cents; `of_a_new` is what a deal opened today brings on average."""

    total: np.ndarray
    from_open: float
    from_new: float
    mean_won: float
    of_a_new: float


@dataclass(frozen=True)
class Scope:
    """One scope's facts, its days to go and its name, which seeds its draws."""

    ends: DealEnds
    facts: ScopeFacts
    seen_until: int
    days: int
    then: Mapping[int, expected.Chances]
    seed: tuple[int, int]

    @cached_property
    def past(self) -> tuple[list[int], Past]:
        """Origins, and what was expected and came."""
        return expected.past(self.ends, self.facts, self.days, self.then)

    @cached_property
    def weights(self) -> np.ndarray:
        """How likely each spread of the shock is."""
        return spread_weights(self.past[1], self.apart)

    @property
    def apart(self) -> float:
        """How much of a month's forecast is not another month's, too."""
        return min(1.0, _MONTH_DAYS / self.days)

    @cached_property
    def places(self) -> np.ndarray:
        """Where what came lay in what was forecast, with the shock as known at each origin."""
        origins, past = self.past
        made = np.array(origins)
        return places_as_known(past, made[None, :] + self.days <= made[:, None], self.apart)

    def to_come(self) -> ToCome | None:
        """Draws of what is to come; None where too little is known."""
        found = self.ends.hazards(self.seen_until)
        if found is None:
            return None
        without = expected.chances(found, self.days, np.zeros(1))
        at = known(self.facts, len(self.ends.kinds), self.seen_until, self.days, without.of_open[0])
        if at is None:
            return None
        moved = expected.mean_kept(found, self.days, shocks(self.weights), self.facts.open_now, at)
        of_now = expected.chances(found, self.days, moved)
        draw = np.random.default_rng(self.seed)
        from_open = self._from_open(of_now, at, draw)
        from_new = np.zeros(DRAWS)
        for kind, amounts in enumerate(at.soon):
            number, spread = expected.of_new(at, kind, of_now)
            from_new += of_new(number, spread, amounts.values, amounts.weights, draw)
        main = int(np.argmax([each.rates.sum() for each in at.arrivals]))
        mean_won = float(at.amounts[main].mean())
        a_new = float(of_now.of_new[main, :, 0].mean()) * at.soon[main].mean()
        return ToCome(from_open + from_new, float(from_open.mean()), float(from_new.mean()), mean_won, a_new)

    def _from_open(self, of_now: expected.Chances, at: Known, draw: np.random.Generator) -> np.ndarray:
        deals = self.facts.open_now
        amounts = np.empty((_ALTERNATIVES, len(deals.kind)))
        for kind in range(len(self.ends.kinds)):
            of_kind = np.flatnonzero(deals.kind == kind)
            size, unpriced = (_ALTERNATIVES, len(of_kind)), deals.unpriced[of_kind] > 0
            drawn = draw.choice(at.resized[kind], size) * deals.cents[of_kind]
            places = draw.integers(0, len(at.amounts[kind]), size)  # for all, so that no deal's draws hang on another's
            drawn[:, unpriced] = at.amounts[kind][places[:, unpriced]]
            amounts[:, of_kind] = drawn
        return of_chances(expected.of_open(deals, of_now), amounts, draw)
