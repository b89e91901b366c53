"""`overlap demo`: a believable company's exports, with planted truths, and what is planted in one."""

from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl
import typer

from overlap.cli import printing, session
from overlap.cli.serving import DEMO
from overlap.errors import UsageError
from overlap.warehouse.importing.house import instant


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(demo)


def demo(
    out: Path = typer.Option(None, "--out", help="The folder to write; a new one, or an earlier demo company"),
    leads: int = typer.Option(20_000, help="Leads created by the default as-of"),
    seed: int = typer.Option(7, help="Another seed, another company"),
    draw_seed: int = typer.Option(None, "--draw-seed", help="Another life of the same company"),
    scenario: str = typer.Option(None, help="bad_leads, slow_followup, cant_close, too_few, both or useless_score"),
    null: bool = typer.Option(False, "--null", help="Plant nothing"),
    draws: int = typer.Option(
        0, help="Import this many other lives of the company; write what the reports show on average into truth.json"
    ),
    as_of: str = typer.Option(None, "--as-of", help="See the company as it was at this instant"),
    chunk: int = typer.Option(10_000, help="Leads processed at once; the output stays the same to the byte"),
    threads: int = typer.Option(2, help="Threads; the output stays the same to the byte"),
    dirty: int = typer.Option(0, help="Add this many records of each kind of fault, which an import must reject"),
    dirty_share: float = typer.Option(
        None, "--dirty-share", help="Add this share of faulty records to every table; else 0, with --used 0.003"
    ),
    parquet: bool = typer.Option(False, "--parquet", help="Parquet instead of CSV"),
    used: bool = typer.Option(
        False, "--used", help="A company to look at: its export, imported twice, with what people typed, in this folder"
    ),
    truth: bool = typer.Option(False, "--truth", help="Write nothing; print what is planted in the folder's company"),
    format: str = typer.Option("table", help="With --truth: table, csv, json or parquet"),
) -> None:
    """Write the demo company's export: one file a table, house.toml, truth.json."""
    from overlap.demo import DemoOptions, generate  # scipy costs every other command 0.2 s
    from overlap.demo.company.world.scenarios import effects_of
    from overlap.demo.options import SHIPPED_DIRTY
    from overlap.demo.ready import Home, make_ready
    from overlap.demo.truth.drawing import draw, truth_of

    kind = printing.format_named(format)
    if truth:
        printing.show(_planted(truth_of(out or DEMO / "export")), kind)
        return
    if out is None:
        raise UsageError("Name the folder to write: overlap demo --out FOLDER.")
    if draws < 0:
        raise UsageError(f"draws is {draws}: it must be 0 or more.")
    cut_at: datetime | None = instant(as_of, "--as-of", "Europe/Berlin") if as_of else None
    effects = effects_of(scenario, null=null)
    if dirty_share is None:
        dirty_share = SHIPPED_DIRTY if used else 0.0
    options = DemoOptions(
        leads=leads, seed=seed, draw_seed=draw_seed, as_of=cut_at, chunk=chunk, threads=threads, parquet=parquet,
        dirty=dirty, dirty_share=dirty_share, effects=effects,
    )  # fmt: skip
    resources = session.resources(session.settings())
    with session.progress() as on_progress:
        if used:
            summary = make_ready(Home(out), options, session.now, resources, on_progress)
        else:
            summary = generate(out, options, on_progress)
        if draws:
            draw(summary.folder, options, draws, on_progress, resources)
    printing.show(pl.DataFrame({"table": list(summary.rows), "rows": list(summary.rows.values())}), "table")
    session.errors.print(f"Written to {summary.folder}. Next: {_next(out, summary.folder, is_used=used)}")


def _next(out: Path, export: Path, *, is_used: bool) -> str:
    if is_used:
        return f"OVERLAP_WAREHOUSE={out / 'warehouse'} OVERLAP_STORE={out / 'store.db'} overlap run"
    return f"overlap import overlap {export}"


def _planted(truth: dict[str, Any]) -> pl.DataFrame:
    """An effect a row."""
    rows = [
        {
            "effect": effect["id"],
            "place": "; ".join(f"{name} {_words(ids)}" for name, ids in effect["place"].items()),
            "parameter": effect["parameter"],
            "unit": effect["unit"],
            "do": effect["do"]["value"],
            "do_unit": effect["do"]["unit"],
            "report": effect["estimator"] and effect["estimator"]["report"],
            "expected": effect["expected"],
            "sd": effect["sd"],
            "tolerance": effect["tolerance"],
            "found_if": effect["found_if"],
        }
        for effect in truth["effects"]
    ]
    numbers = dict.fromkeys(("parameter", "do", "expected", "sd", "tolerance"), pl.Float64)
    return pl.DataFrame(rows, schema_overrides=numbers | {"report": pl.String}, infer_schema_length=None)


def _words(ids: list[str] | str | int) -> str:
    return ", ".join(ids) if isinstance(ids, list) else str(ids)
