"""The quantities a truth is told in, each a number of a company's life; shares are in percentage points."""

from collections.abc import Callable

import numpy as np

from overlap.demo.company.basics.draws import Flags, Floats
from overlap.demo.company.leads.leads import MID_MARKET
from overlap.demo.company.tables.feedback import stars
from overlap.demo.company.world.effects import PAGES_WHEN_READY
from overlap.demo.truth.measured_life import Life

Measure = Callable[[Life], float]
Chosen = Callable[[Life], Flags]

HOT = 50  # points
_WEEKS = 52


def of_campaign(role: str) -> Chosen:
    """The handoffs of leads that the campaign with that role brought."""
    return lambda life: life.case.campaign == life.world.campaigns.planted(role)


def of_rep(role: str) -> Chosen:
    """The handoffs to the people with that role."""
    return lambda life: np.isin(life.case.handoffs.rep, life.world.reps.planted(role))


def everyone(life: Life) -> Flags:
    """Every handoff."""
    return np.ones(len(life.case.handoffs), dtype=bool)


def acceptance(chosen: Chosen) -> Measure:
    """Share of handoffs that are accepted."""
    return lambda life: _share(life.accepted, chosen(life))


def service_level(chosen: Chosen) -> Measure:
    """Share of handoffs answered in time."""
    return lambda life: _share(life.called * life.fast, chosen(life))


def win_rate(chosen: Chosen) -> Measure:
    """Share of opportunities that are won."""
    return lambda life: _share(life.won, chosen(life), of=life.opened)


def wins_by_speed(life: Life) -> float:
    """Wins per 100 answered handoffs, were all answered in time, less were none."""
    all_fast = everyone(life)
    gained = life.opened * (life.wins_if(all_fast) - life.wins_if(~all_fast))
    return _share(gained, all_fast, of=life.answered)


def wins_of_pair(life: Life) -> float:
    """Wins per 100 handoffs of the pair."""
    return _share(life.won, life.case.is_pair)


def seen_in_time(chosen: Chosen) -> Measure:
    """Share of handoffs with a recorded answer in time, where part of the work is not recorded."""
    return lambda life: (1.0 - life.world.effects.unlogged) * _share(life.called * life.fast, chosen(life))


def themed(life: Life) -> float:
    """Share of the comments on leads of the bad and the good campaign that say what is typical."""
    return 100 * life.world.effects.themes


def conversion(life: Life) -> float:
    """Share of sales-qualified mid-market leads that become an opportunity."""
    return _share(life.opened, life.case.segment == MID_MARKET, of=life.qualified)


def extreme_ratings(life: Life) -> float:
    """Share of the planted rater's ratings that are 1 or 5."""
    given = stars(life.world, life.leads, life.case.handoffs)
    return _share(life.answered * np.isin(given, (1, 5)), of_rep("extreme")(life), of=life.answered)


def readiness(life: Life) -> float:
    """Share ready to buy among leads with 12 pages or more, less among those with fewer."""
    many = life.leads.pages >= PAGES_WHEN_READY
    ready = life.leads.ready.astype(float)
    return _share(ready, many) - _share(ready, ~many)


def unanswered(life: Life) -> float:
    """Share of handoffs never answered."""
    return _share(1.0 - life.answered, everyone(life))


def hot_lead(life: Life) -> float:
    """Service level of handoffs with 50 points or more, less that of the others."""
    hot: Chosen = lambda each: each.case.handoffs.score >= HOT  # noqa: E731
    return service_level(hot)(life) - service_level(lambda each: ~hot(each))(life)


def hot_acceptance(life: Life) -> float:
    """Acceptance of handoffs with 50 points or more, less that of the others."""
    hot: Chosen = lambda each: each.case.handoffs.score >= HOT  # noqa: E731
    return acceptance(hot)(life) - acceptance(lambda each: ~hot(each))(life)


def wins(life: Life) -> float:
    """Won deals expected of the whole company."""
    return float(life.won.sum() * life.scale)


def year_on_year(measure: Callable[[Chosen], Measure]) -> Measure:
    """The measure in the last year less in the one before."""

    def later(life: Life) -> float:
        return measure(lambda each: each.is_last_year)(life) - measure(lambda each: each.is_year_before)(life)

    return later


def handoffs_a_week(chosen: Chosen) -> Measure:
    """Handoffs of the whole company in a week of the chosen year."""
    return lambda life: float(chosen(life).sum() * life.scale / _WEEKS)


def qualified_share(chosen: Chosen) -> Measure:
    """Share of handoffs that reach sql."""
    return lambda life: _share(life.qualified, chosen(life))


def _share(events: Floats, chosen: Flags, of: Floats | None = None) -> float:
    total = float(chosen.sum() if of is None else of[chosen].sum())
    return 100 * float(events[chosen].sum()) / total if total else float("nan")
