"""The deals that grow from handoffs, and those of customers from before: first sales, renewals, expansions."""

from dataclasses import dataclass, fields

import numpy as np

from overlap.demo.company.basics.calendars import DAY, HOUR, NEVER
from overlap.demo.company.basics.draws import Floats, Ints
from overlap.demo.company.leads.leads import Leads
from overlap.demo.company.leads.scores import ROUNDS
from overlap.demo.company.sales.outcomes import Outcomes
from overlap.demo.company.world.accounts import position_of
from overlap.demo.company.world.channels import DEAL_SIZE
from overlap.demo.company.world.world import World

KINDS = ("new", "renewal", "expansion")
_NEW, _RENEWAL, _EXPANSION = range(3)
# Deal number = handoff number * 16 + place: the first sale, its renewals year by year, an expansion, and the renewals
# of a customer from before, as if they had grown from the lead's first handoff.
_ID_SPAN = 16
_RENEWALS, _EXPANDED, _OLD_RENEWALS = range(1, 8), 8, range(9, 15)
_MEDIAN = np.array([6_500, 15_000, 34_000])  # by segment, in the region's currency
_OLD_SIZE = 0.7  # what customers from before bought was smaller
_AMOUNTS_DIFFER = 0.3
_YEAR = 365 * DAY
_TALKS_BEFORE = 90 * DAY
_SUBSCRIBES = 0.25  # of first sales; the others are paid once
_RENEWED, _EXPANDS, _EXPANSION_WON = 0.9, 0.25, 0.7
_DEARER_FROM, _DEARER_SPREAD = 3, 5  # percent a renewal costs more than the year before
LOST_REASONS = ("price", "competitor", "no_decision", "missing_feature", "no_budget", "went_quiet")
_GOOD_LEADS_LOSE_TO = 4  # the first reasons; a poor lead is lost for the later ones


@dataclass(frozen=True)
class Deals:
    """One row a deal, by number. `lead` is a row of the chunk's leads; amounts are cents of the region's currency."""

    lead: Ints
    region: Ints
    owner: Ints  # a seller
    kind: Ints
    number: Ints
    opened: Ints
    closed: Ints
    due: Ints  # the instant it was expected to close: a renewal's due date
    won: Ints
    amount: Ints
    lost_reason: Ints

    def __len__(self) -> int:
        return len(self.number)

    def __getitem__(self, rows: Ints) -> "Deals":
        """Only these rows."""
        return Deals(**{item.name: getattr(self, item.name)[rows] for item in fields(self)})


def deal_numbers(handoffs: Ints) -> Ints:
    """The number of the first deal of each handoff."""
    return handoffs * _ID_SPAN


def deals(world: World, leads: Leads, found: Outcomes) -> Deals:
    """Every deal these leads lead to, past and future."""
    first = _first_sales(world, leads, found, np.flatnonzero(found.opportunity < NEVER))
    won = first[np.flatnonzero(first.won)]
    subscribed = won[np.flatnonzero(world.draws.chance("deal.subscribes", won.number, _SUBSCRIBES))]
    old = _old_contracts(world, leads)
    parts = [
        first,
        *_renewals(world, subscribed, world.draws.uniform("contract.lasts", subscribed.number), _RENEWALS),
        _expansions(world, won),
        *_renewals(world, old, world.draws.evenly("old.lasts", leads.account[old.lead]), _OLD_RENEWALS),
    ]
    every = Deals(**{item.name: np.concatenate([getattr(part, item.name) for part in parts]) for item in fields(Deals)})
    return every[np.argsort(every.number)]


def _first_sales(world: World, leads: Leads, found: Outcomes, row: Ints) -> Deals:
    draws, handoffs = world.draws, found.handoffs
    lead, number = handoffs.lead[row], deal_numbers(handoffs.number[row])
    early = 0.8 + 0.3 * draws.uniform("deal.expected", number)
    open_for = (found.closed - found.opportunity)[row]
    return Deals(
        lead=lead,
        region=handoffs.region[row],
        owner=handoffs.holder[row],
        kind=np.where(leads.was_customer[lead], _EXPANSION, _NEW),
        number=number,
        opened=found.opportunity[row],
        closed=found.closed[row],
        due=found.opportunity[row] + (open_for * early).astype(np.int64),
        won=found.won[row],
        amount=_amounts(world, leads, lead, number, _by_channel(world, leads.channel[lead])),
        lost_reason=_lost_reasons(world, number, leads.quality[lead]),
    )


