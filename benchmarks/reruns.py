"""What one rerun costs that nobody has seen before, page by page: CPU of the server, messages and bytes.

    python -m benchmarks.reruns WAREHOUSE STORE --out AFTER.json --before BEFORE.json

The app runs as a process of its own and one viewer looks, under filters that were never asked for. Only the server's
CPU time is measured, so that the figures compare however many others use the machine.
"""

import asyncio
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

import typer

from benchmarks.viewers import choices
from benchmarks.viewing.app_process import Served, serving
from benchmarks.viewing.screens import PAGES, VIEWS, Choices, Screen, opening
from benchmarks.viewing.viewer import arriving

Costs = dict[str, tuple[float, float, float]]


def main(
    warehouse: Path = typer.Argument(..., help="A folder with a published generation"),
    store: Path = typer.Argument(..., help="The app store beside it; a copy is used"),
    times: int = typer.Option(5, help="Filters under which each page is looked at; each view of it as often"),
    out: Path | None = typer.Option(None, help="Where to keep the figures as JSON"),
    before: Path | None = typer.Option(None, help="The figures of an earlier run"),
) -> None:
    """Print a table in Markdown."""
    with TemporaryDirectory() as folder:
        copy = Path(shutil.copy(store, folder))
        with serving(warehouse, copy, Path(folder), 1) as app:
            costs = asyncio.run(_costs(app, choices(warehouse), times))
    if out:
        out.write_text(json.dumps(costs, indent=1), encoding="utf-8")
    earlier: Costs = json.loads(before.read_text(encoding="utf-8")) if before else {}
    typer.echo("| page | CPU ms, before | CPU ms | messages | KB |\n|---|---|---|---|---|")
    for page, (cpu, messages, kilobytes) in costs.items():
        was = f"{earlier[page][0]:.0f}" if page in earlier else ""
        typer.echo(f"| {page} | {was} | {cpu:.0f} | {messages:.0f} | {kilobytes:.0f} |")


async def _costs(app: Served, of: Choices, times: int) -> Costs:
    """Per page and view the means of its reruns, and of all."""
    chance = Random(0)
    found: Costs = {}
    async with arriving(app.port) as viewer:
        for screen in opening():
            await viewer.look(screen)
        for page, view in _pages():
            await viewer.look(Screen(page, urlencode(view)))
            cpu, messages, sent = app.cpu(), 0, 0
            for _ in range(times):
                run = await viewer.look(Screen(page, urlencode([*chance.sample(of, 2), *view])))
                messages, sent = messages + len(run.messages), sent + run.sent
            cpu = app.cpu() - cpu
            name = " ".join([page or "goals", *(value for _, value in view)])
            found[name] = (1000 * cpu / times, messages / times, sent / 1024 / times)
    found["mean"] = tuple(sum(each) / len(found) for each in zip(*found.values(), strict=True))  # pyright: ignore[reportArgumentType]
    return found


def _pages() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    for page in dict.fromkeys(PAGES):
        name, views = VIEWS.get(page, ("", ("",)))
        yield from ((page, [(name, view)] if view else []) for view in views)


if __name__ == "__main__":
    typer.run(main)
