"""How many can look at once: 1, 10 and 50 viewers with filters of their own, beside a viewer alone.

    python -m benchmarks.viewers WAREHOUSE STORE --out AFTER.json --before BEFORE.json

The app runs as a process of its own, anew for each number of viewers, and on a copy of the store. Every viewer opens a
page under filters, thinks for 2 to 6 seconds, then changes the filters or the page. A rerun is timed from the message
to the script's end. All that stands on every screen, each text, figure and table, is compared with what a viewer who
is alone in another process sees there. On a machine that others use too, compare the ratios to one viewer and CPU.
"""

import asyncio
import json
import shutil
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import monotonic

import typer

from benchmarks.viewing.app_process import Served, serving
from benchmarks.viewing.screen_read import digest
from benchmarks.viewing.screens import Choices, Screen, of_viewer, opening
from benchmarks.viewing.viewer import Run, arriving
from overlap.reports import answer
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.reader import open_reader

THINKS = (2.0, 6.0)
ARRIVES = 0.2  # seconds between two who come


@dataclass(frozen=True)
class Measured:
    """What so many viewers had to wait, and what it took."""

    viewers: int
    workers: int
    reruns: int
    p50: float
    p95: float
    cpu_per_rerun: float
    cores_busy: float
    kilobytes_per_rerun: float
    memory: float
    peak: float
    screens: int
    differ: int


@dataclass(frozen=True)
class House:
    """Where the company lies, and what its shared lists hold."""

    warehouse: Path
    store: Path
    choices: Choices


def main(
    warehouse: Path = typer.Argument(..., help="A folder with a published generation"),
    store: Path = typer.Argument(..., help="The app store beside it; a copy is used"),
    viewers: str = typer.Option("1,10,50", help="How many look at once"),
    seconds: float = typer.Option(60, help="How long they look"),
    workers: int = typer.Option(1, help="Processes behind the port"),
    out: Path | None = typer.Option(None, help="Where to keep the figures as JSON"),
    before: Path | None = typer.Option(None, help="The figures of an earlier run"),
    alone: bool = typer.Option(True, help="Compare what every screen says with what a viewer alone sees"),
) -> None:
    """Print a table in Markdown."""
    house = House(warehouse, store, choices(warehouse))
    measured = [_measured(house, int(each), seconds, workers, alone) for each in viewers.split(",")]
    if out:
        out.write_text(json.dumps([asdict(one) for one in measured], indent=1), encoding="utf-8")
    earlier = [Measured(**one) for one in json.loads(before.read_text(encoding="utf-8"))] if before else []
    for when, figures in (("before", earlier), ("now", measured)):
        if figures:
            _print(when, figures)


def choices(warehouse: Path) -> Choices:
    """The values of the shared lists, each with the name of its list."""
    with closing(open_reader(Warehouse(warehouse))) as reader:
        frame = answer(reader, "data/filter_choices").frame.drop_nulls("value")
    lists = frame.filter(frame["field"].is_in(["channels", "segments", "regions", "teams", "campaigns"]))
    return sorted(lists.select("field", "value").iter_rows())


def _measured(house: House, viewers: int, seconds: float, workers: int, alone: bool) -> Measured:
    with TemporaryDirectory() as folder:
        store = Path(shutil.copy(house.store, folder))
        with serving(house.warehouse, store, Path(folder), workers) as app:
            asyncio.run(_opened(app, opening()))
            cpu, began = app.cpu(), monotonic()
            runs = asyncio.run(_together(app, house.choices, viewers, seconds))
            cpu, took = app.cpu() - cpu, monotonic() - began
            memory, peak = app.memory(), app.peak()
    screens = {run.screen: "" for run in runs}
    seen = [(run.screen, digest(run.messages)) for run in runs]
    truth = _alone(house, screens) if alone else dict(seen)
    waits = sorted(run.seconds for run in runs)
    cuts = quantiles(waits, n=20, method="inclusive")
    return Measured(
        viewers, workers, len(runs), p50=round(cuts[9], 3), p95=round(cuts[18], 3),
        cpu_per_rerun=round(cpu / len(runs), 3), cores_busy=round(cpu / took, 2),
        kilobytes_per_rerun=round(sum(run.sent for run in runs) / len(runs) / 1024, 1),
        memory=round(memory), peak=round(peak), screens=len(screens),
        differ=sum(truth[screen] != what for screen, what in seen),
    )  # fmt: skip


def _alone(house: House, screens: Iterable[Screen]) -> dict[Screen, str]:
    """What a viewer sees who is alone on a server of one process, each screen in a session of its own."""
    with TemporaryDirectory() as folder:
        store = Path(shutil.copy(house.store, folder))
        with serving(house.warehouse, store, Path(folder), 1) as app:
            return {run.screen: digest(run.messages) for run in asyncio.run(_opened(app, screens))}


async def _opened(app: Served, screens: Iterable[Screen]) -> list[Run]:
    """Each screen by somebody who has just come, one after the other."""
    runs = []
    for screen in screens:
        async with arriving(app.port) as viewer:
            runs.append(await viewer.look(screen))
    return runs


async def _together(app: Served, choices: Choices, viewers: int, seconds: float) -> list[Run]:
    ends = monotonic() + seconds + ARRIVES * viewers
    looking = [_looking(app, choices, number, ends) for number in range(viewers)]
    return [run for runs in await asyncio.gather(*looking) for run in runs]


async def _looking(app: Served, choices: Choices, number: int, ends: float) -> list[Run]:
    """One of them, until time is up."""
    chance, runs = Random(-number - 1), []
    await asyncio.sleep(number * ARRIVES)
    async with arriving(app.port) as viewer:
        for screen in of_viewer(number, choices):
            runs.append(await viewer.look(screen))
            if monotonic() > ends:
                return runs
            await asyncio.sleep(chance.uniform(*THINKS))
    return runs


def _print(when: str, figures: Sequence[Measured]) -> None:
    one = figures[0]
    typer.echo(
        f"| {when}: viewers | reruns | p50, s | p95, s | p50 x one's | p95 x one's | CPU a rerun, s | cores busy "
        "| KB a rerun | memory, MB | peak | differ |"
    )
    typer.echo("|---" * 12 + "|")
    for each in figures:
        typer.echo(
            f"| {each.viewers} | {each.reruns} | {each.p50:.2f} | {each.p95:.2f} | {each.p50 / one.p50:.1f} "
            f"| {each.p95 / one.p95:.1f} | {each.cpu_per_rerun:.3f} | {each.cores_busy:.2f} "
            f"| {each.kilobytes_per_rerun:.0f} | {each.memory:.0f} | {each.peak:.0f} "
            f"| {each.differ} of {each.reruns} |"
        )


if __name__ == "__main__":
    typer.run(main)
