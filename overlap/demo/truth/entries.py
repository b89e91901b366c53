"""The lines of truth.json: each planted effect with what it does, how a report finds it, and what the report shows."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from overlap.demo.company.world.world import World
from overlap.demo.truth.estimators import ESTIMATORS, NO_REPORT
from overlap.demo.truth.planted import PLANTED, Planted

Entry = dict[str, Any]

# A figure further than this many standard deviations from `expected` is wrong: once in 370 by chance.
_TOLERATED = 3
_FEWEST = 2


def entries(world: World, differences: Mapping[str, float | None]) -> list[Entry]:
    """One a planted effect; `expected`, `sd` and `tolerance` wait for draws."""
    return [_entry(planted, world, differences[planted.id]) for planted in PLANTED]


def with_draws(entry: Entry, values: Sequence[float | None]) -> Entry:
    """The entry with mean and standard deviation of its estimator over draws; one that told nothing is left out."""
    told = [value for value in values if value is not None]
    if len(told) < _FEWEST:
        return entry
    spread = float(np.std(told, ddof=1))
    measured = {"expected": float(np.mean(told)), "sd": spread, "tolerance": _TOLERATED * spread}
    return entry | {name: round(value, 4) for name, value in measured.items()} | {"draws": len(told)}


def _entry(planted: Planted, world: World, difference: float | None) -> Entry:
    by = ESTIMATORS.get(planted.id)
    return {
        "id": planted.id,
        "kind": planted.kind,
        "place": planted.place(world),
        "parameter": planted.parameter(world),
        "unit": planted.unit,
        "estimand": planted.estimand,
        "do": {"value": difference, "unit": planted.measured_in},
        "estimator": None
        if by is None
        else {"report": by.report, "params": dict(by.params), "read": by.in_words, "unit": by.unit},
        "found_if": NO_REPORT if by is None else f"{by.found_if}.",
        "expected": None,
        "sd": None,
        "tolerance": None,
        "draws": 0,
    }
