"""A cluster of Spark's own loses an executor, a worker, the command itself: no mart is another, nothing is left."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from demo_house import demo_house
from in_shards import differences
from killed_worker import CLUSTER_WORKER, EXECUTOR, above, one_killed, wait_until_ended
from own_cluster import Cluster, own_cluster

from overlap.warehouse.generations.layout import Warehouse, shards_name

LEADS, SHARDS = 4_000, 4
pytestmark = [
    pytest.mark.spark,
    pytest.mark.skipif(find_spec("pyspark") is None, reason="pyspark is not installed: make spark"),
    pytest.mark.skipif(shutil.which("java") is None, reason="there is no Java"),
]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with own_cluster(tmp_path_factory.mktemp("cluster"), workers=2) as running:
        yield running


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return demo_house(tmp_path, LEADS)


def test_a_lost_executor_changes_nothing(cluster: Cluster, warehouse: Warehouse) -> None:
    in_one_piece = marts_of(warehouse)
    with one_killed(warehouse.folder, above(EXECUTOR)) as killed:
        said = build(warehouse, cluster)
    assert len(killed) == 1, "no executor was seen at its work"
    assert f"wave 2 of 5: {SHARDS} shards by Spark" in said
    assert not list(differences(in_one_piece, marts_of(warehouse)))
    assert "building" not in top(warehouse)
    by_spark = in_shards(warehouse)
    build(warehouse, None, "--anew")
    assert by_spark == in_shards(warehouse)


def test_a_killed_command_leaves_what_is_published_and_a_lost_worker_changes_nothing(
    cluster: Cluster, warehouse: Warehouse
) -> None:
    published, there = marts_of(warehouse), top(warehouse)
    with building(warehouse, cluster) as process, one_killed(warehouse.folder, lambda _: process.pid) as killed:
        process.communicate()
    assert killed == [process.pid], "the build ended before a shard was seen"
    assert marts_of(warehouse) == published
    assert top(warehouse) == there | {"building"}
    wait_until_ended(warehouse.folder)

    with one_killed(warehouse.folder, above(CLUSTER_WORKER)) as killed:
        build(warehouse, cluster)
    assert killed[0] in [worker.pid for worker in cluster.workers]
    assert not list(differences(published, marts_of(warehouse)))
    assert "building" not in top(warehouse)


def marts_of(warehouse: Warehouse) -> Path:
    return warehouse.path(warehouse.current().files["marts"])


def in_shards(warehouse: Warehouse) -> set[Path]:
    """What is kept of the shards of the published generation; the name of a mart's file says what it is made of."""
    folder = warehouse.path(shards_name(warehouse.current().generation))
    return {path.relative_to(folder) for path in folder.rglob("*")}


def top(warehouse: Warehouse) -> set[str]:
    """What lies in the warehouse, and among its files."""
    return {path.name for folder in (warehouse.folder, warehouse.path("")) for path in folder.iterdir()}


def build(warehouse: Warehouse, cluster: Cluster | None, *options: str) -> str:
    """What `overlap build` says on the cluster, or on this machine; it ends well."""
    with building(warehouse, cluster, *options) as process:
        _, said = process.communicate()
    assert process.returncode == 0, said
    return said


def building(warehouse: Warehouse, cluster: Cluster | None, *options: str) -> subprocess.Popen[str]:
    carried = {"OVERLAP_ENGINE": "spark", "OVERLAP_SPARK": cluster.address} if cluster else {}
    return subprocess.Popen(
        [sys.executable, "-m", "overlap", "build", *options], stderr=subprocess.PIPE, text=True,
        env={
            **os.environ, **(cluster.environment if cluster else {}), **carried, "PYSPARK_PYTHON": sys.executable,
            "OVERLAP_WAREHOUSE": str(warehouse.folder), "OVERLAP_STORE": str(warehouse.folder.parent / "store.db"),
            "OVERLAP_LEADS_PER_SHARD": str(LEADS // SHARDS), "OVERLAP_MEMORY_LIMIT": "1GB", "OVERLAP_THREADS": "1",
        },
    )  # fmt: skip
