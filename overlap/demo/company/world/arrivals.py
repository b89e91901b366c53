"""When leads come: days of different weight, accounts in order of number, exactly N leads by the default as-of."""

import math
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import numpy as np

from overlap.demo.company.basics.calendars import day_number
from overlap.demo.company.basics.clocks import Clocks, second_of_day, weekday
from overlap.demo.company.basics.draws import Draws, Floats, Ints
from overlap.demo.company.world.accounts import (
    ACCOUNTS_A_BLOCK,
    BLOCK,
    account_count,
    account_of,
    position_of,
    whole_blocks,
)
from overlap.demo.company.world.effects import Effects
from overlap.demo.options import COMPARES, DEFAULT_AS_OF, STARTS, TURNS

FIRST_DAY = day_number(STARTS.date())
# The N leads come on the local days before this one; on the day of the default as-of itself, a Saturday, nobody comes,
# because at its 18:00 UTC the regions' clocks stand at different days.
QUIET_DAY = day_number(DEFAULT_AS_OF.date())
COMPARES_DAY, TURN_DAY = day_number(COMPARES.date()), day_number(TURNS.date())
_WEEKDAYS = (1.05, 1.10, 1.12, 1.08, 0.85, 0.30, 0.30)
_GROWTH = 0.2  # a year
_AUTUMN = 0.15  # more than in the mean of a year come in October, when budgets are spent; fewer in April
_MONTHS_DIFFER, _DAYS_DIFFER = 0.28, 0.18  # standard deviations of a log factor; without them arrivals look too smooth
_BLOCK_DAYS = 28  # campaigns push for some weeks and rest for some
_RESTS = 0.4  # log factor taken from the calmest block of a year: hardly a campaign runs, and sales catches up
_BLOCKS_A_YEAR = 13  # a year has every kind of block once, in an order of its own: no year is all push or all rest
_USUAL = _BLOCKS_A_YEAR // 2
_NOW = _USUAL + 3  # the last blocks before the default as-of are a little busy: so many leads wait as usually do then
_UP_TO_NOW = tuple((QUIET_DAY - FIRST_DAY) // _BLOCK_DAYS - ago for ago in (1, 0))
_SATURDAY = 5
STAYS_ON_WEEKEND = 0.3
# Customers of an account: those the company had before its first day are entered in its first two weeks.
_CUSTOMERS_AN_ACCOUNT = 0.018
_ENTERED_WITHIN = 14


@dataclass(frozen=True)
class Arrivals:
    """Expected accounts by day. Accounts (and leads) after the first N arrive after the default as-of."""

    lead_count: int
    customers: int  # the first accounts are customers from before
    usual: Floats  # accounts to expect each day from `FIRST_DAY` on, but for these customers
    expected_before: Floats  # accounts expected before each day from `FIRST_DAY` on
    last_lead: int  # the end of the numbers needed to fill the days up to as-of

    @property
    def spans(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """Half-open ranges of lead numbers: those created by the default as-of, and those after it."""
        return (0, self.lead_count), (whole_blocks(self.lead_count), self.last_lead)

    def created(self, draws: Draws, clocks: Clocks, leads: Ints, regions: Ints) -> Ints:
        """The instant each lead was created.

        An account's first lead arrives in the order of account numbers; its colleagues came up to 126 days before it
        (after it, for accounts that arrive after the default as-of), so that all N exist by then.
        """
        accounts = account_of(leads)
        later = leads >= self.lead_count
        day, within = self._anchor(draws, accounts, later)
        colleague = position_of(leads) > 0
        away = np.ceil(draws.exponential("lead.apart", leads) * 14).astype(np.int64)
        shifted = np.where(later, day + away, day - away)
        shifted = np.abs(shifted - FIRST_DAY) + FIRST_DAY  # before the first day: mirrored at it
        shifted = off_weekend(draws, "lead", leads, shifted, np.where(later, 1, -1))
        shifted = np.where(shifted < FIRST_DAY, day, shifted)
        day = np.where(colleague, shifted, day)
        within = np.where(colleague, draws.uniform("lead.hour", leads), within)
        return clocks.utc(regions, day, second_of_day(within))

    def daily(self) -> Floats:
        """Expected accounts of each day from `FIRST_DAY` on, without the customers from before."""
        return self.usual

    def _anchor(self, draws: Draws, accounts: Ints, later: np.ndarray) -> tuple[Ints, Floats]:
        """(day, position within the day) at which each account arrives."""
        by_default = account_count(self.lead_count)
        first_later = whole_blocks(self.lead_count) // BLOCK * ACCOUNTS_A_BLOCK
        rank = np.where(later, accounts - first_later + by_default, accounts)
        wanted = rank + draws.uniform("account.arrives", accounts)
        index = np.searchsorted(self.expected_before, wanted, side="right") - 1
        quiet = QUIET_DAY - FIRST_DAY
        index = np.where(later, np.clip(index, quiet + 1, len(self.expected_before) - 2), np.clip(index, 0, quiet - 1))
        start, end = self.expected_before[index], self.expected_before[index + 1]
        return index + FIRST_DAY, np.clip((wanted - start) / (end - start), 0.0, 1.0)


def arrivals(draws: Draws, effects: Effects, lead_count: int, last_day: int) -> Arrivals:
    """The arrivals of a company with that many leads by the default as-of, and on to `last_day`."""
    days = np.arange(FIRST_DAY, max(last_day, QUIET_DAY) + 2)
    weights = np.array([usual_weight(int(day)) for day in days])
    weights *= np.exp(_DAYS_DIFFER * draws.normal("day.busy", days))
    weights *= np.exp(_pushes(draws, (days - FIRST_DAY) // _BLOCK_DAYS))
    weights *= _years_as_usual(days, weights)
    weights *= 1.0 - effects.leads_thin * (days >= TURN_DAY)
    weights[QUIET_DAY - FIRST_DAY] = 0.0
    accounts = account_count(lead_count)
    customers = round(_CUSTOMERS_AN_ACCOUNT * accounts)
    usual = weights * ((accounts - customers) / weights[: QUIET_DAY - FIRST_DAY].sum())
    entered = np.where(days < FIRST_DAY + _ENTERED_WITHIN, weights, 0.0)
    before = np.concatenate([[0.0], np.cumsum(usual + customers * entered / entered.sum())])
    last_lead = whole_blocks(lead_count)
    if last_day > QUIET_DAY:
        more = before[last_day + 1 - FIRST_DAY] - accounts
        last_lead += math.ceil(more / ACCOUNTS_A_BLOCK) * BLOCK
    return Arrivals(lead_count, customers, usual, before, last_lead)


def off_weekend(draws: Draws, stream: str, ids: Ints, days: Ints, towards: Ints | int) -> Ints:
    """Most days on a weekend become a random day of the next (1) or previous (-1) working week."""
    since_saturday = weekday(days) - _SATURDAY
    moves = (since_saturday >= 0) & ~draws.chance(f"{stream}.stays", ids, STAYS_ON_WEEKEND)
    weekday_drawn = draws.below(f"{stream}.weekday", ids, 5)
    monday = days - since_saturday + np.where(np.asarray(towards) > 0, 2, -_SATURDAY)
    return np.where(moves, monday + weekday_drawn, days)


def _pushes(draws: Draws, blocks: Ints) -> Floats:
    """The log factor of each block: evenly from a year's calmest, which rests, to its busiest, in drawn order."""
    every = np.arange((int(blocks.max()) // _BLOCKS_A_YEAR + 1) * _BLOCKS_A_YEAR).reshape(-1, _BLOCKS_A_YEAR)
    rank = np.argsort(np.argsort(draws.uniform("weeks.busy", every), axis=1), axis=1)
    for year, place in (divmod(block, _BLOCKS_A_YEAR) for block in _UP_TO_NOW):
        if year < len(rank):
            rank[year, rank[year] == _NOW] = rank[year, place]
            rank[year, place] = _NOW
    evenly = (rank - _USUAL) * (12**0.5 / _BLOCKS_A_YEAR)
    return (_MONTHS_DIFFER * evenly - _RESTS * (rank == 0)).ravel()[blocks]


def _years_as_usual(days: Ints, weights: Floats) -> Floats:
    """The factor of each day that makes each year up to the default as-of bring what such a year usually does."""
    usual, factor = np.array([usual_weight(int(day)) for day in days]), np.ones(len(days))
    for first in range(FIRST_DAY, QUIET_DAY - 364, 365):
        year = (days >= first) & (days < first + 365)
        factor[year] = usual[year].sum() / weights[year].sum()
    return factor


@cache
def usual_weight(day: int) -> float:
    """How many accounts that day brings, by its weekday, season and the company's growth; only proportions matter."""
    on = date(1970, 1, 1) + timedelta(days=day)
    season = 1 + _AUTUMN * math.sin(2 * math.pi * (on.timetuple().tm_yday - 195) / 365)
    if on.month == 8:
        season *= 0.85
    if (on.month, on.day) >= (12, 20) or (on.month, on.day) <= (1, 4):
        season *= 0.45
    return _WEEKDAYS[on.weekday()] * season * (1 + _GROWTH) ** ((day - FIRST_DAY) / 365)
