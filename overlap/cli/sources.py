"""`overlap source new`, `sources` and `source remove`: the company's own files, described once and kept."""

import json
import re
import shlex
import shutil
import sys
from pathlib import Path

import polars as pl
import typer

from overlap.choices import answers_in, joined, typed
from overlap.cli import printing, questions, session
from overlap.errors import InputError, NoGeneration, UsageError, nearest
from overlap.guessing.looked import look
from overlap.mapping import as_json, source_folder
from overlap.mapping.proposal import Given, Proposal, propose
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.generations.manifest import Manifest
from overlap.warehouse.importing.removing import remove_source
from overlap.warehouse.source import own_sources
from overlap.warehouse.source.named import SOURCES
from overlap.words import counted, listed, spoken

_NAME = re.compile(r"[a-z][a-z0-9_-]{0,40}")
source = typer.Typer(help="Describe the files of your own company, or take them out again.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(source, name="source")
    app.command()(sources)


@source.command()
def new(
    name: str = typer.Argument(help="What to call it: small letters, figures, _ and -"),
    folder: Path = typer.Argument(help="The folder with the files"),
    zone: str = typer.Option(None, "--zone", help="The time zone of times in the files: Europe/Berlin"),
    currency: str = typer.Option(None, "--currency", help="The currency to report in: EUR"),
    answer: list[str] = typer.Option([], "--answer", help="What a question is answered with: KEY=VALUE (repeatable)"),
    answers: Path = typer.Option(None, "--answers", help='A TOML file of answers: KEY = "VALUE"'),
    replace: bool = typer.Option(False, "--replace", help="Describe a source anew that is there already"),
    format: str = typer.Option("table", help="table or json"),
) -> None:
    """Guess what each file and column is, ask what only you know, and keep the answers as a source to import with."""
    kind = printing.format_named(format)
    warehouse = session.warehouse(session.settings())
    own = own_sources.folder_of(warehouse)
    _refuse_name(name, own, replace=replace)
    answered = joined(typed(answer), answers_in(answers) if answers else {})
    company = _company(warehouse)
    given = Given(zone, currency or (company and company.reporting_currency) or None)
    settings = session.settings()
    with warehouse.aside() as aside:
        looked = look(folder, session.resources(settings).limits, aside, settings.memory_limit)
    proposal = propose(looked, given, answered)
    if proposal.asked.beside:
        known = [question.key for question in proposal.asked.questions]
        odd = proposal.asked.beside[0]
        raise UsageError(f'Nobody asks "{odd}".{nearest(odd, known)}')
    _print_json(proposal) if kind == "json" else _print(proposal)
    if proposal.asked.open:
        questions.say(proposal.asked, _command(name, folder, zone, currency, answered, replace=replace))
        raise typer.Exit(1)
    of_company = proposal.mapping.settings(name, company.sources if company else ())
    written = source_folder.write(own, name, proposal.mapping, of_company)
    session.errors.print(f"Written to {written}. Next: overlap import {shlex.join([name, str(folder)])}")


@source.command()
def remove(
    name: str = typer.Argument(help="One of `overlap sources`"),
    yes: bool = typer.Option(False, "--yes", help="Do not ask"),
) -> None:
    """Take a source out of the company: its description, and a generation without its rows."""
    settings = session.settings()
    warehouse = session.warehouse(settings)
    own, company = own_sources.folder_of(warehouse), _company(warehouse)
    is_own, is_imported = name in own_sources.names(own), bool(company and name in company.sources)
    if not is_own and not is_imported:
        known = [*own_sources.names(own), *(company.sources if company else ())]
        raise InputError(f'There is no source "{name}" in {warehouse.folder}.{nearest(name, known)}')
    what = listed(["its description"] * is_own + ["its rows"] * is_imported)
    if not yes and not typer.confirm(f"Take {what} out of {warehouse.folder}?", err=True):
        raise typer.Exit(1)
    if is_imported:
        with session.progress() as on_progress:
            manifest = remove_source(
                warehouse, settings.store, name, now=session.now(), resources=session.resources(settings),
                on_progress=on_progress,
            )  # fmt: skip
        session.errors.print(f"Published generation {manifest.generation} without {name}.")
    if is_own:
        shutil.rmtree(own / name)
        session.errors.print(f"{own / name} is gone.")


def sources(format: str = typer.Option("table", help="table, csv, json or parquet")) -> None:
    """List what can be imported: sources that come with Overlap, and those of your own."""
    kind = printing.format_named(format)
    warehouse = session.warehouse(session.settings())
    own, company = own_sources.folder_of(warehouse), _company(warehouse)
    imported = company.sources if company else {}
    rows = [(name, "comes with Overlap", imported.get(name)) for name in own_sources.names(SOURCES)]
    rows += [(name, "your own", imported.get(name)) for name in own_sources.names(own)]
    frame = pl.DataFrame(
        [
            {
                "source": name,
                "kind": what,
                "imported_at": entry["imported_at"] if entry else None,
                "records": entry["records"] if entry else None,
                "rejected": entry["rejected"] if entry else None,
            }
            for name, what, entry in rows
        ],
        schema={"source": pl.String, "kind": pl.String, "imported_at": pl.String, "records": pl.Int64,
                "rejected": pl.Int64},
    )  # fmt: skip
    printing.show(frame, kind)


def _refuse_name(name: str, own: Path, *, replace: bool) -> None:
    if not _NAME.fullmatch(name):
        raise UsageError(f'"{name}" is no name of a source. Use small letters, figures, _ and -, a letter first.')
    if name in own_sources.names(SOURCES):
        raise UsageError(f'"{name}" comes with Overlap already: `overlap import {name} FOLDER`. Use another name.')
    if name in own_sources.names(own) and not replace:
        raise UsageError(f'There is a source "{name}" already. Describe it anew with --replace, or use another name.')


def _company(warehouse: Warehouse) -> Manifest | None:
    try:
        return warehouse.current()
    except NoGeneration:
        return None


def _print_json(proposal: Proposal) -> None:
    sys.stdout.write(json.dumps(as_json.as_json(proposal), indent=2, ensure_ascii=False) + "\n")


def _print(proposal: Proposal) -> None:
    rows = [
        {
            "file": file.name,
            "records": file.records,
            "table": guess.table or "not used",
            "confidence": guess.confidence,
            "columns": ", ".join(f"{match.column} = {match.ours}" for match in guess.matches) or file.refused,
        }
        for file, guess in zip(proposal.files, proposal.guesses, strict=True)
    ]
    printing.show(pl.DataFrame(rows, schema_overrides={"columns": pl.String}), "table")
    if proposal.silent:
        session.errors.print(f"{counted(len(proposal.silent), 'table')} will be missing, so no page will say:")
    for each in proposal.silent:
        session.errors.print(f"  {each.would_show} ({spoken(each.table)}: {' or '.join(each.files)})")


def _command(
    name: str,
    folder: Path,
    zone: str | None,
    currency: str | None,
    answered: dict[str, tuple[str, ...]],
    *,
    replace: bool,
) -> str:
    words = ["overlap", "source", "new", name, str(folder)]
    words += ["--zone", zone] if zone else []
    words += ["--currency", currency] if currency else []
    words += ["--replace"] if replace else []
    words += [word for key, values in answered.items() for word in ("--answer", f"{key}={';'.join(values)}")]
    return shlex.join(words)
