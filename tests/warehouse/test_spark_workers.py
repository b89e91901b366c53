"""What a worker of Spark refuses to do, since its marts would be other ones or not be found. No Spark is needed."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from overlap.errors import WarehouseError
from overlap.warehouse.building.shards.kernel import Task
from overlap.warehouse.building.shards.spark_words import meaning
from overlap.warehouse.building.shards.spark_worker import laid_out, refuse_missing, run_tasks, versions
from overlap.warehouse.connections import Resources


def no_mart(folder: Path) -> Task:
    """A task that makes nothing."""
    folder.mkdir()
    return Task({}, {}, {}, 0, folder)


def ids(*numbers: int) -> Iterator[pa.RecordBatch]:
    yield pa.RecordBatch.from_pylist([{"id": number} for number in numbers])


def test_a_worker_says_which_tasks_it_has_done_and_leaves_nothing_of_them(tmp_path: Path) -> None:
    task = no_mart(tmp_path / "work")
    folder = laid_out([task, task], Resources())
    done = list(run_tasks(folder, versions(), ids(0, 1)))
    assert [batch.to_pydict() for batch in done] == [{"id": [0, 1]}]
    assert list(task.spill.iterdir()) == [folder]


def test_a_worker_that_does_not_see_the_folder_says_so(tmp_path: Path) -> None:
    task = no_mart(tmp_path / "work")
    folder = laid_out([task], Resources())
    shutil.rmtree(folder)
    with pytest.raises(WarehouseError, match=r"cannot read .*tasks-\w+\. The warehouse must lie on a disk that every"):
        list(run_tasks(folder, versions(), ids(0)))


@pytest.mark.parametrize(("what", "other"), [("Overlap", "0.0.1"), ("duckdb", "0.9"), ("models", "f" * 12)])
def test_a_worker_with_other_versions_or_other_models_refuses(what: str, other: str, tmp_path: Path) -> None:
    folder = laid_out([no_mart(tmp_path / "work")], Resources())
    with pytest.raises(WarehouseError, match=rf"has {what} \S+, not {other}\. Install the same there"):
        list(run_tasks(folder, {**versions(), what: other}, ids(0)))


def test_a_mart_that_was_written_elsewhere_is_missed(tmp_path: Path) -> None:
    here = tmp_path / "leads" / "here.parquet"
    here.parent.mkdir()
    here.touch()
    refuse_missing([Task({"leads": here}, {}, {}, 0, tmp_path)])
    with pytest.raises(WarehouseError, match=r"The workers wrote leads/gone\.parquet, and it is not here"):
        refuse_missing([Task({"leads": here, "more": here.with_name("gone.parquet")}, {}, {}, 0, tmp_path)])


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (
            "\n  An exception was thrown from the Python worker.\nTraceback (most recent call last):\n"
            "overlap.errors.WarehouseError: The build of a shard: the disk is full. Free some space and try again.\n",
            r"^The build of a shard: the disk is full\. Free some space and try again\.$",
        ),
        (
            'An error occurred.\n: java.io.IOException: Cannot run program "/no/python": error=2\n\tat java.base',
            r'^Cannot run program "/no/python"\. PYSPARK_PYTHON, where the command runs',
        ),
        (
            "\nTraceback\nModuleNotFoundError: No module named 'overlap'\n",
            r"^No module named 'overlap'\. PYSPARK_PYTHON",
        ),
        (
            "[PYTHON_VERSION_MISMATCH] Python in worker has different version: 3.12",
            r"^PYTHON_VERSION_MISMATCH\. PYSPARK",
        ),
        ("Job aborted: ExecutorLostFailure (executor 1 exited)\nReason", r"^ExecutorLostFailure\. Its machine stopped"),
        ("\n  something new\n\tat org.apache", r"^something new$"),
    ],
)
def test_what_spark_says_is_told_by_the_line_that_helps(said: str, words: str) -> None:
    assert re.search(words, meaning(Exception(said)))
