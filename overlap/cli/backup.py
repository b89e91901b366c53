"""`overlap backup` and `overlap restore`: what people typed, in one file and back."""

from dataclasses import asdict
from pathlib import Path

import typer

from overlap.cli import session
from overlap.errors import UsageError
from overlap.store import open_store
from overlap.store.backup import BACKUP, Backup, back_up, forgotten_in
from overlap.store.backup import restore as put_back
from overlap.warehouse.forgetting import forget_in_restored
from overlap.warehouse.generations.person_files import forgotten_of, key_of
from overlap.words import spoken


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(backup)
    app.command()(restore)


def backup(
    file: Path = typer.Argument(help="The file to write: overlap.backup"),
    force: bool = typer.Option(False, "--force", help="Replace a file that is there"),
) -> None:
    """Back up all that people typed (agreements, feedback, decisions, history) to one file. The app may be running."""
    if file.exists() and not force:
        raise UsageError(f"{file} is there already. Name another file, or replace it with --force.")
    settings = session.settings()
    warehouse = session.warehouse(settings)
    current, forgotten = warehouse.current(), forgotten_of(warehouse).text()
    made = back_up(settings.store, file, current.house_id, asdict(current), session.now(), forgotten)
    session.errors.print(f"{file} holds {_said(made)}.")


def restore(file: Path = typer.Argument(help="A file that `overlap backup` wrote")) -> None:
    """Restore a backup; the store it replaces is kept beside it. The app may be running."""
    settings = session.settings()
    warehouse = session.warehouse(settings)
    house_id = warehouse.current().house_id if warehouse.current_id() else None
    if forgotten := forgotten_in(file):
        forgotten_of(warehouse).take_in(forgotten)
        key_of(warehouse, session.resources(settings))  # without it, nobody on the list would be recognised
    said, kept = put_back(settings.store, file, house_id, session.now())
    session.errors.print(f"Restored {_said(said)}, as of {said.made_at}.")
    with open_store(settings.store) as store:
        gone = forget_in_restored(store, warehouse, session.now(), session.resources(settings))
    if gone:
        told = ", ".join(f"{spoken(name)} {count:,}" for name, count in gone.items())
        session.errors.print(f"Of people who are forgotten, taken out again: {told}.")
    if kept and kept.suffix == BACKUP:
        session.errors.print(f"What was there before lies in {kept}: `overlap restore {kept}` brings it back.")
    elif kept:
        session.errors.print(f"The damaged store that was there lies in {kept}.")
    session.errors.print("Run `overlap build` if other agreements were signed then.")


def _said(backup: Backup) -> str:
    return ", ".join(f"{name}: {count}" for name, count in backup.rows.items())
