"""`overlap import`: from an export to a published generation."""

import shlex
from datetime import datetime
from pathlib import Path

import typer

from overlap.choices import Settled, answers_in, joined, typed
from overlap.cli import import_account, import_outcome, own_files, printing, questions, session
from overlap.settings import Settings
from overlap.warehouse.generations.accepting import ACCEPTABLE
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.importing import Export, import_folder, judge
from overlap.warehouse.importing.house import DEFAULT_ZONE, instant

ACCEPT_HELP = f"Publish in spite of it: {', '.join(ACCEPTABLE)} (may be given again)"


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("import")(import_)


def import_(
    source: str = typer.Argument(help="What the files are an export of: overlap, hubspot, salesforce, olist"),
    folder: Path = typer.Argument(help="The folder with the files"),
    update: bool = typer.Option(
        False, "--update", help="The folder holds only what has changed: nothing else is removed"
    ),
    check: bool = typer.Option(False, "--check", help="Do all that an import does, but publish nothing"),
    as_of: str = typer.Option(None, "--as-of", help="Pretend to be at this instant: 2026-01-31T18:00:00+01:00"),
    without: list[str] = typer.Option([], "--without", help="Leave this file out (repeatable)"),
    accept: list[str] = typer.Option([], "--accept", help=ACCEPT_HELP),
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
        export = Export(
            own.source, own.folder, tuple(without), own.answers, is_update=update, is_asked=session.is_asked()
        )
        publish(export, own.asked, house, settings, as_of, accept, check=check, strict=strict, kind=kind)


def publish(
    export: Export,
    asked: Settled,
    house: Warehouse,
    settings: Settings,
    as_of: str | None,
    accept: list[str],
    *,
    check: bool,
    strict: bool,
    kind: str,
) -> None:
    """Import the export and say what came of it. Raises typer.Exit where nothing is published."""
    if asked.open:
        questions.say(asked, _command(export, as_of, accept, strict=strict))
        raise typer.Exit(1)
    questions.say_assumed(asked)
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
    import_account.show(done, kind, with_rejects=check)
    import_outcome.say(done, is_check=check)
    if done.asked and done.asked.open:
        questions.say(done.asked, _command(export, as_of, accept, strict=strict))
        raise typer.Exit(1)
    if done.stopped:
        import_outcome.say_stopped(done, _command(export, as_of, accept, strict=strict))
    rejected = sum(file.rejected for file in done.account.files)
    if done.account.refused or done.stopped or (strict and rejected):
        raise typer.Exit(1)


def _command(export: Export, as_of: str | None, accept: list[str], *, strict: bool) -> str:
    """The import as it was typed, without --check."""
    words = ["overlap", "import", export.source.name, str(export.folder)]
    words = ["overlap", "pull", export.source.name] if export.said_in else words
    words += ["--update"] if export.is_update else []
    words += ["--as-of", as_of] if as_of else []
    words += [word for name in export.without for word in ("--without", name)]
    words += [word for key, values in export.answers.items() for word in ("--answer", f"{key}={';'.join(values)}")]
    words += [word for name in accept for word in ("--accept", name)]
    return shlex.join([*words, *(["--strict"] if strict else [])])
