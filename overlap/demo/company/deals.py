"""The deals that grow from handoffs: the first sale, its renewal a year on, an expansion; amounts and fates."""

from dataclasses import dataclass, fields

import numpy as np

from overlap.demo.company.calendars import DAY, HOUR, NEVER
from overlap.demo.company.draws import Flags, Ints
from overlap.demo.company.leads import Leads
from overlap.demo.company.outcomes import Outcomes
from overlap.demo.company.world import World

KINDS = ("new", "renewal", "expansion")
_NEW, _RENEWAL, _EXPANSION = range(3)
_ID_SPAN = 4  # deal number = handoff number * 4 + kind
_MEDIAN = np.array([8_000, 27_000, 89_000])  # by segment, in the region's currency
_RENEWS_AFTER = 365 * DAY
_TALKS_BEFORE = 90 * DAY
_RENEWED, _EXPANDS, _EXPANSION_WON = 0.8, 0.25, 0.7
LOST_REASONS = ("price", "competitor", "no_decision", "missing_feature", "no_budget", "went_quiet")
_GOOD_LEADS_LOSE_TO = 4  # the first reasons; a poor lead is lost for the later ones


@dataclass(frozen=True)
class Deals:
    """One row a deal, by handoff and kind. `row` is the handoff's row; amounts are cents of the region's currency."""

    row: Ints
    kind: Ints
    number: Ints
    opened: Ints
    closed: Ints
    due: Ints  # the instant it was expected to close: a renewal's due date
    won: Flags
    amount: Ints
    lost_reason: Ints

    def __len__(self) -> int:
        return len(self.number)


def deal_numbers(handoffs: Ints) -> Ints:
    """The number of the first deal of each handoff."""
    return handoffs * _ID_SPAN


def deals(world: World, leads: Leads, found: Outcomes) -> Deals:
    """Every deal these handoffs lead to, past and future."""
    opened = np.flatnonzero(found.opportunity < NEVER)
    first = _first_sales(world, leads, found, opened)
    won = _rows(first, np.flatnonzero(first.won))
    parts = [first, _renewals(world, found, won), _expansions(world, found, won)]
    every = Deals(**{item.name: np.concatenate([getattr(part, item.name) for part in parts]) for item in fields(Deals)})
    return _rows(every, np.argsort(every.number))


def _first_sales(world: World, leads: Leads, found: Outcomes, row: Ints) -> Deals:
    draws, lead = world.draws, found.handoffs.lead[row]
    number = deal_numbers(found.handoffs.number[row])
    amount = _MEDIAN[leads.segment[lead]] * np.exp(0.6 * draws.normal("deal.amount", number)) * 100
    early = 0.8 + 0.3 * draws.uniform("deal.expected", number)
    open_for = (found.closed - found.opportunity)[row]
    bought_before = leads.was_customer[lead]
    return Deals(
        row=row,
        kind=np.where(bought_before, _EXPANSION, _NEW),
        number=number,
        opened=found.opportunity[row],
        closed=found.closed[row],
        due=found.opportunity[row] + (open_for * early).astype(np.int64),
        won=found.won[row],
        amount=amount.astype(np.int64),
        lost_reason=_lost_reasons(world, number, leads.quality[lead]),
    )


def _renewals(world: World, found: Outcomes, sold: Deals) -> Deals:
    draws, number = world.draws, sold.number + _RENEWAL
    due = sold.closed + _RENEWS_AFTER
    won = draws.chance("renewal.won", number, _RENEWED)
    region = found.handoffs.region[sold.row]
    opened = world.clocks.after(region, due - _TALKS_BEFORE, _hours(world, "renewal.opened", number))
    talks = (draws.uniform("renewal.signed", number) * 40 * DAY).astype(np.int64)
    closed = world.clocks.after(region, due - 30 * DAY + talks, _hours(world, "renewal.closed", number))
    dearer = 100 + draws.below("renewal.dearer", number, 6)
    reason = _lost_reasons(world, number, np.zeros(len(number)))
    kind = np.full(len(number), _RENEWAL)
    return Deals(sold.row, kind, number, opened, closed, due, won, sold.amount * dearer // 100, reason)


def _expansions(world: World, found: Outcomes, sold: Deals) -> Deals:
    draws = world.draws
    sold = _rows(sold, np.flatnonzero(draws.chance("expansion.happens", sold.number, _EXPANDS)))
    number = sold.number + _EXPANSION
    region = found.handoffs.region[sold.row]
    idle = ((45 + 120 * draws.exponential("expansion.after", number)) * DAY).astype(np.int64)
    opened = world.clocks.after(region, sold.closed + idle, _hours(world, "expansion.opened", number))
    talks = ((10 + 25 * draws.exponential("expansion.lasts", number)) * DAY).astype(np.int64)
    closed = world.clocks.after(region, opened + talks, _hours(world, "expansion.closed", number))
    percent = 20 + draws.below("expansion.percent", number, 41)
    won = draws.chance("expansion.won", number, _EXPANSION_WON)
    reason = _lost_reasons(world, number, np.zeros(len(number)))
    kind, due = np.full(len(number), _EXPANSION), opened + 30 * DAY
    return Deals(sold.row, kind, number, opened, closed, due, won, sold.amount * percent // 100, reason)


def _hours(world: World, stream: str, number: Ints) -> Ints:
    return 60 + world.draws.below(stream, number, 6 * HOUR)


def _lost_reasons(world: World, number: Ints, quality: np.ndarray) -> Ints:
    liking = quality + world.draws.normal("deal.lost_for", number)
    place = world.draws.below("deal.lost_reason", number, _GOOD_LEADS_LOSE_TO)
    return np.where(liking > 0, place, len(LOST_REASONS) - 1 - place)


def _rows(deals: Deals, rows: Ints) -> Deals:
    return Deals(**{item.name: getattr(deals, item.name)[rows] for item in fields(deals)})
