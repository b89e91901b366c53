"""An import whose marts go on from the published ones, killed at any moment: the generation before stays or the new one
is whole, and what the next publishes is what a build anew would be.

Run by itself it kills: a process in which neither DuckDB nor Polars has begun a thread may fork.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import IO
from unittest.mock import patch

import duckdb
import pytest
from few_marts import askable, few_marts
from houses import IDENTITIES, SMALL
from imported_house import LATER, NOW, House
from in_shards import differences
from test_killed_imports import LEADS, TOUCHES, done, forked

from overlap.warehouse.building import agreements_of, build_marts, checks, silent
from overlap.warehouse.connections import Resources
from overlap.warehouse.generations.durable import digest_of
from overlap.warehouse.generations.layout import shards_name

pytestmark = pytest.mark.whole

IN_SHARDS = Resources(memory_limit="1GB", threads=1, leads_per_shard=100, generations_kept=2)
CHANGED = LEADS.replace("Company 0\n", "Changed\n")
LAST_WAVE = "wave 5 of 5"
PHASES = ("copying", "replacing", "checking", "publishing")


def bring(house: House, told: int, now: datetime = LATER) -> None:
    """Import what lies there, and write what it is at into the pipe."""

    def on_progress(what: str, _: float) -> None:
        os.write(told, f"{what}\n".encode())

    with patch.object(checks, "all_checks", lambda: askable(IDENTITIES)):
        house.bring(now=now, resources=IN_SHARDS, on_progress=on_progress)


def wait(phase: str, said: IO[str], house: House, chance: random.Random) -> None:
    """Return within the phase, or when the import is over."""
    lines, marts = iter(said.readline, ""), chance.randrange(60)
    if phase == "publishing":
        files = house.warehouse.folder / "files"
        before = set(files.iterdir())
        _until(line.startswith("checks") for line in lines)
        given_up = time.monotonic() + 10
        while set(files.iterdir()) == before and time.monotonic() < given_up:
            time.sleep(0.0005)
        time.sleep(chance.uniform(0, 0.4))
    elif phase == "checking":
        _until(line.startswith("checks") for line in lines)
        time.sleep(chance.uniform(0, 0.2))
    elif phase == "replacing":
        _until(line.startswith("mart ") and chance.randrange(60) > marts for line in lines)
        time.sleep(chance.uniform(0, 0.01))
    else:
        _until(line.startswith(LAST_WAVE) for line in lines)
        time.sleep(chance.uniform(0, 0.1))


def _until(found: Iterator[bool]) -> None:
    any(found)


def killed(folder: Path, seed: int, times: int) -> None:
    """Kill so many imports, each in a phase of it; then let one go through."""
    house, chance = House(folder), random.Random(seed)
    house.put(leads=LEADS, touches=TOUCHES)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    done(partial(bring, house, nowhere, NOW))
    since, told, left = house.warehouse.current().built_at, LEADS, {"before": 0, "new": 0}
    for number in range(times):
        before = house.warehouse.current()
        wanted = CHANGED if told == LEADS else LEADS
        house.put(leads=wanted)
        reader, writer = os.pipe()
        child = forked(partial(bring, house, writer))
        os.close(writer)
        with os.fdopen(reader, encoding="utf-8") as said:
            wait(PHASES[(seed + number) % len(PHASES)], said, house, chance)
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        if house.warehouse.current() == before:
            assert digest_of(house.warehouse.path(before.files["marts"])) == before.marts_digest
            left["before"] += 1
        else:
            done(partial(assert_is_as_built_anew, house, since))
            left["new"] += 1
            told = wanted
    print(json.dumps(left))
    house.put(leads=CHANGED.replace("Company 1\n", "Changed\n"))
    done(partial(bring, house, nowhere))
    done(partial(assert_is_as_built_anew, house, since))
    assert_nothing_is_left(house)


def assert_is_as_built_anew(house: House, since: str) -> None:
    """Row for row; its file goes on from one of then."""
    manifest = house.warehouse.current()
    marts, canonical = (house.warehouse.path(manifest.files[kind]) for kind in ("marts", "canonical"))
    assert digest_of(marts) == manifest.marts_digest
    with duckdb.connect(str(marts), read_only=True) as connection:
        assert connection.sql("select distinct begun_at from meta.parts").fetchall() == [(since,)]
    anew = house.folder / "anew.duckdb"
    with patch.object(checks, "all_checks", list):
        build_marts(canonical, anew, manifest, agreements_of(manifest, house.store), SMALL, silent)
    assert not [each for each in differences(anew, marts) if not each.endswith(": order")]
    anew.unlink()


def assert_nothing_is_left(house: House) -> None:
    """Of killed imports: no folder of unfinished work, no file or shard that no generation names."""
    warehouse = house.warehouse
    named = {file for each in warehouse.kept() for file in (*each.files.values(), *each.records.values())}
    there = {path.name for path in (warehouse.folder / "files").iterdir()}
    assert there - named <= {shards_name(warehouse.current().generation)}
    assert not (warehouse.folder / "building").exists()
    assert not list(warehouse.folder.glob("aside-*"))


def killed_apart(folder: Path, seed: int, times: int) -> dict[str, int]:
    """`killed` in a process of its own; how many left the generation before, and how many the new one."""
    tests = Path(__file__).parents[1]
    path = os.pathsep.join(map(str, (tests.parent, tests, tests / "warehouse", tests / "oracle")))
    command = [sys.executable, __file__, str(folder), str(seed), str(times)]
    said = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": path}, stdout=subprocess.PIPE, text=True, check=True
    )
    return json.loads(said.stdout.splitlines()[-1])


def test_a_killed_import_that_goes_on_from_the_marts_before_leaves_one_generation_or_the_other(tmp_path: Path) -> None:
    """Killed once, while rows are replaced; forty times, in each phase, by `make soak`."""
    assert sum(killed_apart(tmp_path, 1, 1).values()) == 1


@pytest.mark.soak
def test_forty_killed_imports_leave_one_generation_or_the_other(tmp_path: Path) -> None:
    assert min(killed_apart(tmp_path, 12, 40).values()) > 0, "kills fell on one side alone"


if __name__ == "__main__":
    # A handful of kills is cheap beside the marts: those of `make soak` build all of them.
    with few_marts() if int(sys.argv[3]) < 10 else nullcontext():
        killed(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
