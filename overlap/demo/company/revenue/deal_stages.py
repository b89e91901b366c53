"""How a deal moves: discovery, proposal, negotiation, and the end; with the amount and the odds of each moment."""

from dataclasses import dataclass, fields

import numpy as np
import polars as pl

from overlap.demo.company.basics.columns import ids, instants, money, shares, table, words
from overlap.demo.company.basics.draws import Ints
from overlap.demo.company.revenue.deals import Deals
from overlap.demo.company.revenue.late import recorded
from overlap.demo.company.world.world import World

STAGES = ("discovery", "proposal", "negotiation", "won", "lost")
UNKNOWN = -1
_MILLION = 1_000_000
# (percent of the deal's life at which it begins, odds in millionths)
_STEPS = ((0, 200_000), (35, 500_000), (70, 750_000))
_NO_ESTIMATE = 0.3  # of deals in discovery
_GETS_ON = 0.7  # of lost deals, each later step


@dataclass(frozen=True)
class Moves:
    """One row a stage entry, by deal and time. `deal` is a row of the deals, `amount` cents or `UNKNOWN`."""

    deal: Ints
    stage: Ints
    at: Ints
    amount: Ints
    odds: Ints


def moves(world: World, deals: Deals) -> Moves:
    """The stage entries that happened, and were recorded, by as-of."""
    parts = [_step(world, deals, index) for index in range(len(_STEPS))]
    end = np.where(deals.won, STAGES.index("won"), STAGES.index("lost"))
    parts.append(Moves(np.arange(len(deals)), end, deals.closed, deals.amount, np.where(deals.won, _MILLION, 0)))
    every = {item.name: np.concatenate([getattr(part, item.name) for part in parts]) for item in fields(Moves)}
    known = np.concatenate([*(part.at for part in parts[:-1]), recorded(world, deals.number, deals.closed, deals.won)])
    order = np.argsort(every["deal"] * len(STAGES) + every["stage"])
    order = order[known[order] <= world.as_of]
    return Moves(**{name: values[order] for name, values in every.items()})


def current(moves: Moves, deal_count: int) -> tuple[Ints, Ints]:
    """(stage, amount) of each deal after its last move; a deal without one stands in discovery, amount unknown."""
    stage, amount = np.zeros(deal_count, dtype=np.int64), np.full(deal_count, UNKNOWN)
    last = np.flatnonzero(np.append(np.diff(moves.deal) > 0, True)) if len(moves.deal) else np.array([], dtype=int)
    stage[moves.deal[last]], amount[moves.deal[last]] = moves.stage[last], moves.amount[last]
    return stage, amount


def stage_table(deals: Deals, moves: Moves) -> pl.DataFrame:
    """deal_stages."""
    return table(
        "deal_stages",
        {
            "deal_id": ids("D", deals.number[moves.deal]),
            "entered_at": instants(moves.at),
            "stage": words(STAGES, moves.stage),
            "amount_then": money(moves.amount, moves.amount == UNKNOWN),
            "probability": shares(moves.odds),
        },
    )


def _step(world: World, deals: Deals, index: int) -> Moves:
    draws, (begins, odds) = world.draws, _STEPS[index]
    number = deals.number * len(_STEPS) + index
    amount = deals.amount * (85 + draws.below("deal.estimate", number, 31)) // 100
    if index == 0:
        amount = np.where(draws.chance("deal.no_estimate", number, _NO_ESTIMATE), UNKNOWN, amount)
        happens = np.ones(len(deals), dtype=bool)
    else:
        happens = deals.won | draws.chance("deal.gets_on", number, _GETS_ON)
    if index == len(_STEPS) - 1:
        amount = deals.amount
    row = np.flatnonzero(happens)
    at = _in_hours(world, deals, deals.opened + (deals.closed - deals.opened) * begins // 100, index)
    return Moves(row, np.full(len(row), index), at[row], amount[row], np.full(len(row), odds))


def _in_hours(world: World, deals: Deals, instants: Ints, index: int) -> Ints:
    """The first open second from then on, each later step at least a second after the one before it."""
    placed = world.clocks.after(deals.region, instants, np.full(len(deals), index + 1))
    return np.where((index > 0) & (placed < deals.closed), placed, instants)
