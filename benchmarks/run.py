"""Everything that is measured, by one command: import, build, marts, reports, pages, viewers, and other libraries.

    python -m benchmarks.run                                     a company of 20,000 leads, some minutes
    python -m benchmarks.run --leads 20000 --leads 1000000 --keep
    python -m benchmarks.run --only reports --only pages --folder FOLDER

Each company lies below the folder, `company-of-N`, and is made where it is not there yet. What is printed stands beside
the last run that was kept; `--keep` keeps this one, in benchmarks/kept.json, and puts it into docs/benchmarks.md. CPU
time and ratios count: the clock says little on a machine that others use too.
"""

from collections.abc import Iterator
from pathlib import Path
from tempfile import gettempdir

import typer
from rich.console import Console

from benchmarks.running import figures, telling
from benchmarks.running.figures import Figure
from benchmarks.running.parts import OF_A_COMPANY, PARTS, Setup

KEPT = Path(__file__).with_name("kept.json")
COMPANIES = Path(gettempdir()) / "overlap-benchmarks"
NAMES = f"Parts to measure: {', '.join(PARTS)}"
DOCUMENT = Path(__file__).parents[1] / "docs" / "benchmarks.md"


app = typer.Typer(add_completion=False)


@app.command()
def main(
    leads: list[int] = typer.Option([20_000], help="Sizes of the company; several are measured one after the other"),
    only: list[str] = typer.Option([], help=NAMES),
    folder: Path = typer.Option(COMPANIES, help="Where companies lie, or are made"),
    memory_limit: str = typer.Option("4GB", help="What DuckDB may use"),
    repeats: int = typer.Option(3, help="Times each question is asked warm, and each peer"),
    peers: Path | None = typer.Option(None, help="The Python of an environment with benchmarks/requirements.txt"),
    shots: Path | None = typer.Option(None, help="A folder for a picture of each page"),
    out: Path | None = typer.Option(None, help="Where to write all figures as JSON"),
    keep: bool = typer.Option(False, help="Keep this run, and put it into docs/benchmarks.md"),
) -> None:
    """Print a table for each part as soon as it is measured."""
    unknown = [name for name in only if name not in PARTS]
    if unknown:
        raise typer.BadParameter(f"There is no part {unknown[0]}: {', '.join(PARTS)}.")
    screen, before, found = Console(), figures.read(KEPT), list[Figure]()
    for size in leads:
        setup = Setup(folder / f"company-of-{size}", size, memory_limit, repeats, peers, shots)
        for part in _parts(only, size == leads[-1]):
            measured = _measured(part, setup, screen)
            found += measured
            for name in dict.fromkeys(each.part for each in measured):
                of_it = [each for each in measured if each.part == name]
                screen.print(telling.table(name, of_it[0].leads, of_it, before))
            if out:
                figures.write(out, found)
    if keep:
        everything = figures.merged(before, found)
        figures.write(KEPT, everything)
        telling.put_into(DOCUMENT, everything)


def _parts(only: list[str], is_last: bool) -> Iterator[str]:
    """Those of a company, the import always first: without it there is none; the peers once, at the end."""
    wanted = [name for name in OF_A_COMPANY if not only or name in only]
    yield from dict.fromkeys(["import", *wanted] if wanted else [])
    if is_last and (not only or "peers" in only):
        yield "peers"


def _measured(part: str, setup: Setup, screen: Console) -> list[Figure]:
    setup.folder.mkdir(parents=True, exist_ok=True)
    with screen.status(part) as status:
        return list(PARTS[part](setup, lambda what: status.update(f"{setup.leads:,} leads, {part}: {what[:60]}")))


if __name__ == "__main__":
    app()
