"""Who answers a handoff and when: in turn, on a weekend's duty, a colleague, or only once the lead comes by itself."""

import numpy as np

from overlap.demo.company.basics.calendars import BUSINESS_DAY, CLOSES, HOUR, NEVER, OPENS
from overlap.demo.company.basics.clocks import weekday
from overlap.demo.company.basics.draws import Flags, Ints
from overlap.demo.company.sales import chances
from overlap.demo.company.sales.chances import Case
from overlap.demo.company.world.effects import EXPIRES_DAYS

_SATURDAY = 5
_DUTY_ENDS = 18 * HOUR  # local second of the day


def first_attempts(case: Case, is_fit: Flags) -> tuple[Ints, Ints, Flags]:
    """(business seconds to the first attempt, its instant, whether the lead had to come by itself for it).

    The instant is `NEVER` where nobody tries, or nobody has to. An overlooked lead that is fit to be accepted calls
    days later, so that whether a lead is ever won does not hang on being called.
    """
    world, handoffs = case.world, case.handoffs
    response = chances.response_seconds(case)
    overlooked = case.happens("handoff.unanswered", chances.overlooked(case))
    returns = overlooked & is_fit & world.draws.chance("handoff.returns", handoffs.number, world.effects.comes_back)
    came = world.clocks.after(handoffs.region, np.where(returns, handoffs.handed, NEVER), _returns_after(case))
    in_turn = np.where(overlooked, NEVER, world.clocks.after(handoffs.region, handoffs.handed, response))
    attempted = np.minimum.reduce([in_turn, came, _called_on_duty(case)])
    waited = world.clocks.worked(handoffs.region, handoffs.handed, attempted)
    return np.where(attempted == in_turn, response, waited), attempted, returns & (attempted == came)


def _returns_after(case: Case) -> Ints:
    """Business seconds until an overlooked lead calls by itself: mostly some weeks, and before the rule closes it."""
    draws, number = case.world.draws, case.handoffs.number
    late = np.maximum(draws.uniform("handoff.returns_after", number), draws.uniform("handoff.returns_late", number))
    return ((1 + (EXPIRES_DAYS * 5 // 7 - 2) * late) * BUSINESS_DAY).astype(np.int64)


def sent_back(case: Case) -> Ints:
    """When a handoff comes back unworked because no call could mend what is wrong with it, else `NEVER`."""
    draws, number = case.world.draws, case.handoffs.number
    comes_back = draws.chance("handoff.sent_back", number, case.world.effects.rejected_unworked)
    return case.later(np.where(comes_back, case.handoffs.handed, NEVER), "handoff.sent_back_after", 0.08, 120)


def closed_unworked(case: Case, nobody_tried: Flags) -> tuple[Ints, Ints, Ints]:
    """(rejected, given up, recycled) of the handoffs that are cleared away though nobody ever tried."""
    draws, number = case.world.draws, case.handoffs.number
    closes = nobody_tried & draws.chance("handoff.closed_unworked", number, case.world.effects.closed_unworked)
    at = case.later(np.where(closes, case.handoffs.handed, NEVER), "handoff.closed_unworked_after", 6.0, HOUR)
    way = draws.below("handoff.closed_unworked_way", number, 4)
    return np.where(way < 2, at, NEVER), np.where(way == 2, at, NEVER), np.where(way == 3, at, NEVER)


def expired(case: Case, still_open: Flags) -> Ints:
    """When a rule closes a handoff nobody has tried: some days after its time has run out, else `NEVER`."""
    draws, handoffs = case.world.draws, case.handoffs
    closes = (
        still_open
        & (handoffs.handed < NEVER)
        & draws.chance("handoff.expires", handoffs.number, case.world.effects.expires)
    )
    clocks, day = case.world.clocks, handoffs.handed_on + EXPIRES_DAYS
    at = clocks.utc(handoffs.region, day, np.full(len(handoffs), OPENS))
    wait = 60 + draws.below("handoff.expires_after", handoffs.number, HOUR)
    return np.where(closes, clocks.after(handoffs.region, at, wait), NEVER)


def passed_on(case: Case, attempted: Ints, decided: Ints, cleared: Ints) -> Ints:
    """When the colleague takes over: between attempt and decision, or days later where nobody has tried; else `NEVER`.

    So whoever held the lead when its time ran out, or when it was first called, is the rep it was given to.
    """
    handoffs, clocks = case.handoffs, case.world.clocks
    passes, answered = handoffs.holder != handoffs.rep, attempted < NEVER
    soon = np.ones(len(handoffs), dtype=np.int64)
    halfway = np.where(answered, attempted + (decided - attempted) // 2, NEVER)
    between = clocks.after(handoffs.region, halfway, soon)
    between = np.where((between > attempted) & (between < decided), between, attempted + 1)
    waited = case.later(handoffs.handed, "handoff.passed_on_after", 1.5, 4 * HOUR)
    waited = np.where(waited < cleared, waited, NEVER)
    return np.where(passes, np.where(answered, between, waited), NEVER)


def _called_on_duty(case: Case) -> Ints:
    """When a lead that comes before or on the first weekend of a month is called on it, else `NEVER`."""
    handoffs, draws, clocks = case.handoffs, case.world.draws, case.world.clocks
    day, second = handoffs.handed_on, clocks.second(handoffs.region, handoffs.handed)
    comes_late = second >= np.where(weekday(day) < _SATURDAY, CLOSES - HOUR, _DUTY_ENDS)
    called_on = day + comes_late
    saturday = called_on - (weekday(called_on) - _SATURDAY)
    on_duty = (weekday(called_on) >= _SATURDAY) & (_month(saturday) != _month(saturday - 7))
    on_duty &= (handoffs.handed < NEVER) & draws.chance(
        "handoff.on_duty", handoffs.number, case.world.effects.weekend_duty
    )
    begins = clocks.utc(handoffs.region, called_on, np.full(len(handoffs), OPENS))
    wait = 300 + draws.below("handoff.duty_after", handoffs.number, 5_100)
    return np.where(on_duty, np.maximum(handoffs.handed, begins) + wait, NEVER)


def _month(days: Ints) -> np.ndarray:
    return days.astype("datetime64[D]").astype("datetime64[M]")
