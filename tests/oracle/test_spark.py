"""Spark carries the shards to the same marts. Run by `make spark`, in an environment that has pyspark, and Java."""

import shutil
from importlib.util import find_spec
from pathlib import Path
from random import Random

import pytest
from in_shards import differences, rebuilt
from many_companies import many_companies

from overlap.errors import UsageError
from overlap.warehouse.building.shards.spark import spark_carrying
from overlap.warehouse.generations.layout import Warehouse


@pytest.mark.spark
@pytest.mark.skipif(find_spec("pyspark") is None, reason="pyspark is not installed: make spark")
@pytest.mark.skipif(shutil.which("java") is None, reason="there is no Java")
def test_spark_builds_the_marts_of_the_whole(tmp_path: Path) -> None:
    many_companies(Random(3), 5).published(tmp_path).close()
    warehouse = Warehouse(tmp_path / "warehouse")
    in_one_piece = warehouse.path(warehouse.current().files["marts"])
    by_spark, said = rebuilt(warehouse, 10, engine="spark", spark="local[2]")
    assert "wave 2 of 4: 2 shards by Spark" in said
    assert not list(differences(in_one_piece, by_spark))


@pytest.mark.skipif(find_spec("pyspark") is not None, reason="pyspark is installed")
def test_without_pyspark_it_is_said_what_to_install() -> None:
    with pytest.raises(UsageError, match="pip install -r requirements-spark.txt"), spark_carrying("local[2]"):
        pass
