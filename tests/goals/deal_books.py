"""Books of deals with a known truth: how long they live, which share is won, and a shock that a month's deals share."""

import random
from datetime import date, timedelta
from decimal import Decimal
from math import exp, log
from typing import Any

from oracle.naive_forecast import Deal

STEPS = ((0.0, "discovery"), (0.35, "proposal"), (0.7, "negotiation"))


def deals(seed: int, first: date, days: int, a_week: float, shocks: dict[tuple[int, int], float]) -> list[Deal]:
    """All deals of so many days, ends that are still to come included; `shocks` move a month's log-odds of winning."""
    draw, found = random.Random(seed), []
    for day in range(days):
        for _ in range(_poisson(draw, a_week / 7)):
            opened = first + timedelta(days=day)
            kind = "renewal" if draw.random() < 0.25 else "new"
            life = 3 + int(draw.gammavariate(2.0, 24.0))
            closed = opened + timedelta(days=life)
            odds = exp(log(0.5 if kind == "new" else 4.0) + shocks.get((closed.year, closed.month), 0.0))
            is_won = draw.random() < odds / (1 + odds)
            cents = int(exp(draw.gauss(13.5, 0.6)))
            steps = [(opened + timedelta(days=int(life * part)), stage) for part, stage in STEPS]
            entries = [
                (at, stage, None if draw.random() < 0.2 else int(cents * draw.uniform(0.85, 1.15)))
                for place, (at, stage) in enumerate(steps)
                if place == 0 or is_won or draw.random() < 0.8
            ]
            latest = {entered: (entered, stage, amount) for entered, stage, amount in entries if entered < closed}
            found.append(
                Deal(f"D{len(found):05}", kind, opened, closed, "won" if is_won else "lost", cents, [*latest.values()])
            )
    return found


def cut(every: list[Deal], today: date) -> list[Deal]:
    """The book as it stood at the start of that day."""
    return [
        Deal(
            deal.deal_id, deal.kind, deal.opened, deal.closed if deal.closed and deal.closed < today else None,
            deal.outcome if deal.closed and deal.closed < today else "open",
            deal.cents, [entry for entry in deal.entries if entry[0] < today],
        )
        for deal in every if deal.opened < today
    ]  # fmt: skip


def booked(every: list[Deal], start: date, end: date) -> int:
    return sum(deal.cents for deal in every if deal.outcome == "won" and deal.closed and start <= deal.closed < end)


def rows(book: list[Deal]) -> dict[str, list[dict[str, Any]]]:
    """The tables of a house that holds this book."""
    return {
        "deals": [
            {"deal_id": deal.deal_id, "outcome": deal.outcome, "kind": deal.kind, "currency": "EUR",
             "opened_at": f"{deal.opened}T09:00:00", "closed_at": f"{deal.closed}T17:00:00" if deal.closed else None,
             "amount": str(Decimal(deal.cents) / 100)}
            for deal in book
        ],
        "deal_stages": [
            {"deal_id": deal.deal_id, "entered_at": f"{day}T10:00:00", "stage": stage,
             "amount_then": None if cents is None else str(Decimal(cents) / 100)}
            for deal in book for day, stage, cents in deal.entries
        ],
    }  # fmt: skip


def _poisson(draw: random.Random, mean: float) -> int:
    number, left = 0, draw.expovariate(1.0)
    while left < mean:
        number += 1
        left += draw.expovariate(1.0)
    return number
