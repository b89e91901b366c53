"""`overlap demo`: a believable company's exports, with planted truths."""

from datetime import datetime
from pathlib import Path

import polars as pl
import typer

from overlap.cli import printing, session
from overlap.warehouse.house import instant


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(demo)


def demo(
    out: Path = typer.Option(..., "--out", help="The folder to write; a new one, or an earlier demo company"),
    leads: int = typer.Option(20_000, help="Leads created by the default as-of"),
    seed: int = typer.Option(7, help="Another seed, another company"),
    as_of: str = typer.Option(None, "--as-of", help="See the company as it was at this instant"),
    chunk: int = typer.Option(25_000, help="Leads worked on at once; never changes a byte"),
    threads: int = typer.Option(2, help="Never changes a byte either"),
    parquet: bool = typer.Option(False, "--parquet", help="Parquet instead of CSV"),
) -> None:
    """Write the demo company's export: one file a table, house.toml, truth.json."""
    from overlap.demo import DemoOptions, generate  # scipy costs every other command 0.2 s

    cut_at: datetime | None = instant(as_of, "--as-of", "Europe/Berlin") if as_of else None
    options = DemoOptions(leads=leads, seed=seed, as_of=cut_at, chunk=chunk, threads=threads, parquet=parquet)
    with session.progress() as on_progress:
        summary = generate(out, options, on_progress)
    printing.show(pl.DataFrame({"table": list(summary.rows), "rows": list(summary.rows.values())}), "table")
    session.errors.print(f"Written to {summary.folder}. Next: overlap import overlap {summary.folder}")
