"""The people in sales: who carries which planted role, who gets a lead, and how many leads a week each can take."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from overlap.demo.company.basics.calendars import REGIONS, day_number
from overlap.demo.company.basics.draws import Draws, Flags, Floats, Ints
from overlap.demo.company.world.effects import Effects

SLOTS = 1024
PAIR_ROUTED = 0.6  # of the pair's campaign's leads in the rep's region
_PAIR_CAMPAIGN_SHARE = 0.13
# Handoffs a week for each lead of the company that sales planned its people for: what a threshold of
# `effects.PLANNED_THRESHOLD` would hand over in the last year, and room for weeks that bring more. A plan, so that a
# flood of leads is felt; never derived from what happened.
_PLANNED_A_WEEK = 0.00218
_SHORT = ("slow", "extreme", "joins")  # who was planned for fewer than they get
_SHORT_OF = 0.74  # of what they get: the plan is older than the leads that come now

# Every planted role has its own rep, and the roles are balanced over the regions: otherwise one effect leaks into
# another (a fast rep in the pair, a region of slow reps that outranks the planted leak).
_ROLES = (
    ("fast", "EMEA"),
    ("unskilled", "EMEA"),
    ("pair", "EMEA"),
    ("equal", "EMEA"),
    ("equal", "EMEA"),
    ("slow", "AMER"),
    ("skilled", "AMER"),
    ("", "AMER"),
    ("joins", "AMER"),
    ("leaves", "AMER"),
    ("extreme", "APAC"),
    ("silent", "APAC"),
    ("", "APAC"),
)
_REGION_NAMES = tuple(region.name for region in REGIONS)
_COME_AND_GO = ("joins", "leaves")
JOINS_ON, LEAVES_ON = day_number(date(2025, 3, 3)), day_number(date(2025, 5, 30))
_HANDS_OVER = 28  # days before leaving from which nobody new is given to who leaves


@dataclass(frozen=True)
class Reps:
    """The sellers, in the order of their ids, and after them one development rep for every four sellers."""

    role: tuple[str, ...]  # planted roles of the sellers
    region: Ints  # of sellers and development reps
    weekly_capacity: Floats  # of the sellers
    speed: Floats
    skill: Floats
    severity: Floats
    coverage: Floats
    queue: Ints  # sellers with the same number share one queue
    routing: Ints  # times x regions x slots: the seller a number in [0, 1) stands for
    active: Ints  # of each seller: the first day and the last, 0 where there is none
    colleague: Ints  # of each seller: the next seller of the region who stays, who shares a deal
    developer: Ints  # of each seller: the development rep of the region

    @property
    def agreed_capacity(self) -> Ints:
        """Whole leads a week, at least one: to the next whole number, but down for whoever was planned short."""
        down = np.isin(self.role, _SHORT)
        return np.maximum(np.where(down, self.weekly_capacity, np.round(self.weekly_capacity)).astype(np.int64), 1)

    def capacity_on(self, days: Ints) -> Floats:
        """Leads a week that those who have joined and have not left can take together, on each of these days."""
        joined, left = self.active[:, :1], self.active[:, 1:]
        there = (joined <= days) & ((left == 0) | (days <= left))
        return (self.weekly_capacity[:, None] * there).sum(axis=0)

    @property
    def count(self) -> int:
        """How many sellers there are."""
        return len(self.role)

    def planted(self, role: str) -> list[int]:
        """The sellers with that role."""
        return [seller for seller, name in enumerate(self.role) if name == role]

    def ids(self) -> list[str]:
        """R01, R02, ..., development reps last."""
        return [f"R{index + 1:02}" for index in range(len(self.region))]

    def of_customers(self, draws: Draws, accounts: Ints, regions: Ints) -> Ints:
        """The seller who looks after each customer from before: of the region, one of those who stay."""
        return self.routing[-1, regions, draws.below("account.rep", accounts, SLOTS)].astype(np.int64)

    def route(self, draws: Draws, handoffs: Ints, days: Ints, regions: Ints, of_pair_campaign: Flags) -> Ints:
        """The seller who gets each handoff: by region, and for the pair's campaign often the pair's rep."""
        slot = draws.below("handoff.rep", handoffs, SLOTS)
        time = np.searchsorted([JOINS_ON, LEAVES_ON - _HANDS_OVER], days, side="right")
        seller = self.routing[time, regions, slot].astype(np.int64)
        pair = self.planted("pair")[0]
        to_pair = of_pair_campaign & (regions == self.region[pair])
        return np.where(to_pair & draws.chance("handoff.pair", handoffs, PAIR_ROUTED), pair, seller)


def reps(draws: Draws, effects: Effects, lead_count: int) -> Reps:
    """The sales force for a company of that size, with the planted roles at places drawn by seed."""
    count = min(max(round(12 * (lead_count / 20_000) ** 0.5), len(_ROLES)), 300)
    numbers = np.arange(count)
    drawn = _ROLES + tuple(("", _ROLES[n % len(_ROLES)][1]) for n in range(len(_ROLES), count))
    order = np.argsort(draws.uniform("rep.place", numbers), kind="stable")
    role = tuple(drawn[index][0] for index in order)
    names = np.array(role)
    region = np.array([_REGION_NAMES.index(drawn[index][1]) for index in order])
    weight = 1.0 + 0.3 * (draws.uniform("rep.weight", numbers) - 0.5)
    speed = {"fast": effects.fast_rep, "slow": effects.slow_rep}
    skill = {"skilled": effects.skilled_rep, "unskilled": effects.unskilled_rep}
    developers = np.repeat(np.arange(len(REGIONS)), np.maximum(np.bincount(region, minlength=len(REGIONS)) // 4, 1))
    equal = [seller for seller, name in enumerate(role) if name == "equal"]
    weight[equal] = 1.0
    times = [weight * (names != "joins"), weight, weight * (names != "leaves")]
    stays = ~np.isin(names, _COME_AND_GO)
    return Reps(
        role=role,
        region=np.concatenate([region, developers]),
        weekly_capacity=_capacity(role, region, times[-1], lead_count),
        speed=_with_planted(role, speed, effects.rep_spread * draws.normal("rep.speed", numbers)),
        skill=_with_planted(role, skill, effects.rep_spread * draws.normal("rep.skill", numbers)),
        severity=0.25 * draws.normal("rep.severity", numbers),
        coverage=0.35 + 0.6 * draws.uniform("rep.coverage", numbers),
        queue=_queues(names, region),
        routing=np.stack([_routing(region, each) for each in times]),
        active=np.stack([JOINS_ON * (names == "joins"), LEAVES_ON * (names == "leaves")], axis=1),
        colleague=np.array([_next_in_region(seller, region, stays) for seller in numbers]),
        developer=count + np.array([int(np.searchsorted(developers, place)) for place in region]),
    )


def _with_planted(role: tuple[str, ...], planted: dict[str, float], otherwise: Floats) -> Floats:
    """A seller with any planted role has only that role: 0 in everything else."""
    return np.array([planted.get(name, 0.0) if name else otherwise[seller] for seller, name in enumerate(role)])


def _capacity(role: tuple[str, ...], region: Ints, weight: Floats, lead_count: int) -> Floats:
    """Leads a week each seller can take, once the last has joined; who left is planned like the others were."""
    names = np.array(role)
    weight = np.where(names == "leaves", 1.0, weight)
    share = np.zeros(len(role))
    for index, place in enumerate(REGIONS):
        here, counted = region == index, (region == index) & (names != "leaves")
        share[here] = place.share * weight[here] / weight[counted].sum()
    pair = role.index("pair")
    routed = PAIR_ROUTED * _PAIR_CAMPAIGN_SHARE
    here = region == region[pair]
    share[here] *= 1 - routed
    share[pair] += routed * REGIONS[region[pair]].share
    return _PLANNED_A_WEEK * lead_count * share * np.where(np.isin(names, _SHORT), _SHORT_OF, 1.0)


def _queues(names: np.ndarray, region: Ints) -> Ints:
    """Colleagues of a region help each other out and share one queue; whoever was planned short has their own."""
    queue = np.arange(len(names))
    for index in range(len(REGIONS)):
        together = np.flatnonzero((region == index) & ~np.isin(names, (*_SHORT, "leaves")))
        queue[together] = together[0]
    return queue


def _routing(region: Ints, weight: Floats) -> Ints:
    table = np.empty((len(REGIONS), SLOTS), dtype=np.int16)
    middles = (np.arange(SLOTS) + 0.5) / SLOTS
    for index in range(len(REGIONS)):
        here = np.flatnonzero(region == index)
        edges = np.cumsum(weight[here]) / weight[here].sum()
        table[index] = here[np.minimum(np.searchsorted(edges, middles), len(here) - 1)]
    return table


def _next_in_region(seller: int, region: Ints, stays: Flags) -> int:
    here = np.flatnonzero((region == region[seller]) & stays)
    return int(here[np.searchsorted(here, seller, side="right") % len(here)])
