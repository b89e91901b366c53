"""What a build in shards costs beside one in one piece, and whether both have the same marts.

`python -m benchmarks.shards WAREHOUSE STORE --leads-per-shard N` works on a copy: in one piece, in shards, the same
again, and again with one lead of another region. Each build is a process, whose CPU time and peak memory are told.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from overlap.warehouse.building.models import models
from overlap.warehouse.generations.layout import Warehouse

IN_ONE_PIECE = 1_000_000_000


@dataclass(frozen=True)
class Built:
    """What a build cost, and the marts file it published."""

    cpu_s: float
    wall_s: float
    peak_mib: float
    marts: Path


def build(folder: Path, leads_per_shard: int, memory_limit: str) -> Built:
    """`overlap build` of the warehouse in the folder."""
    settings = {
        "OVERLAP_WAREHOUSE": str(folder / "warehouse"),
        "OVERLAP_STORE": str(folder / "store.db"),
        "OVERLAP_LEADS_PER_SHARD": str(leads_per_shard),
        "OVERLAP_MEMORY_LIMIT": memory_limit,
    }
    started = time.monotonic()
    with subprocess.Popen(
        [sys.executable, "-m", "overlap", "build"], env={**os.environ, **settings}, stderr=subprocess.DEVNULL
    ) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit("The build failed: run overlap build there to see why.")
    warehouse = Warehouse(folder / "warehouse")
    marts = warehouse.path(warehouse.current().files["marts"])
    return Built(used.ru_utime + used.ru_stime, time.monotonic() - started, used.ru_maxrss / 1024, marts)


def different(one: Path, other: Path) -> list[str]:
    """The marts whose rows are not the same in both files."""
    found = []
    with duckdb.connect() as connection:
        connection.execute("set enable_progress_bar = false")
        connection.execute(f"attach '{one}' as one (read_only); attach '{other}' as other (read_only)")
        for name in models():
            rows, others = (f'select * from {file}.marts."{name}"' for file in ("one", "other"))
            parted = (
                f"select * from (({rows}) except all ({others})) union all (({others}) except all ({rows})) limit 1"
            )
            if connection.sql(parted).fetchall():
                found.append(name)
    return found


def different_apart(one: Path, other: Path) -> list[str]:
    """`different` in a process of its own: Linux counts what a parent held into the peak of a child it starts."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
        return apart.submit(different, one, other).result()


def change_a_lead(folder: Path) -> None:
    """Give one lead that was touched another region."""
    warehouse = Warehouse(folder / "warehouse")
    with duckdb.connect(str(warehouse.path(warehouse.current().files["canonical"]))) as connection:
        connection.execute(
            "update canonical.leads set region = coalesce(region, '') || '2'"
            " where lead_id = (select min(lead_id) from canonical.touches)"
        )


def main() -> None:
    """Print a line a build, and which marts differ."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("warehouse", type=Path)
    asked.add_argument("store", type=Path)
    asked.add_argument("--leads-per-shard", type=int, default=25_000)
    asked.add_argument("--memory-limit", default="4GB")
    given = asked.parse_args()
    with TemporaryDirectory(dir=given.warehouse.parent) as name:
        folder = Path(name)
        shutil.copytree(given.warehouse, folder / "warehouse")
        shutil.copyfile(given.store, folder / "store.db")
        print("build | CPU, s | by the clock, s | peak, MiB", flush=True)
        before: Built | None = None
        for what, size in (
            ("in one piece", IN_ONE_PIECE),
            ("in shards", given.leads_per_shard),
            ("again, nothing changed", given.leads_per_shard),
            ("again, one lead changed", given.leads_per_shard),
            ("that in one piece", IN_ONE_PIECE),
        ):
            if what == "again, one lead changed":
                change_a_lead(folder)
            built = build(folder, size, given.memory_limit)
            print(f"{what} | {built.cpu_s:.1f} | {built.wall_s:.0f} | {built.peak_mib:.0f}", flush=True)
            if before and what != "again, one lead changed":
                others = different_apart(before.marts, built.marts)
                print(f"  other marts than the build before: {others or 'none'}", flush=True)
            before = built


if __name__ == "__main__":
    main()
