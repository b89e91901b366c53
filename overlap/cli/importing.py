"""`overlap import`, `build`, `check`: from an export to a published generation, and what its checks say."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl
import typer

from overlap.cli import printing, session
from overlap.errors import CheckFailed
from overlap.warehouse.applying import apply_signed
from overlap.warehouse.building import check_current, rebuild
from overlap.warehouse.checks import Result
from overlap.warehouse.house import DEFAULT_ZONE, instant
from overlap.warehouse.importing import Export, Imported, import_folder, judge, source_named
from overlap.words import counted


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("import")(import_)
    app.command()(build)
    app.command()(check)


def import_(
    source: str = typer.Argument(help="What the files are an export of: overlap, olist"),
    folder: Path = typer.Argument(help="The folder with the files"),
    check: bool = typer.Option(False, "--check", help="Read and judge only; publish nothing"),
    as_of: str = typer.Option(None, "--as-of", help="Pretend to be at this instant: 2026-01-31T18:00:00+01:00"),
    without: list[str] = typer.Option([], "--without", help="Leave this file out (may be given again)"),
    strict: bool = typer.Option(False, "--strict", help="Exit 1 when any record is rejected"),
    format: str = typer.Option("table", help="table or json"),
) -> None:
    """Read an export, judge every record, build the marts, check them, publish."""
    kind = printing.format_named(format)
    settings = session.settings()
    export = Export(source_named(source), folder, tuple(without))
    zone = export.house.time_zone or DEFAULT_ZONE
    cut_at: datetime | None = instant(as_of, "--as-of", zone) if as_of else None
    with session.progress() as on_progress:
        if check:
            done = judge(export, now=session.now(), resources=session.resources(settings), on_progress=on_progress)
        else:
            done = import_folder(
                session.warehouse(settings), settings.store, export, now=session.now(), as_of=cut_at,
                resources=session.resources(settings), on_progress=on_progress,
            )  # fmt: skip
    _print_json(done) if kind == "json" else _print_account(done, kind, with_rejects=check)
    _say(done, is_check=check)
    rejected = sum(file.rejected for file in done.account.files)
    if done.account.refused or (strict and rejected):
        raise typer.Exit(1)


def build(
    signed: bool = typer.Option(False, "--signed", help="Only if something signed waits for it; wait for one's turn"),
) -> None:
    """Marts again from the files already imported, with today's agreements and models."""
    settings = session.settings()
    if signed:
        applied = apply_signed(
            session.warehouse(settings), settings.store, now=session.now(), resources=session.resources(settings)
        )
        said = f"Published generation {applied.generation}." if applied else "Nothing that is signed waits for a build."
        session.errors.print(said)
        return
    with session.progress() as on_progress:
        manifest, results = rebuild(
            session.warehouse(settings), settings.store, now=session.now(),
            resources=session.resources(settings), on_progress=on_progress,
        )  # fmt: skip
    _say_checks(results)
    session.errors.print(f"Published generation {manifest.generation}.")


def check(format: str = typer.Option("table", help="table, csv, json or parquet")) -> None:
    """Run every data check and identity on the published generation; exit 1 if one of level stop fails."""
    settings = session.settings()
    results = check_current(session.warehouse(settings), session.resources(settings))
    rows = [
        {"check": one.check.name, "level": one.check.level, "failed": one.failed, "sentence": one.check.sentence}
        for one in results
    ]
    printing.show(pl.DataFrame(rows), printing.format_named(format))
    _say_checks(results)
    if any(result.stops for result in results):
        raise CheckFailed("A check of level stop fails.")


def _account_rows(done: Imported) -> list[dict[str, Any]]:
    return [
        {
            "file": file.file, "table": file.table, "records": file.records, "accepted": file.accepted,
            "rejected": file.rejected, "refused": file.refused,
        }
        for file in done.account.files
        if file.supplied
    ]  # fmt: skip


def _print_json(done: Imported) -> None:
    manifest = done.manifest
    said = {
        "generation": manifest.generation if manifest else None,
        "is_new": done.is_new,
        "as_of": manifest.as_of if manifest else None,
        "files": _account_rows(done),
        "missing": list(done.account.missing),
        "ignored": [{"file": each.file, "nearest": each.nearest} for each in done.account.ignored],
        "rejects": done.rejects,
        "checks": manifest.checks if manifest else {},
    }
    sys.stdout.write(json.dumps(said, indent=2, ensure_ascii=False) + "\n")


def _print_account(done: Imported, kind: str, *, with_rejects: bool) -> None:
    schema = {"file": pl.String, "table": pl.String, "records": pl.Int64, "accepted": pl.Int64, "rejected": pl.Int64,
              "refused": pl.String}  # fmt: skip
    printing.show(pl.DataFrame(_account_rows(done), schema=schema), kind)
    if with_rejects and done.rejects and kind == "table":
        printing.show(pl.DataFrame(done.rejects).drop("source"), kind)


def _say(done: Imported, *, is_check: bool) -> None:
    say = session.errors.print
    for each in done.account.ignored:
        say(f"{each.file} is not read" + (f": did you mean {each.nearest}?" if each.nearest else "."))
    for file in done.account.files:
        if file.ignored_columns:
            say(f"{file.file}: not used: {', '.join(file.ignored_columns)}.")
    for file in done.account.refused:
        say(f"{file.file} is refused: {file.refused}")
    if rejected := sum(file.rejected for file in done.account.files):
        say(f"{rejected} records were rejected; `overlap import --check` and the Data page list them with reasons.")
    if is_check:
        return
    if done.account.refused:
        say("Nothing was published. Mend the file, or leave it out: --without " + done.account.refused[0].file)
    elif done.manifest and not done.is_new:
        say(f"Nothing has changed: generation {done.manifest.generation} stays.")
    elif done.manifest:
        _say_checks(done.results)
        say(f"Published generation {done.manifest.generation}, as of {done.manifest.as_of}.")


def _say_checks(results: list[Result]) -> None:
    for result in results:
        if result.failed:
            rows = counted(result.failed, "row")
            session.errors.print(f"{result.check.level}: {result.check.sentence} Not so in {rows}.")
