"""`overlap import`, `build`, `check`: from an export to a published generation, and what its checks say."""

import json
import shlex
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl
import typer

from overlap.choices import answers_in, joined, typed
from overlap.cli import changes, own_files, printing, questions, session
from overlap.errors import CheckFailed
from overlap.settings import Settings
from overlap.silence import silent
from overlap.store import open_store
from overlap.warehouse.building import check_current, rebuild
from overlap.warehouse.building.checks import Result
from overlap.warehouse.building.store_checks import check_store
from overlap.warehouse.generations.accepting import ACCEPTABLE
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.importing import Export, import_folder, judge
from overlap.warehouse.importing.house import DEFAULT_ZONE, instant
from overlap.warehouse.importing.imported import Imported
from overlap.warehouse.signing.applying import apply_signed
from overlap.words import broken_by, counted

_ACCEPT = f"Publish in spite of it: {', '.join(ACCEPTABLE)} (may be given again)"


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("import")(import_)
    app.command()(build)
    app.command()(check)


def import_(
    source: str = typer.Argument(help="What the files are an export of: overlap, hubspot, salesforce, olist"),
    folder: Path = typer.Argument(help="The folder with the files"),
    check: bool = typer.Option(False, "--check", help="Do all that an import does, but publish nothing"),
    as_of: str = typer.Option(None, "--as-of", help="Pretend to be at this instant: 2026-01-31T18:00:00+01:00"),
    without: list[str] = typer.Option([], "--without", help="Leave this file out (repeatable)"),
    accept: list[str] = typer.Option([], "--accept", help=_ACCEPT),
    answer: list[str] = typer.Option([], "--answer", help="What a question is answered with: KEY=VALUE (repeatable)"),
    answers: Path = typer.Option(None, "--answers", help='A TOML file of answers: KEY = "VALUE"'),
    strict: bool = typer.Option(False, "--strict", help="Exit 1 when any record is rejected"),
    format: str = typer.Option("table", help="table or json"),
) -> None:
    """Read an export, judge every record, build the marts, check them, publish."""
    kind = printing.format_named(format)
    settings = session.settings()
    answered = joined(typed(answer), answers_in(answers) if answers else {})
    house = session.warehouse(settings)
    with own_files.as_named(source, house, folder, answered, settings, is_check=check) as own:
        _import(own, house, settings, tuple(without), as_of, accept, check=check, strict=strict, kind=kind)


def _import(
    own: own_files.Named,
    house: Warehouse,
    settings: Settings,
    without: tuple[str, ...],
    as_of: str | None,
    accept: list[str],
    *,
    check: bool,
    strict: bool,
    kind: str,
) -> None:
    export = Export(own.source, own.folder, without, own.answers)
    if own.asked.open:
        questions.say(own.asked, _command(export, as_of, accept, strict=strict))
        raise typer.Exit(1)
    zone = export.house.time_zone or DEFAULT_ZONE
    cut_at: datetime | None = instant(as_of, "--as-of", zone) if as_of else None
    with session.progress() as on_progress:
        if check:
            done = judge(
                export, now=session.now(), warehouse=house, store=session.store_if_there(settings), as_of=cut_at,
                accept=accept, resources=session.resources(settings), on_progress=on_progress,
            )  # fmt: skip
        else:
            done = import_folder(
                house, settings.store, export, now=session.now(), as_of=cut_at, accept=accept,
                resources=session.resources(settings), on_progress=on_progress,
            )  # fmt: skip
    _print_json(done) if kind == "json" else _print_account(done, kind, with_rejects=check)
    _say(done, is_check=check)
    if done.asked and done.asked.open:
        questions.say(done.asked, _command(export, as_of, accept, strict=strict))
        raise typer.Exit(1)
    if done.stopped:
        _say_stopped(done, _command(export, as_of, accept, strict=strict))
    rejected = sum(file.rejected for file in done.account.files)
    if done.account.refused or done.stopped or (strict and rejected):
        raise typer.Exit(1)


def build(
    signed: bool = typer.Option(
        False, "--signed", help="Only if a signed change is waiting; wait for a running build first"
    ),
) -> None:
    """Rebuild the marts from the files already imported, with today's agreements and models."""
    settings = session.settings()
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
        )  # fmt: skip
    _say_checks(results)
    session.errors.print(f"Published generation {manifest.generation}.")


