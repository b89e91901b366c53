"""Rows of goals and deals as tests write them, and a plan counted day by day."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta

REPS = [{"rep_id": "r1", "team": "East"}, {"rep_id": "r2", "team": "West"}]


def deal(deal_id: str, closed: str, amount: str, **more: str) -> dict[str, object]:
    return {"deal_id": deal_id, "outcome": "won", "closed_at": closed, "amount": amount, "currency": "EUR", **more}


def goal(goal_id: str, metric: str, target: str, **more: str) -> dict[str, object]:
    period = {"period_start": "2026-04-01", "period_end": "2026-07-01"}
    return {"goal_id": goal_id, "metric": metric, "target": target, **period, **more}


def planned_share(start: date, end: date, until: date, weights: Mapping[int, float] | None = None) -> float:
    """Day by day: a month's weight falls evenly on its days."""
    each = {}
    for number in range((end - start).days):
        day = start + timedelta(days=number)
        each[day] = (weights or {}).get(day.month, 1.0) / monthrange(day.year, day.month)[1]
    return sum(weight for day, weight in each.items() if day < until) / sum(each.values())
