"""`overlap connect` and `overlap pull`: a CRM asked live, instead of files."""

from pathlib import Path

import polars as pl
import typer

from overlap.choices import Settled, answers_in, joined, typed
from overlap.cli import printing, session
from overlap.cli.importing import ACCEPT_HELP, publish
from overlap.connecting.connection import crm_named, keep, token_in
from overlap.connecting.place import Place
from overlap.connecting.pulling import pull as pull_tables
from overlap.connecting.pulling import try_token
from overlap.errors import UsageError
from overlap.warehouse.importing import Export, source_named
from overlap.words import count


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(connect)
    app.command()(pull)


def connect(
    crm: str = typer.Argument(help="hubspot or salesforce"),
    variable: str = typer.Option(None, "--variable", help="The environment variable that holds the token"),
) -> None:
    """Say how to let Overlap read a CRM, try the token, and keep the name of the variable that holds it."""
    known = crm_named(crm)
    named = variable or known.variable
    place = Place(session.warehouse(session.settings()), known.name)
    say = session.errors.print
    try:
        token = token_in(named)
    except UsageError:
        say(known.guide.format(variable=named))
        raise
    try_token(known.name, token)
    path = keep(place, named)
    say(f"{known.called} answers. {path} keeps the variable's name, {named}; the token is kept nowhere.")
    say(f"Add time_zone and reporting_currency there, then: overlap pull {known.name}")


def pull(
    crm: str = typer.Argument(help="hubspot or salesforce, once it is connected"),
    whole: bool = typer.Option(False, "--whole", help="Read everything anew, not only what has changed"),
    accept: list[str] = typer.Option([], "--accept", help=ACCEPT_HELP),
    answer: list[str] = typer.Option([], "--answer", help="What a question is answered with: KEY=VALUE (repeatable)"),
    answers: Path = typer.Option(None, "--answers", help='A TOML file of answers: KEY = "VALUE"'),
    strict: bool = typer.Option(False, "--strict", help="Exit 1 when any record is rejected"),
    format: str = typer.Option("table", help="table or json"),
) -> None:
    """Ask a connected CRM for what has changed, then import all that is known of it, as `overlap import` does."""
    kind = printing.format_named(format)
    settings = session.settings()
    house = session.warehouse(settings)
    place = Place(house, crm_named(crm).name)
    answered = joined(typed(answer), answers_in(answers) if answers else {})
    source = source_named(place.name)
    with session.progress() as on_progress:
        pull_tables(place, source, session.now(), on_progress, is_whole=whole)
    tables = _say_pulled(place)
    export = Export(source, tables, answers=answered, said_in=place.folder, is_asked=session.is_asked())
    publish(export, Settled((), {}, (), ()), house, settings, None, accept, check=False, strict=strict, kind=kind)


def _say_pulled(place: Place) -> Path:
    """What came, and what the CRM lacks; the folder of the tables comes back."""
    tables, pulled = place.tables, place.pulled()
    assert tables and pulled, "a pull that ends has put tables there"
    rows = {
        path.stem: pl.scan_parquet(path).select(pl.len()).collect().item() for path in sorted(tables.glob("*.parquet"))
    }
    session.errors.print("Pulled: " + ", ".join(f"{name} {count(number)}" for name, number in rows.items()) + " rows.")
    for what, why in pulled.lacks.items():
        session.errors.print(f"warn: {what} not pulled: {why}")
    return tables
