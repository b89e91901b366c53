"""Spark carries the shards: each task of a wave is a number whose marts a Python worker makes, by the same kernel.

The tasks are files, and name files, in the folder of the build, which every worker must see under the same path. A task
that is begun again elsewhere writes the same files, so what Spark retries changes nothing.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from importlib import import_module
from typing import Any

from overlap.errors import UsageError, WarehouseError
from overlap.warehouse.building.shards.engine import Carry, Progress
from overlap.warehouse.building.shards.kernel import Task
from overlap.warehouse.building.shards.spark_words import meaning
from overlap.warehouse.building.shards.spark_worker import laid_out, refuse_missing, run_tasks, versions
from overlap.warehouse.connections import Resources

_QUIET = {"spark.ui.showConsoleProgress": "false"}  # a build says itself how far it is
# On one machine nobody else is to reach it: without this Spark serves its pages to the network.
_AT_HOME = {
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    # Java only says who is next here: compiling it well, beside the shards, takes longer than it then saves.
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
}


@contextmanager
def spark_carrying(master: str) -> Iterator[Carry]:
    """Carrying by the Spark at `master`: `local[2,4]`, `spark://host:7077`, or `sc://host` for Spark Connect.

    Raises UsageError where pyspark or Java is missing, or nobody answers.
    """
    session, refusals = _session(master), _refusals(_connects(master))
    try:
        yield lambda tasks, resources, on_progress: _carry(session, refusals, tasks, resources, on_progress)
    finally:
        with suppress(*refusals, OSError):  # it may have ended by itself, which is what the build says then
            session.stop()


def _session(master: str) -> Any:
    connects = _connects(master)
    try:
        builder = import_module("pyspark.sql").SparkSession.builder.appName("overlap build")
        refusals = _refusals(connects)
    except ModuleNotFoundError:
        raise UsageError("The engine spark needs pyspark: pip install -r requirements-spark.txt.") from None
    try:
        if connects:
            return builder.remote(master).getOrCreate()
        if master.startswith("local"):
            os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
            builder = builder.config(map=_AT_HOME)
        return builder.config(map=_QUIET).master(master).getOrCreate()
    except refusals as error:
        needs = "" if connects else "; it needs Java 17 or newer"
        raise UsageError(f"Spark does not answer at {master}{needs}. {error}") from error


def _connects(master: str) -> bool:
    return master.startswith("sc://")


def _refusals(connects: bool) -> tuple[type[Exception], ...]:
    """How Spark says that it is not there; over Spark Connect there is no Java to fail, nor Java's own errors."""
    said = import_module("pyspark.errors").PySparkException
    return (said,) if connects else (said, import_module("py4j.protocol").Py4JError)


def _carry(
    session: Any,
    refusals: tuple[type[Exception], ...],
    tasks: Sequence[Task],
    resources: Resources,
    on_progress: Progress,
) -> None:
    """Raises WarehouseError where a shard fails however often Spark tries it."""
    if not tasks:
        return
    on_progress(f"{len(tasks)} shards by Spark", 0.0)
    run_them = partial(run_tasks, laid_out(tasks, resources), versions())
    numbers = session.range(0, len(tasks), 1, len(tasks))  # in as many parts, so that each is a task of Spark's
    try:
        done = numbers.mapInArrow(run_them, "id bigint").collect()
    except (*refusals, OSError) as error:
        raise WarehouseError(f"Spark gave up on a shard. {meaning(error)}") from error
    if len(done) != len(tasks):
        raise WarehouseError(f"Spark said of {len(done)} shards that they are built, and was given {len(tasks)}.")
    refuse_missing(tasks)