def check(format: str = typer.Option("table", help="table, csv, json or parquet")) -> None:
    """Run every check on the published generation and verify the audit chain; exit 1 if a check of level stop fails."""
    settings = session.settings()
    warehouse = session.warehouse(settings)
    results = check_current(warehouse, session.resources(settings))
    with open_store(settings.store, warehouse.current().house_id) as store:
        results += check_store(store)
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
        "columns": [
            {
                "file": file.file,
                "not_used": list(file.ignored_columns),
                "flags_not_used": list(file.flag_columns),
                "read_as_blank": dict(file.blanked),
                "changed": [{"column": each.column, "change": each.how, "count": each.count} for each in file.changed],
                "written_as": dict(file.written),
                "lines_left_out": file.around,
            }
            for file in done.account.files
            if file.supplied
        ],
        "missing": list(done.account.missing),
        "ignored": [{"file": each.file, "nearest": each.nearest} for each in done.account.ignored],
        "rejects": done.rejects,
        "changed": done.changed,
        "restated": done.restated,
        "moved": done.moved,
        "stopped": [{"accept": stop.name, "found": stop.sentence} for stop in done.stopped],
        "checks": manifest.checks if manifest else {},
        **questions.as_json(done),
        "silent": [each.as_json() for each in silent(done.supplied)] if done.is_new else [],
    }
    sys.stdout.write(json.dumps(said, indent=2, ensure_ascii=False, default=str) + "\n")


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
        if file.flag_columns:
            say(f"warn: {file.file}: {_flags(file.flag_columns)}")
        if file.around:
            say(f"{file.file}: {counted(file.around, 'line')} above and below the table left out.")
        for column, words in file.written:
            say(f"{file.file}: {column}: read as {words}.")
        for each in file.changed:
            say(f"{file.file}: {each.column}: {counted(each.count, 'value')} {each.how}.")
    for each in done.left_out:
        say(f"{each.table}: {counted(each.count, 'record')} left out: {each.reason}.")
    for file in done.account.refused:
        say(f"{file.file} is refused: {file.refused}")
    if rejected := sum(file.rejected for file in done.account.files):
        were = f"{counted(rejected, 'record')} {'was' if rejected == 1 else 'were'} rejected"
        say(f"{were}; `overlap import --check` and the Data page list them with reasons.")
    if done.stopped or (done.asked and done.asked.open):
        return
    if is_check:
        _say_what_it_would(done)
    elif done.account.refused:
        say("Nothing was published. Mend the file, or leave it out: --without " + done.account.refused[0].file)
    elif done.manifest and not done.is_new:
        say(f"Nothing has changed: generation {done.manifest.generation} stays.")
    elif done.manifest:
        _say_checks(done.results)
        changes.say(done)
        say(f"Published generation {done.manifest.generation}, as of {done.manifest.as_of}.")
        _say_silence(done)


def _say_silence(done: Imported) -> None:
    """What no page can answer, and which file would."""
    for each in silent(done.supplied):
        session.errors.print(f"Not known: {each.would_show}. A file of {' or '.join(each.files)} would tell.")


def _say_what_it_would(done: Imported) -> None:
    if done.manifest is None:
        return
    _say_checks(done.results)
    if done.is_new:
        changes.say(done)
        session.errors.print(f"An import would publish this, as of {done.manifest.as_of}. Nothing was published now.")
        _say_silence(done)
    else:
        session.errors.print(f"An import would change nothing: generation {done.manifest.generation} would stay.")


def _say_stopped(done: Imported, command: str) -> None:
    say = session.errors.print
    for stop in done.stopped:
        say(f"{stop.name}: {stop.sentence}")
    names = "".join(f" --accept {name}" for name in dict.fromkeys(stop.name for stop in done.stopped))
    say(
        "Nothing was published; what was published stays. Correct the export, or if this is as it should be, accept it:"
    )
    say(f"  {command}{names}")


def _command(export: Export, as_of: str | None, accept: list[str], *, strict: bool) -> str:
    """The import as it was typed, without --check."""
    words = ["overlap", "import", export.source.name, str(export.folder)]
    words += ["--as-of", as_of] if as_of else []
    words += [word for name in export.without for word in ("--without", name)]
    words += [word for key, values in export.answers.items() for word in ("--answer", f"{key}={';'.join(values)}")]
    words += [word for name in accept for word in ("--accept", name)]
    return shlex.join([*words, *(["--strict"] if strict else [])])


def _flags(names: tuple[str, ...]) -> str:
    looks, them = ("looks like a flag", "it is") if len(names) == 1 else ("look like flags", "they are")
    return (
        f"{', '.join(names)} {looks} of records that do not count (deleted, archived, not done), and {them} not used: "
        "every record counts. Leave such records out of the file."
    )


def _say_checks(results: list[Result]) -> None:
    for result in results:
        if result.failed:
            session.errors.print(f"{result.check.level}: {result.check.sentence} {broken_by(result.failed)}.")
