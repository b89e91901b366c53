"""Who carries the shards of a build: this machine, one after the other, or Spark."""

from collections.abc import Iterator
from contextlib import contextmanager

from overlap.warehouse.building.shards.engine import Carry, one_after_the_other
from overlap.warehouse.building.shards.spark import spark_carrying
from overlap.warehouse.connections import Resources


@contextmanager
def carrying(resources: Resources) -> Iterator[Carry]:
    """What runs the tasks of a wave, as long as the build lasts. Raises UsageError for a Spark that is not there."""
    if resources.engine == "local":
        yield one_after_the_other
    else:
        with spark_carrying(resources.spark) as carry:
            yield carry
