"""`overlap forget`: a person is taken out everywhere, after it was said what goes."""

import getpass
import sys

import typer

from overlap.cli import import_changes, session
from overlap.errors import UsageError
from overlap.warehouse.forgetting import Removal, would_forget
from overlap.warehouse.forgetting import forget as take_out
from overlap.words import listed, spoken


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(forget)


def forget(
    lead: str = typer.Argument(help="The id of a lead, or an e-mail address"),
    check: bool = typer.Option(False, "--check", help="Say what would go, and change nothing"),
    yes: bool = typer.Option(False, "--yes", help="Do not ask"),
    by: str = typer.Option(None, "--by", help="Who says so, for the audit; else the user of this machine"),
) -> None:
    """Remove a person from every kept generation, from what was typed and from uploads, and keep them out for good."""
    settings = session.settings()
    warehouse, resources, say = session.warehouse(settings), session.resources(settings), session.errors.print
    removal = would_forget(warehouse, settings.store, lead, resources=resources)
    _say(removal, lead)
    if check:
        say("Nothing was changed.")
        return
    if not yes:
        if not sys.stdin.isatty():
            raise UsageError("Nobody is there to ask. Say that it is meant with --yes.")
        if not typer.confirm("Forget them? This cannot be undone.", err=True):
            say("Nothing has changed.")
            raise typer.Exit(1)
    with session.progress() as on_progress:
        done = take_out(
            warehouse, settings.store, lead, who=by or getpass.getuser(), now=session.now(), resources=resources,
            on_progress=on_progress,
        )  # fmt: skip
    if done.published:
        say(f"Published generation {done.published.generation}, without them.")
        import_changes.say_restated(done.restated, [], done.published.reporting_currency)
    say("They are forgotten, and kept out of what is imported from now on.")


def _say(removal: Removal, lead: str) -> None:
    say = session.errors.print
    if removal.again:
        say(f'"{lead}" is on the list of who is forgotten already; what was left then goes now.')
    if removal.leads:
        say(f"Leads: {', '.join(sorted(removal.leads))}")
    for generation, tables in removal.generations.items():
        fate = "is taken away whole, being of an older version" if generation in removal.lost else _rows(tables)
        say(f"Generation {generation}: {fate}.")
    if removal.typed:
        say(f"What was typed: {_rows(removal.typed)}.")
    if removal.uploads:
        say(f"Kept uploads: {listed(removal.uploads)}.")
    if removal.pulled:
        say(f"Pulled tables: {listed(removal.pulled)}.")
    if removal.logs:
        say(f"Logs: {listed(removal.logs)}.")
    if any("deals" in tables for tables in removal.generations.values()):
        say("Deals stay, with their money, and lose the lead: revenue is what it was, and has one lead less behind it.")
    say("Not reached: the CRM itself, the folders it exported to, tables pulled from it, and backups made before"
        + (f", such as {listed(removal.backups)}" if removal.backups else "")
        + ". A backup that is restored is cleaned in turn; delete the older ones.")  # fmt: skip


def _rows(tables: dict[str, int] | object) -> str:
    assert isinstance(tables, dict)
    return ", ".join(f"{spoken(name)} {count:,}" for name, count in tables.items())
