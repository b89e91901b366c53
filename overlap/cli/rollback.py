"""`overlap rollback`: the generation before is published again."""

import sys

import typer

from overlap.cli import session
from overlap.errors import UsageError
from overlap.warehouse.generations.manifest import Manifest
from overlap.warehouse.generations.rolling_back import before, roll_back
from overlap.warehouse.reader import is_current
from overlap.words import counted


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(rollback)


def rollback(
    to: str = typer.Option(None, "--to", help="The generation to publish: one that `overlap status` lists as kept"),
    yes: bool = typer.Option(False, "--yes", help="Do not ask"),
) -> None:
    """Publish the previous generation. A running app follows; the export rolled back is refused until accepted."""
    warehouse, say = session.warehouse(session.settings()), session.errors.print
    now, then = warehouse.current(), before(warehouse, to)
    say(f"Published now:  {_said(now)}")
    say(f"Rolled back to: {_said(then)}")
    if not yes:
        if not sys.stdin.isatty():
            raise UsageError("Nobody is there to ask. Say that it is meant with --yes.")
        if not typer.confirm("Publish it again?", err=True):
            say("Nothing has changed.")
            raise typer.Exit(1)
    published = roll_back(warehouse, then.generation, now=session.now())
    say(f"Published generation {published.generation}, as of {published.as_of}.")
    left = [entry for entry in warehouse.rolled_back() if entry.generation == now.generation]
    if left:
        sources = ", ".join(sorted(entry.source for entry in left))
        say(f"The export of {sources} that was rolled back is refused from now on, unless it is accepted by name: "
            "overlap import SOURCE FOLDER --accept rolled-back")  # fmt: skip
    if not is_current(warehouse):
        say(f"It was built by {published.app_version} with other models: run `overlap build` so that it can be read.")


def _said(manifest: Manifest) -> str:
    records = sum(source["records"] for source in manifest.sources.values())
    return (
        f"generation {manifest.generation}, built {manifest.built_at[:16].replace('T', ' ')} UTC, "
        f"as of {manifest.as_of}, {counted(len(manifest.sources), 'source')}, {counted(records, 'record')}"
    )
