"""The models a plain journey can answer, and why it cannot answer the others."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from overlap.credit import weights
from overlap.credit.allocation import allocated, spread
from overlap.credit.markov import removal_effects, total_credit
from overlap.credit.paths import Journeys
from overlap.credit.transitions import transitions
from overlap.errors import InputError, UsageError, nearest
from overlap.steps import Given

HALF_LIFE_DAYS = 7.0
MOST_CHANNELS = 5_000  # a matrix of all pairs: 200 MB, and a minute


@dataclass(frozen=True)
class Model:
    """A rule in a sentence, and how it divides."""

    sentence: str
    divide: Callable[[Journeys, float], pl.DataFrame]


def credit(journeys: Journeys, model: str, half_life_days: float = HALF_LIFE_DAYS) -> pl.DataFrame:
    """channel, conversions, value (decimals with six places), most valuable first, every channel of the journeys.

    Each column adds up to what the journeys earned. Raises UsageError (no such model), InputError (ages are not known).
    """
    return model_named(model).divide(journeys, half_life_days)


def model_named(name: str) -> Model:
    """The model of that name. Raises UsageError: what to use instead, or the nearest name."""
    if name in _ELSEWHERE:
        raise UsageError(f"{name} is not for plain journeys: {_ELSEWHERE[name]}")
    if name not in MODELS:
        raise UsageError(f'model "{name}" is none of {", ".join(MODELS)}.{nearest(name, [*MODELS, *_ELSEWHERE])}')
    return MODELS[name]


def _weighted(weight: pl.Expr) -> Callable[[Journeys, float], pl.DataFrame]:
    return lambda journeys, _half_life_days: allocated(journeys, weight)


def _time_decay(journeys: Journeys, half_life_days: float) -> pl.DataFrame:
    if not journeys.has_days:
        raise InputError("time_decay needs the age of each touch, days_before. Use linear or position without.")
    return allocated(journeys, weights.time_decay(half_life_days))


def _markov(journeys: Journeys, _half_life_days: float) -> pl.DataFrame:
    return spread(journeys, total_credit(_effects(journeys), 1).rename({"campaign_id": "channel"}))


def _markov_by_journey(journeys: Journeys, _half_life_days: float) -> pl.DataFrame:
    return allocated(journeys, weights.by_removal_effect(_effects(journeys)))


def _effects(journeys: Journeys) -> pl.DataFrame:
    steps = transitions(journeys)
    count = len(journeys.channels)
    if count > MOST_CHANNELS:
        raise InputError(f"{count} channels are too many for Markov, which takes {MOST_CHANNELS}: group some.")
    return removal_effects(steps, Given())


MODELS: dict[str, Model] = {
    "first": Model("All credit to the first touch.", _weighted(weights.FIRST)),
    "last": Model("All credit to the last touch.", _weighted(weights.LAST)),
    "linear": Model("Equal credit to every touch.", _weighted(weights.LINEAR)),
    "position": Model(
        "40% to the first touch, 40% to the last, 20% shared by those between; with two touches, half each.",
        _weighted(weights.POSITION),
    ),
    "time_decay": Model("Half as much for each half-life between the touch and the end.", _time_decay),
    "markov": Model(
        "The classic totals: all conversions in proportion to what removing a channel would cost. They belong to no"
        " journey: a channel may get less than it earned alone. markov_by_journey divides journey by journey.",
        _markov,
    ),
    "markov_by_journey": Model(
        "Each journey shared among its channels, counted once each, in proportion to what removing them would cost.",
        _markov_by_journey,
    ),
    "shapley": Model("Equal credit to every distinct channel of the journey.", _weighted(weights.SHAPLEY)),
}

_ASK = "With an imported company: overlap ask revenue/by_campaign --model"
_ELSEWHERE = {
    "u_shaped": f"it needs the moment the lead was created. Use position. {_ASK} u_shaped.",
    "w_shaped": f"it needs the moments lead and opportunity were created. Use position. {_ASK} w_shaped.",
    "full_path": f"it needs the moments lead and opportunity were created. Use position. {_ASK} full_path.",
    "custom": f"its weights are part of a company's agreements. {_ASK} custom.",
    "markov_total": "the classic totals are called markov here.",
}
