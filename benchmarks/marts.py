"""What the marts cost beside the least work there is: joining touches to deals in a window, and counting.

    python -m benchmarks.marts --folder FOLDER            about 10 million touches; the company is kept in FOLDER

The demo generator makes the company, the command line imports it, both in processes of their own. Then this process
runs the join three times, builds every mart, and runs the join again; what is printed is each mart's time as a multiple
of the join's median.
"""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import duckdb
import typer

from overlap.warehouse.building import agreements_of
from overlap.warehouse.building.models import create_macros, make, models
from overlap.warehouse.connections import FINISHED, Resources, desk, see
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.generations.manifest import Manifest

CREDIT = ("deal_journeys", "campaign_transitions", "removal_effects", "deal_touches", "deal_shares", "credit")
_LARGEST = 12  # marts named one by one beside those of credit
FLOOR = """
with

deals_with_end as (

    select deal_id, lead_id, coalesce(closed_at, $as_of) as ends_at
    from canonical.deals

),

members as (

    select deal_id, lead_id
    from canonical.deal_leads
    union
    select deal_id, lead_id
    from deals_with_end
    where lead_id is not null

)

select count(*) as touch_count
from members
inner join deals_with_end on members.deal_id = deals_with_end.deal_id
inner join canonical.touches on members.lead_id = touches.lead_id
where touches.touched_at <= deals_with_end.ends_at
    and date_diff('second', touches.touched_at, deals_with_end.ends_at) <= 90 * 86400
"""


@dataclass
class Watch:
    """Wall and CPU seconds of each step, a step ending where the next is announced."""

    spent: dict[str, tuple[float, float]] = field(default_factory=dict)
    _step: str | None = None
    _since: tuple[float, float] = (0.0, 0.0)

    def begin(self, step: str) -> None:
        """Announce a step."""
        self.stop()
        self._step, self._since = step, (time.perf_counter(), time.process_time())

    def stop(self) -> None:
        """End the step that runs."""
        if self._step is not None:
            wall, cpu = self._since
            self.spent[self._step] = (time.perf_counter() - wall, time.process_time() - cpu)
        self._step = None


def prepared(folder: Path, leads: int) -> Warehouse:
    """The company of that size as a warehouse below `folder`, made where it is not there yet."""
    warehouse = Warehouse(folder / "warehouse")
    if warehouse.current_id() is None:
        export = str(folder / "export")
        for words in (["demo", "--parquet", "--leads", str(leads), "--out", export], ["import", "overlap", export]):
            environment = {**os.environ, **_stores(folder)}
            subprocess.run([sys.executable, "-m", "overlap", *words], env=environment, stdout=sys.stderr, check=True)
    return warehouse


def main(
    folder: Path = typer.Option(..., help="Where the company lies, or is to be made: 2 GB for a million leads"),
    leads: int = typer.Option(1_050_000, help="9.5 touches each"),
    memory: str = typer.Option("7GB", help="What DuckDB may use"),
    threads: int = typer.Option(2),
    out: Path | None = typer.Option(None, help="Where to keep the figures as JSON"),
) -> None:
    """Print the table in Markdown."""
    warehouse = prepared(folder, leads)
    manifest = warehouse.current()
    canonical = warehouse.path(manifest.files["canonical"])
    watch, floors = Watch(), []
    with (
        TemporaryDirectory(dir=folder) as scratch,
        desk(canonical, Path(scratch) / "marts.duckdb", Resources(memory, threads)) as connection,
    ):
        touches = connection.sql("select count(*) from canonical.touches").pl().item()
        _write_agreements(connection, manifest, folder)
        create_macros(connection)
        params = {"as_of": manifest.as_of_at, "zone": manifest.time_zone, "currency": manifest.reporting_currency}
        floors += [_floor(connection, manifest) for _ in range(3)]
        for name, model in models().items():
            watch.begin(name)
            make(connection, name, model, params, manifest.seed)
        watch.stop()
        floors += [_floor(connection, manifest) for _ in range(3)]
    _print_table(touches, floors, watch.spent)
    if out:
        out.write_text(json.dumps(_figures(floors, watch.spent)), encoding="utf-8")


def _stores(folder: Path) -> dict[str, str]:
    return {"OVERLAP_WAREHOUSE": str(folder / "warehouse"), "OVERLAP_STORE": str(folder / "store.db")}


def _write_agreements(connection: duckdb.DuckDBPyConnection, manifest: Manifest, folder: Path) -> None:
    connection.execute("use marts_file")
    agreements_of(manifest, folder / "store.db").write(connection)
    connection.execute("create schema marts_file.marts")
    see(connection, *FINISHED, "marts_file.agreements", "marts_file.marts")


def _floor(connection: duckdb.DuckDBPyConnection, manifest: Manifest) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    connection.sql(FLOOR, params={"as_of": manifest.as_of_at}).pl()
    return time.perf_counter() - wall, time.process_time() - cpu


def _figures(floors: list[tuple[float, float]], spent: dict[str, tuple[float, float]]) -> dict[str, object]:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
    cpu = {mart: one for mart, (_, one) in spent.items()}
    return {"join": median(one for _, one in floors), "peak_mib": peak, "marts": cpu}


def _print_table(touches: int, floors: list[tuple[float, float]], spent: dict[str, tuple[float, float]]) -> None:
    wall, cpu = median(one for one, _ in floors), median(one for _, one in floors)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"{touches:,} touches; the join takes {wall:.2f} s, {cpu:.2f} CPU s; peak memory {peak:.1f} GiB\n")
    print("| mart | wall, s | CPU, s | x join, wall | x join, CPU |\n|---|---|---|---|---|")

    def row(name: str, chosen: Callable[[str], bool]) -> None:
        walls, cpus = (sum(one[place] for mart, one in spent.items() if chosen(mart)) for place in (0, 1))
        print(f"| {name} | {walls:.2f} | {cpus:.2f} | {walls / wall:.1f} | {cpus / cpu:.1f} |")

    slowest = sorted(set(spent) - set(CREDIT), key=lambda mart: -spent[mart][0])[:_LARGEST]
    for mart in (*CREDIT, *slowest):
        row(mart, mart.__eq__)
    row("**all of credit**", CREDIT.__contains__)
    row(f"**all {len(spent)} marts**", lambda _: True)


if __name__ == "__main__":
    typer.run(main)
