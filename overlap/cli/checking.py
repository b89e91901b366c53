"""`overlap build`, `check`: the marts made anew from what was imported, and what their checks say."""

import polars as pl
import typer

from overlap.cli import printing, session
from overlap.errors import CheckFailed, UsageError
from overlap.store import open_store
from overlap.warehouse.building import check_current, history, rebuild
from overlap.warehouse.building.checks import Result
from overlap.warehouse.building.file_checks import check_files
from overlap.warehouse.building.store_checks import check_store
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.generations.manifest import Manifest
from overlap.warehouse.signing.applying import apply_signed
from overlap.words import broken_by


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(build)
    app.command()(check)


def build(
    signed: bool = typer.Option(
        False, "--signed", help="Only if a signed change is waiting; wait for a running build first"
    ),
    anew: bool = typer.Option(
        False, "--anew", help="Make every mart again, also those that would be the same: where a file may be damaged"
    ),
    engine: str | None = typer.Option(None, "--engine", help="Who builds the shards: local, or spark"),
) -> None:
    """Rebuild the marts from the files already imported, with today's agreements and models."""
    settings = session.settings(engine=engine)
    if signed and anew:
        raise UsageError("--signed builds only if a signed change is waiting, --anew in any case: give one of them.")
    if signed:
        applied = apply_signed(
            session.warehouse(settings), settings.store, now=session.now(), resources=session.resources(settings)
        )
        said = f"Published generation {applied.generation}." if applied else "No signed change is waiting for a build."
        session.errors.print(said)
        return
    with session.progress() as on_progress:
        manifest, results = rebuild(
            session.warehouse(settings), settings.store, now=session.now(),
            resources=session.resources(settings), on_progress=on_progress,
            follow=_history_alone if anew else history.before,
        )  # fmt: skip
    say_checks(results)
    session.errors.print(f"Published generation {manifest.generation}.")


def check(format: str = typer.Option("table", help="table, csv, json or parquet")) -> None:
    """Run every check on the published generation and verify the audit chain; exit 1 if a check of level stop fails."""
    settings = session.settings()
    warehouse = session.warehouse(settings)
    results = [*check_files(warehouse), *check_current(warehouse, session.resources(settings))]
    with open_store(settings.store, warehouse.current().house_id) as store:
        results += check_store(store)
    rows = [
        {"check": one.check.name, "level": one.check.level, "failed": one.failed, "sentence": one.check.sentence}
        for one in results
    ]
    printing.show(pl.DataFrame(rows), printing.format_named(format))
    say_checks(results)
    if any(result.stops for result in results):
        raise CheckFailed("A check of level stop fails.")


def _history_alone(warehouse: Warehouse, current: Manifest) -> history.Before | None:
    found = history.alone(warehouse, current)
    if found is None:
        session.errors.print(
            "What the numbers of each month were before cannot be read: that history begins again with this build. "
            "To keep it, restore the warehouse from a backup and build again."
        )
    return found


def say_checks(results: list[Result]) -> None:
    """One line on stderr for every check that fails."""
    for result in results:
        if result.failed:
            session.errors.print(f"{result.check.level}: {result.check.sentence} {broken_by(result.failed)}.")
