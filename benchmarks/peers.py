"""Overlap beside two libraries that credit journeys, on the same journeys, in one run, in turn.

The peers stay out of Overlap's environment (one of them needs another pandas than the next may allow), so each is a
process of an environment made for them:

    python3 -m venv .venv-peers && .venv-peers/bin/pip install -r benchmarks/requirements.txt
    .venv/bin/python -m benchmarks.peers --python .venv-peers/bin/python

Every job starts from paths as text in memory and ends with credit by channel. Per job and round ours and theirs are
timed one after the other; what is printed is the ratio of the medians, theirs by ours, by the wall clock and by CPU.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import polars as pl
import typer

from benchmarks.journeys import generated
from overlap.credit import Journeys, credit
from overlap.credit.touches import AMOUNT

CHANNELS = (12, 200)
NAMES = {"total_conversions": "conversions", "total_conversion_value": "value", "total_null": "lost"}


@dataclass(frozen=True)
class Job:
    """The same work twice: the peer's method, and our models; the credit of `compared` should agree."""

    peer: str
    method: str
    models: tuple[str, ...]
    compared: str | None = None


JOBS = (
    Job("channelattribution", "heuristics", ("first", "last", "linear"), "linear"),
    Job("channelattribution", "markov", ("markov",), "markov"),
    Job("marketing-attribution-models", "heuristics", ("first", "last", "linear", "position"), "linear"),
    Job("marketing-attribution-models", "time_decay", ("time_decay",)),
    Job("marketing-attribution-models", "markov", ("markov_by_journey",)),
)


def ours(journeys: pl.DataFrame, models: tuple[str, ...]) -> dict[str, dict[str, float]]:
    """Conversions by channel for each model, from paths as text; ages are read where a model needs them."""
    needed = Journeys(journeys if "time_decay" in models else journeys.drop("days_before"))
    answers = {model: credit(needed, model) for model in models}
    return {
        model: {channel: float(count) for channel, count in frame.select("channel", "conversions").iter_rows()}
        for model, frame in answers.items()
    }


@contextmanager
def peer(python: str, name: str, journeys: Path) -> Iterator[Callable[[str], dict]]:
    """The peer's process: called with a method it answers; with "ready" it says so, or why it cannot."""
    words = [python, str(Path(__file__).with_name("peer.py")), name, str(journeys)]
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdin and process.stdout

        def answered(method: str) -> dict:
            if method != "ready":
                print(method, file=process.stdin, flush=True)
            line = process.stdout.readline() if process.stdout else ""
            return json.loads(line) if line else {"blocked": f"{name} ended without an answer to {method}"}

        yield answered
        process.stdin.close()


def measured(journeys: pl.DataFrame, job: Job, ask: Callable[[str], dict], rounds: int) -> list[str]:
    """The cells of one row of the table; the first round warms up and does not count."""
    read = journeys.rename(NAMES).with_columns(pl.col(*NAMES.values()).cast(AMOUNT))  # as a file is read
    mine: list[tuple[float, float]] = []
    theirs: list[tuple[float, float]] = []
    note = ""
    for _ in range(rounds + 1):
        wall, cpu = time.perf_counter(), time.process_time()
        answers = ours(read, job.models)
        mine.append((time.perf_counter() - wall, time.process_time() - cpu))
        said = ask(job.method)
        if "blocked" in said:
            return ["", "", "", "", f"blocked: {said['blocked']}"]
        theirs.append((said["wall"], said["cpu"]))
        note = _agreement(answers[job.compared], said["credit"]) if job.compared else ""
    (wall, cpu), (their_wall, their_cpu) = _medians(mine[1:]), _medians(theirs[1:])
    return [
        f"{wall * 1000:.0f}",
        f"{their_wall * 1000:.0f}",
        f"{their_wall / wall:.1f}",
        f"{their_cpu / cpu:.1f}",
        note,
    ]


def _medians(times: list[tuple[float, float]]) -> tuple[float, float]:
    return median(wall for wall, _ in times), median(cpu for _, cpu in times)


def _agreement(mine: dict[str, float], theirs: dict[str, float]) -> str:
    apart = max(abs(mine[channel] - theirs.get(channel, 0)) / max(mine[channel], 1) for channel in mine)
    return f"largest difference of a channel {apart:.2g}"


def main(
    python: str = typer.Option(sys.executable, help="The Python of the peers' environment"),
    won: int = typer.Option(100_000, help="Journeys that converted"),
    lost: int = typer.Option(300_000, help="Journeys that did not"),
    rounds: int = typer.Option(5, help="Rounds that count"),
) -> None:
    """Print the table in Markdown."""
    print(
        "| channels | peer | models | ours, ms | theirs, ms | ratio | ratio, CPU | |\n|---|---|---|---|---|---|---|---|"
    )
    for channels in CHANNELS:
        journeys = generated(channels, won, lost)
        with TemporaryDirectory() as folder:
            file = Path(folder) / "journeys.parquet"
            journeys.write_parquet(file)
            for name in dict.fromkeys(job.peer for job in JOBS):
                with peer(python, name, file) as ask:
                    _print_peer(channels, name, journeys, ask, rounds)


def _print_peer(channels: int, name: str, journeys: pl.DataFrame, ask: Callable[[str], dict], rounds: int) -> None:
    jobs = [job for job in JOBS if job.peer == name]
    ready = ask("ready")
    if "blocked" in ready:
        print(f"| {channels} | {name} | | | | | | blocked: {ready['blocked']} |", flush=True)
        return
    for job in jobs:
        cells = measured(journeys, job, ask, rounds)
        print(f"| {channels} | {name} | {', '.join(job.models)} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    typer.run(main)
