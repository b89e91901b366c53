"""Forecasts of revenue goals as a generation told them: of each month the first, never made again."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import insert, select

from overlap.store.schema import FORECASTS
from overlap.store.store import Store

_TAKEN = (
    "origin", "goal_id", "period_start", "period_end", "target", "forecast_low", "forecast_mid", "forecast_high",
    "chance",
)  # fmt: skip
_NUMBERS = _TAKEN[4:]


def has_forecasts(store: Store, day: date) -> bool:
    """Whether those of the day's month are kept."""
    with store.read() as connection:
        return (
            connection.scalar(select(FORECASTS.c.goal_id).where(FORECASTS.c.month_on == _month(day)).limit(1))
            is not None
        )


def keep_forecasts(store: Store, generation: str, rows: Sequence[Mapping[str, Any]]) -> int:
    """Keep rows of goals/forecast that have one whole, unless their month has some; how many were kept."""
    known = [row for row in rows if not row["is_replaced"] and all(row[name] is not None for name in _NUMBERS)]
    if not known or has_forecasts(store, known[0]["seen_until"]):
        return 0
    with store.write(FORECASTS.name) as connection:
        connection.execute(insert(FORECASTS), [_kept(row, generation) for row in known])
    return len(known)


def _kept(row: Mapping[str, Any], generation: str) -> dict[str, Any]:
    made_on = row["seen_until"]
    taken = {name: float(row[name]) if name in _NUMBERS else row[name] for name in _TAKEN}
    return {"month_on": _month(made_on), "made_on": made_on, "generation": generation, **taken}


def _month(day: date) -> date:
    return day.replace(day=1)
