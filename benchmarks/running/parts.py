"""The parts of the benchmark: what each measures, as figures. Most are programs of their own and run as processes."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.running.figures import Figure
from benchmarks.running.pages import reruns
from benchmarks.running.process import Used, used
from benchmarks.viewing.app_process import serving
from overlap.warehouse.building.models import models_hash
from overlap.warehouse.generations.layout import Warehouse

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Setup:
    """A company of so many leads below a folder, and how thoroughly it is measured."""

    folder: Path
    leads: int
    memory_limit: str
    repeats: int
    peers: Path | None
    shots: Path | None

    @property
    def settings(self) -> dict[str, object]:
        """What Overlap is told of it."""
        return {"warehouse": self.warehouse, "store": self.store, "memory_limit": self.memory_limit}

    @property
    def warehouse(self) -> Path:
        """Where its builds lie."""
        return self.folder / "warehouse"

    @property
    def store(self) -> Path:
        """What people wrote."""
        return self.folder / "store.db"


def make(setup: Setup, tell: Tell) -> Iterator[Figure]:
    """The company as an export, and imported; where it was imported before, built again if by other models."""
    there = Warehouse(setup.warehouse)
    if there.current_id() is not None:
        if there.current().models_hash != models_hash():
            used("overlap", ["build"], setup.settings, tell)
        return
    export = str(setup.folder / "export")
    words = ["demo", "--parquet", "--leads", str(setup.leads), "--out", export]
    yield from _costs("import", setup.leads, "demo company written", used("overlap", words, setup.settings, tell))
    spent = used("overlap", ["import", "overlap", export], setup.settings, tell)
    yield from _costs("import", setup.leads, "imported", spent)
    files = sum(file.stat().st_size for file in setup.warehouse.rglob("*") if file.is_file())
    yield Figure("import", setup.leads, "files", "MiB", round(files / 2**20, 1))


def build(setup: Setup, tell: Tell) -> Iterator[Figure]:
    """Its marts again from what was imported, with nothing changed."""
    spent = used("overlap", ["build"], setup.settings, tell)
    yield from _costs("build", setup.leads, "built again", spent)
    for step, cpu_s in spent.steps.items():
        yield Figure("build", setup.leads, f"of that: {step}", "CPU s", round(cpu_s, 2))


def marts(setup: Setup, tell: Tell) -> Iterator[Figure]:
    """Every mart as a multiple of one join."""
    found = _told_by("benchmarks.marts", ["--folder", str(setup.folder), "--leads", str(setup.leads)], tell)
    yield Figure("marts", setup.leads, "the join", "CPU s", round(found["join"], 3))
    yield Figure("marts", setup.leads, "peak", "MiB", round(found["peak_mib"]))
    yield Figure("marts", setup.leads, "all marts", "joins", round(sum(found["marts"].values()) / found["join"], 1))
    dearest = sorted(found["marts"].items(), key=lambda mart: -mart[1])
    for name, cpu_s in dearest[:_NAMED]:
        yield Figure("marts", setup.leads, name, "joins", round(cpu_s / found["join"], 1))


def reports(setup: Setup, tell: Tell) -> Iterator[Figure]:
    """Every report without filters, over a year, and over that year in one channel: what they take, and the dearest."""
    words = [str(setup.warehouse), "--repeats", str(setup.repeats), "--memory", setup.memory_limit]
    asked: list[dict[str, Any]] = _told_by("benchmarks.reports", words, tell)
    for question in dict.fromkeys(each["question"] for each in asked):
        of_it = [each for each in asked if each["question"] == question]
        for spent in ("cold", "cpu", "wall", "planning"):
            name = {"cold": "cold, CPU", "cpu": "warm, CPU", "wall": "warm, clock", "planning": "planning, CPU"}[spent]
            taken = sorted(each[spent] for each in of_it)
            for what, value in (
                ("median", median(taken)), ("p90", taken[len(taken) * 9 // 10]), ("most", taken[-1])
            ):  # fmt: skip
                yield Figure("reports", setup.leads, f"{question}: {name}, {what}", "ms", round(value, 1))
    for each in sorted((each for each in asked if each["question"] != "channel"), key=lambda each: -each["cpu"]):
        yield Figure("each report", setup.leads, f"{each['report']}, {each['question']}", "ms", each["cpu"])


def pages(setup: Setup, tell: Tell) -> Iterator[Figure]:
    """Every page in a browser, and the memory of the server behind it."""
    with (
        TemporaryDirectory() as words,
        serving(setup.warehouse, setup.store, Path(words), 1) as app,
    ):
        asked = []
        for each in reruns(app, setup.shots and setup.shots / str(setup.leads)):
            tell(f"page {each.page}")
            asked.append(each.chart)
            yield Figure("pages", setup.leads, f"{each.page}: opened", "s", round(each.opened, 2))
            yield Figure("pages", setup.leads, f"{each.page}: rerun, script", "s", round(each.script, 2))
            yield Figure("pages", setup.leads, f"{each.page}: rerun, last chart", "s", round(each.chart, 2))
        yield Figure("pages", setup.leads, "all pages: rerun, last chart, mean", "s", round(mean(asked), 2))
        yield Figure("pages", setup.leads, "server, peak", "MiB", round(app.peak()))


def viewers(setup: Setup, tell: Tell) -> Iterator[Figure]:
    """How long 1, 10 and 50 wait who look at once."""
    for each in _told_by("benchmarks.viewers", [str(setup.warehouse), str(setup.store)], tell):
        for what, unit in (("p50", "s"), ("p95", "s"), ("cpu_per_rerun", "CPU s"), ("memory", "MiB"), ("differ", "")):
            yield Figure("viewers", setup.leads, f"{each['viewers']} viewers: {what}", unit, each[what])


def peers(setup: Setup, tell: Tell) -> Iterator[Figure]:
    """Journeys and waiting times, beside libraries and plain pandas; nothing without an environment of theirs."""
    if setup.peers is None:
        tell("no environment of peers: see --peers")
        return
    words = ["--python", str(setup.peers), "--rounds", str(setup.repeats)]
    for each in _told_by("benchmarks.peers", words, tell):
        of = f"{each['channels']} channels, " if each["channels"] else ""
        yield Figure("peers", 0, f"{of}{each['peer']}, {each['models']}", "x ours, CPU", round(each["cpu_ratio"], 1))


OF_A_COMPANY = {"import": make, "build": build, "marts": marts, "reports": reports, "pages": pages, "viewers": viewers}
PARTS = {**OF_A_COMPANY, "peers": peers}
_NAMED = 12


def _told_by(module: str, words: list[str], tell: Tell) -> Any:
    """What a benchmark of its own wrote as JSON."""
    with TemporaryDirectory() as folder:
        out = Path(folder) / "out.json"
        used(module, [*words, "--out", str(out)], {}, tell)
        return json.loads(out.read_text(encoding="utf-8"))


def _costs(part: str, leads: int, what: str, spent: Used) -> Iterator[Figure]:
    yield Figure(part, leads, what, "CPU s", round(spent.cpu_s, 1))
    yield Figure(part, leads, what, "clock s", round(spent.wall_s, 1))
    yield Figure(part, leads, what, "peak MiB", round(spent.peak_mib))
