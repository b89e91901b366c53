"""Spark carries the shards: each task of a wave is a row that a Python worker turns into its marts, by the same kernel.

The tasks name files below the folder of the build, which every worker must see under the same path. A task that is
begun again elsewhere writes the same files, so what Spark retries changes nothing.
"""

import os
import pickle
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import pyarrow as pa

from overlap.errors import UsageError, WarehouseError
from overlap.warehouse.building.shards.engine import Carry, Progress
from overlap.warehouse.building.shards.kernel import Task, run
from overlap.warehouse.connections import Resources

# On one machine nobody else is to reach it: without this Spark serves its pages to the network.
_AT_HOME = {
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
}
_SENT, _DONE = "number bigint, task binary", "number bigint"


@contextmanager
def spark_carrying(master: str) -> Iterator[Carry]:
    """Carrying by the Spark at `master`: `local[2,4]`, `spark://host:7077`, or `sc://host` for Spark Connect.

    Raises UsageError where pyspark or Java is missing, or nobody answers.
    """
    session = _session(master)
    try:
        yield lambda tasks, resources, on_progress: _carry(session, tasks, resources, on_progress)
    finally:
        session.stop()


def run_tasks(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """What a worker does: run the tasks it is sent, and say which it has done."""
    for batch in batches:
        for row in batch.to_pylist():
            task, resources = pickle.loads(row["task"])  # noqa: S301 - from our own driver
            run(task, resources)
        yield pa.RecordBatch.from_arrays([batch.column("number")], ["number"])


def _session(master: str) -> Any:
    connects = master.startswith("sc://")
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
        return builder.master(master).getOrCreate()
    except refusals as error:
        needs = "" if connects else "; it needs Java 17 or newer"
        raise UsageError(f"Spark does not answer at {master}{needs}. {error}") from error


def _refusals(connects: bool) -> tuple[type[Exception], ...]:
    """How Spark says that it is not there; over Spark Connect there is no Java to fail, nor Java's own errors."""
    said = import_module("pyspark.errors").PySparkException
    return (said,) if connects else (said, import_module("py4j.protocol").Py4JError)


def _carry(session: Any, tasks: Sequence[Task], resources: Resources, on_progress: Progress) -> None:
    """Raises WarehouseError where a shard fails however often Spark tries it."""
    if not tasks:
        return
    on_progress(f"{len(tasks)} shards by Spark", 0.0)
    sent = [(number, pickle.dumps((task, resources))) for number, task in enumerate(tasks)]
    frame = session.createDataFrame(sent, _SENT).repartitionByRange(len(sent), "number")
    try:
        done = frame.mapInArrow(run_tasks, _DONE).collect()
    except import_module("pyspark.errors").PySparkException as error:
        raise WarehouseError(f"Spark gave up on a shard. {error}") from error
    if len(done) != len(tasks):
        raise WarehouseError(f"Spark said of {len(done)} shards that they are built, and was given {len(tasks)}.")
