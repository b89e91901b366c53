"""What each planted effect does: the same company with the same draws once more without it, and the difference."""

import math
from collections.abc import Callable
from dataclasses import replace

from overlap.demo.company.basics.draws import Draws, Floats
from overlap.demo.company.world.reps import reps
from overlap.demo.company.world.world import World, world
from overlap.demo.options import DemoOptions
from overlap.demo.truth.measured_life import Life, life
from overlap.demo.truth.planted import PLANTED, Planted

Queue = Callable[[World], Floats]  # the load of each seller and day in a world

_DECIMALS = 4


def interventions(options: DemoOptions, company: World, load: Floats, queue: Queue) -> dict[str, float | None]:
    """For each effect: its measure in the company less the measure with the effect's parameter at 0.

    Chances are compared, not outcomes, under the load of the company; where the effect changes how many handoffs there
    are, `queue` says what the load would be. 0 where nothing is planted, None where there is nothing to measure or
    the company is too small to have a single case.
    """
    lived = life(company, load)
    return {each.id: _difference(each, options, lived, load, queue) for each in PLANTED}


def _difference(planted: Planted, options: DemoOptions, lived: Life, load: Floats, queue: Queue) -> float | None:
    if not planted.measured_in:
        return None
    if planted.measure is None or planted.parameter(lived.world) == 0:
        return 0.0
    difference = planted.measure(lived) - planted.measure(without(planted, options, lived, load, queue))
    return None if math.isnan(difference) else round(difference, _DECIMALS)


def without(planted: Planted, options: DemoOptions, lived: Life, load: Floats, queue: Queue) -> Life:
    """The same leads with the same draws, lived without the effect."""
    effects = replace(lived.world.effects, **{planted.field: 0.0})
    if planted.enters == "work":
        people = reps(Draws(options.seed), effects, options.leads)
        return lived.under(replace(lived.world, effects=effects, reps=people))
    other = world(replace(options, effects=effects))
    return life(other, queue(other) if planted.enters == "queue" else load)
