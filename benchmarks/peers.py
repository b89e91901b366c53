"""Overlap beside libraries that credit journeys or follow waiting times, and plain pandas, in one run, in turn.

The peers stay out of Overlap's environment (one of them needs another pandas than the next may allow), so each is a
process of an environment made for them:

    python3 -m venv .venv-peers && .venv-peers/bin/pip install -r benchmarks/requirements.txt
    .venv/bin/python -m benchmarks.peers --python .venv-peers/bin/python

A job about journeys starts from paths as text in memory and ends with credit by channel; one about waiting times, from
a time and an end a record, with the share that still waits at each time and its limits. Per job and round ours and
theirs are timed one after the other; what is printed is the ratio of the medians, theirs by ours.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import numpy as np
import polars as pl
import typer

from benchmarks.journeys import generated
from overlap.credit import Journeys, credit
from overlap.credit.paths import AMOUNT
from overlap.stats.survival import Counts, aalen_johansen

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
    Job("plain pandas", "heuristics", ("first", "last", "linear"), "linear"),
)
WAITING = Job("lifelines", "kaplan_meier", ("kaplan_meier",), "kaplan_meier")
Answers = dict[str, dict[str, float]]


def ours(journeys: pl.DataFrame, models: tuple[str, ...]) -> dict[str, dict[str, float]]:
    """Conversions by channel for each model, from paths as text; ages are read where a model needs them."""
    needed = Journeys(journeys if "time_decay" in models else journeys.drop("days_before"))
    answers = {model: credit(needed, model) for model in models}
    return {
        model: {channel: float(count) for channel, count in frame.select("channel", "conversions").iter_rows()}
        for model, frame in answers.items()
    }


def ours_of_waiting(records: pl.DataFrame, models: tuple[str, ...]) -> Answers:
    """The share that still waits at each time, with its limits."""
    counted = records.group_by("time").agg(events=pl.col("ended").sum(), all=pl.len()).sort("time")
    events, everybody = counted["events"].to_numpy(), counted["all"].to_numpy()
    curve = aalen_johansen(Counts(counted["time"].to_numpy(), events, np.zeros_like(events), everybody - events))
    return {models[0]: {str(time): 1 - share for time, share in zip(curve.times, curve.share, strict=True)}}


def waiting(count: int, seed: int = 7) -> pl.DataFrame:
    """So many records: `time` in minutes over three weeks, and whether it `ended` or is still waited for."""
    chance = np.random.default_rng(seed)
    times = np.minimum(chance.exponential(4 * 24 * 60, count), 21 * 24 * 60).astype(np.int64)
    return pl.DataFrame({"time": times, "ended": (chance.random(count) < 0.7).astype(np.int64)})


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


@dataclass(frozen=True)
class Compared:
    """A job as both did it: milliseconds by the clock, and theirs by ours; or why the peer could not."""

    channels: int
    peer: str
    models: str
    ours_ms: float = 0.0
    theirs_ms: float = 0.0
    ratio: float = 0.0
    cpu_ratio: float = 0.0
    note: str = ""


def measured(channels: int, job: Job, mine: Callable[[], Answers], ask: Callable[[str], dict], rounds: int) -> Compared:
    """Ours and theirs by turns; the first round warms up and does not count."""
    ours_took: list[tuple[float, float]] = []
    theirs: list[tuple[float, float]] = []
    models, note = ", ".join(job.models), ""
    for _ in range(rounds + 1):
        wall, cpu = time.perf_counter(), time.process_time()
        answers = mine()
        ours_took.append((time.perf_counter() - wall, time.process_time() - cpu))
        said = ask(job.method)
        if "blocked" in said:
            return Compared(channels, job.peer, models, note=f"blocked: {said['blocked']}")
        theirs.append((said["wall"], said["cpu"]))
        note = _agreement(answers[job.compared], said["credit"]) if job.compared else ""
    (wall, cpu), (their_wall, their_cpu) = _medians(ours_took[1:]), _medians(theirs[1:])
    return Compared(
        channels, job.peer, models, wall * 1000, their_wall * 1000, their_wall / wall, their_cpu / cpu, note
    )


def _medians(times: list[tuple[float, float]]) -> tuple[float, float]:
    return median(wall for wall, _ in times), median(cpu for _, cpu in times)


def _agreement(mine: dict[str, float], theirs: dict[str, float]) -> str:
    apart = max(abs(mine[channel] - theirs.get(channel, 0)) / max(mine[channel], 1) for channel in mine)
    return f"largest difference {apart:.2g}"


def main(
    python: str = typer.Option(sys.executable, help="The Python of the peers' environment"),
    won: int = typer.Option(100_000, help="Journeys that converted"),
    lost: int = typer.Option(300_000, help="Journeys that did not"),
    rounds: int = typer.Option(5, help="Rounds that count"),
    out: Path | None = typer.Option(None, help="Where to keep the figures as JSON"),
) -> None:
    """Print the table in Markdown."""
    print(
        "| channels | peer | models | ours, ms | theirs, ms | ratio | ratio, CPU | |\n|---|---|---|---|---|---|---|---|"
    )
    found = [each for channels in CHANNELS for each in _journeys(python, channels, won, lost, rounds)]
    found += _waiting(python, won + lost, rounds)
    if out:
        done = [asdict(each) for each in found if not each.note.startswith("blocked")]
        out.write_text(json.dumps(done, indent=1), encoding="utf-8")


def _journeys(python: str, channels: int, won: int, lost: int, rounds: int) -> Iterator[Compared]:
    journeys = generated(channels, won, lost)
    read = journeys.rename(NAMES).with_columns(pl.col(*NAMES.values()).cast(AMOUNT))  # as a file is read
    for name in dict.fromkeys(job.peer for job in JOBS):
        jobs = [(job, lambda job=job: ours(read, job.models)) for job in JOBS if job.peer == name]
        yield from _by_turns(python, channels, name, journeys, jobs, rounds)


def _waiting(python: str, count: int, rounds: int) -> Iterator[Compared]:
    records = waiting(count)
    yield from _by_turns(
        python, 0, WAITING.peer, records, [(WAITING, lambda: ours_of_waiting(records, WAITING.models))], rounds
    )


def _by_turns(
    python: str,
    channels: int,
    name: str,
    given: pl.DataFrame,
    jobs: list[tuple[Job, Callable[[], Answers]]],
    rounds: int,
) -> Iterator[Compared]:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "given.parquet"
        given.write_parquet(file)
        with peer(python, name, file) as ask:
            ready = ask("ready")
            for job, mine in jobs:
                if "blocked" in ready:
                    done = Compared(channels, name, ", ".join(job.models), note=f"blocked: {ready['blocked']}")
                else:
                    done = measured(channels, job, mine, ask, rounds)
                cells = (done.ours_ms, done.theirs_ms, done.ratio, done.cpu_ratio)
                numbers = " | ".join(f"{each:.{places}f}" for each, places in zip(cells, (0, 0, 1, 1), strict=True))
                print(f"| {channels or ''} | {name} | {done.models} | {numbers} | {done.note} |", flush=True)
                yield done


if __name__ == "__main__":
    typer.run(main)
