"""A build in shards that is killed at any moment leaves what is published, and the next one goes through.

`make test` kills one that goes on from the marts before (test_killed_continued.py), this is one without any.

Run by itself it kills: a process in which neither DuckDB nor Polars has begun a thread may fork.
"""

import os
import random
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from unittest.mock import patch

import pytest
from imported_house import LATER, House
from test_killed_imports import LEADS, TOUCHES, done, forked
from without_marts import canonical_alone

from overlap.warehouse.building import checks, rebuild
from overlap.warehouse.connections import Resources

pytestmark = pytest.mark.whole

IN_TWO = Resources(memory_limit="1GB", threads=1, leads_per_shard=100)
LAST = "wave 4 of 5: shard 2 of 2"


def built(house: House, told: int) -> None:
    """Build in two shards, and write what it is at into the pipe."""

    def on_progress(what: str, _: float) -> None:
        os.write(told, f"{what}\n".encode())

    with patch.object(checks, "all_checks", list):
        rebuild(
            house.warehouse, house.store, now=LATER, resources=IN_TWO, on_progress=on_progress,
            follow=lambda *_: None,
        )  # fmt: skip


def killed(folder: Path, seed: int, times: int) -> None:
    """Kill so many builds, each somewhere between its first word and its last; then let one go through."""
    house, chance = House(folder), random.Random(seed)
    house.put(leads=LEADS, touches=TOUCHES)
    with canonical_alone():
        done(house.bring)
    before = house.warehouse.current()
    kept = sorted((house.warehouse.folder / "files").iterdir())
    for _ in range(times):
        reader, writer = os.pipe()
        child = forked(partial(built, house, writer))
        os.close(writer)
        with os.fdopen(reader, encoding="utf-8") as said:
            for _ in range(chance.randint(1, 10)):
                if said.readline().strip() in ("", LAST):
                    break
            time.sleep(chance.uniform(0, 0.05))
            os.kill(child, signal.SIGKILL)
        assert os.waitpid(child, 0)[1] == signal.SIGKILL, "the build was over before it was killed"
        assert house.warehouse.current() == before
        assert sorted((house.warehouse.folder / "files").iterdir()) == kept
    done(partial(built, house, os.open(os.devnull, os.O_WRONLY)))
    now = house.warehouse.current()
    assert now.previous == before.generation
    assert house.warehouse.path(now.files["marts"]).stat().st_size
    assert list((house.warehouse.folder / "files").glob("shards-*"))
    assert not (house.warehouse.folder / "building").exists()


def killed_apart(folder: Path, seed: int, times: int) -> None:
    """`killed` in a process of its own."""
    tests = Path(__file__).parents[1]
    path = os.pathsep.join(map(str, (tests.parent, tests, tests / "warehouse")))
    command = [sys.executable, __file__, str(folder), str(seed), str(times)]
    subprocess.run(command, env={**os.environ, "PYTHONPATH": path}, check=True)


@pytest.mark.soak
def test_fifty_killed_builds_in_shards_leave_what_is_published(tmp_path: Path) -> None:
    killed_apart(tmp_path, 11, 50)


if __name__ == "__main__":
    killed(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