def _amounts(world: World, leads: Leads, lead: Ints, number: Ints, size: Floats | float) -> Ints:
    spread = np.exp(_AMOUNTS_DIFFER * world.draws.normal("deal.amount", number))
    return (_MEDIAN[leads.segment[lead]] * size * spread * 100).astype(np.int64)


def _by_channel(world: World, channel: Ints) -> Floats:
    return DEAL_SIZE[channel] ** world.effects.channel_spread


def _old_contracts(world: World, leads: Leads) -> Deals:
    """What each customer from before had signed in the year before the first day; none of it is exported itself."""
    lead = np.flatnonzero(leads.is_old_customer & (position_of(leads.number) == 0))
    number = deal_numbers(leads.number[lead] * ROUNDS)
    signed = world.first_day * DAY - ((world.draws.uniform("old.signed", number)) * _YEAR).astype(np.int64)
    region = leads.region[lead]
    nothing = np.zeros(len(lead), dtype=np.int64)
    return Deals(
        lead=lead,
        region=region,
        owner=world.reps.of_customers(world.draws, leads.account[lead], region),
        kind=nothing,
        number=number,
        opened=leads.created[lead],
        closed=signed,
        due=signed,
        won=np.ones(len(lead), dtype=bool),
        amount=_amounts(world, leads, lead, number, _OLD_SIZE),
        lost_reason=nothing,
    )


def _renewals(world: World, signed: Deals, lasts: Floats, places: range) -> list[Deals]:
    """The renewals of these contracts, year after year until one is lost: the lower `lasts`, the later."""
    draws, every, first, before = world.draws, [], signed, signed
    for years, place in enumerate(places, start=1):
        number = first.number + place
        due = first.closed + years * _YEAR
        won = lasts < _RENEWED**years
        asked = np.maximum(due - _TALKS_BEFORE, first.opened)  # nobody renews before they are in the books
        opened = world.clocks.after(first.region, asked, _hours(world, "renewal.opened", number))
        talks = (draws.uniform("renewal.signed", number) * 40 * DAY).astype(np.int64)
        signs = np.maximum(due - 30 * DAY, opened) + talks
        closed = world.clocks.after(first.region, signs, _hours(world, "renewal.closed", number))
        dearer = 100 + _DEARER_FROM + draws.below("renewal.dearer", number, _DEARER_SPREAD)
        reason = _lost_reasons(world, number, np.zeros(len(number)))
        kind, amount = np.full(len(number), _RENEWAL), before.amount * dearer // 100
        renewal = Deals(
            first.lead, first.region, first.owner, kind, number, opened, closed, due, won, amount, reason
        )  # fmt: skip
        every.append(renewal)
        kept = np.flatnonzero(won)
        first, before, lasts = first[kept], renewal[kept], lasts[kept]
    return every


def _expansions(world: World, sold: Deals) -> Deals:
    draws = world.draws
    sold = sold[np.flatnonzero(draws.chance("expansion.happens", sold.number, _EXPANDS))]
    number = sold.number + _EXPANDED
    idle = ((45 + 120 * draws.exponential("expansion.after", number)) * DAY).astype(np.int64)
    opened = world.clocks.after(sold.region, sold.closed + idle, _hours(world, "expansion.opened", number))
    talks = ((10 + 25 * draws.exponential("expansion.lasts", number)) * DAY).astype(np.int64)
    closed = world.clocks.after(sold.region, opened + talks, _hours(world, "expansion.closed", number))
    percent = 20 + draws.below("expansion.percent", number, 41)
    won = draws.chance("expansion.won", number, _EXPANSION_WON)
    reason = _lost_reasons(world, number, np.zeros(len(number)))
    kind, due, amount = np.full(len(number), _EXPANSION), opened + 30 * DAY, sold.amount * percent // 100
    return Deals(sold.lead, sold.region, sold.owner, kind, number, opened, closed, due, won, amount, reason)


def _hours(world: World, stream: str, number: Ints) -> Ints:
    return 60 + world.draws.below(stream, number, 6 * HOUR)


def _lost_reasons(world: World, number: Ints, quality: Floats) -> Ints:
    liking = quality + world.draws.normal("deal.lost_for", number)
    place = world.draws.below("deal.lost_reason", number, _GOOD_LEADS_LOSE_TO)
    return np.where(liking > 0, place, len(LOST_REASONS) - 1 - place)
