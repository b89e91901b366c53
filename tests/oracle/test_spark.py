"""Spark carries the shards to the same marts. Run by `make spark`, in an environment that has pyspark, and Java."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from random import Random

import pytest
from demo_house import demo_house
from in_shards import differences, rebuilt
from killed_worker import one_killed
from many_companies import many_companies

from overlap.errors import UsageError, WarehouseError
from overlap.warehouse.building.shards import spark
from overlap.warehouse.building.shards.kernel import Task
from overlap.warehouse.building.shards.spark import spark_carrying
from overlap.warehouse.connections import Resources
from overlap.warehouse.generations.layout import Warehouse

HAS_JAVA = shutil.which("java") is not None
LEADS = 100_000
# pyspark leaves its sockets to the collector of garbage.
LEFT_OPEN = ("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")


@contextmanager
def connect_server() -> Iterator[str]:
    """The address of a Spark Connect server without Java."""
    server = import_module("pysail.spark").SparkConnectServer(ip="127.0.0.1", port=0)
    server.start(background=True)
    host, port = server.listening_address
    try:
        yield f"sc://{host}:{port}"
    finally:
        server.stop()


@pytest.mark.spark
@pytest.mark.skipif(find_spec("pysail") is None, reason="pysail is not installed: make spark")
def test_a_spark_connect_server_builds_the_marts_of_the_whole(tmp_path: Path) -> None:
    many_companies(Random(3), 5).published(tmp_path).close()
    warehouse = Warehouse(tmp_path / "warehouse")
    in_one_piece = warehouse.path(warehouse.current().files["marts"])
    with connect_server() as address:
        by_spark, said = rebuilt(warehouse, 10, engine="spark", spark=address)
    assert "wave 2 of 5: 2 shards by Spark" in said
    assert not list(differences(in_one_piece, by_spark))


@pytest.mark.spark
@pytest.mark.skipif(find_spec("pyspark") is None, reason="pyspark is not installed: make spark")
@pytest.mark.skipif(not HAS_JAVA, reason="there is no Java")
@pytest.mark.filterwarnings(*LEFT_OPEN)
def test_a_hundred_thousand_leads_are_built_though_a_worker_is_killed(tmp_path: Path) -> None:
    warehouse = demo_house(tmp_path, LEADS)
    in_one_piece = warehouse.path(warehouse.current().files["marts"])
    with one_killed(tmp_path) as killed:
        by_spark, said = rebuilt(warehouse, 30_000, memory_limit="2GB", engine="spark", spark="local[2,4]")
    assert len(killed) == 1, "no worker was seen at its work"
    assert "wave 2 of 5: 4 shards by Spark" in said
    assert not list(differences(in_one_piece, by_spark))


@pytest.mark.spark
@pytest.mark.skipif(find_spec("pyspark") is None, reason="pyspark is not installed: make spark")
@pytest.mark.skipif(not HAS_JAVA, reason="there is no Java")
@pytest.mark.filterwarnings(*LEFT_OPEN)
@pytest.mark.parametrize(
    ("python", "missing", "said"),
    [
        (
            "/nowhere/python",
            "",
            r'a shard\. Cannot run program "/nowhere/python"\. PYSPARK_PYTHON, where the command',
        ),
        (
            sys.executable,
            "gone",
            r"a shard\. The worker \S+ cannot read \S+gone\. The warehouse must lie on a disk",
        ),
    ],
)
def test_a_worker_without_its_python_or_the_disk_is_told_of_with_the_remedy(
    python: str, missing: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYSPARK_PYTHON", python)
    monkeypatch.setattr(spark, "laid_out", lambda *_: tmp_path / missing)
    with pytest.raises(WarehouseError, match=said), spark_carrying("local[1,1]") as carry:
        carry([Task({}, {}, {}, 0, tmp_path)], Resources(), lambda *_: None)


@pytest.mark.skipif(find_spec("pyspark") is not None, reason="pyspark is installed")
def test_without_pyspark_it_is_said_what_to_install() -> None:
    with pytest.raises(UsageError, match="pip install -r requirements-spark.txt"), spark_carrying("local[2]"):
        pass
