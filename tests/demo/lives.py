"""Small companies as the truth is measured on them: in memory, without a file."""

from functools import cache

from overlap.demo import DemoOptions, Effects
from overlap.demo.company.basics.draws import Floats
from overlap.demo.company.world.world import World, world
from overlap.demo.export import load_of_company
from overlap.demo.truth.measured_life import Life, life


@cache
def load(options: DemoOptions) -> Floats:
    """The load of each seller and day."""
    return load_of_company(world(options), options)


def queue(company: World) -> Floats:
    """The load in another world of the same size."""
    return load_of_company(company, DemoOptions(leads=company.arrivals.lead_count))


@cache
def lived(leads: int, effects: Effects | None = None) -> Life:
    """The company with these effects under its own load."""
    options = DemoOptions(leads=leads, effects=effects or Effects())
    return life(world(options), load(options))
