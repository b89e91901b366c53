"""`overlap credit`: who earned the conversions of a plain journey file, by channel, without a house."""

import math
from pathlib import Path

import polars as pl
import typer

from overlap import words
from overlap.cli import printing, session
from overlap.credit import HALF_LIFE_DAYS, Columns, JourneyFile, Journeys, model_named, read_journeys
from overlap.credit import credit as credited
from overlap.errors import UsageError

_SHOWN = 20  # faults named one by one; the rest is counted


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(credit)


def credit(
    journeys: Path = typer.Argument(help="CSV or Parquet: one path a row, and how often it converted and did not"),
    model: str = typer.Option(
        ..., help="first, last, linear, position, time_decay, markov (classic totals), markov_by_journey or shapley"
    ),
    format: str = typer.Option("table", help="table, csv, json or parquet"),
    sep: str = typer.Option(">", help="What stands between the touches of a path; blanks around it do not count"),
    half_life_days: float = typer.Option(None, help="For time_decay; else 7"),
    path: str = typer.Option("path", help="The column of the paths, oldest touch first"),
    conversions: str = typer.Option("total_conversions", help="The column of how often the path converted"),
    value: str = typer.Option("total_conversion_value", help="The column of what that was worth; may be absent"),
    null: str = typer.Option("total_null", help="The column of how often it did not; may be absent"),
    days: str = typer.Option(
        "days_before", help="For time_decay: whole days from each touch to the end, like the path: 12 > 3 > 0"
    ),
    strict: bool = typer.Option(False, "--strict", help="Exit 1 when any record is rejected"),
) -> None:
    """Credit a file of journeys: channel, conversions and value, both adding up to what the file earned."""
    kind, chosen = printing.format_named(format), model_named(model)
    half_life = _half_life(half_life_days, model)
    if not sep.strip():
        raise UsageError('--sep is blank. Name what stands between the touches, such as ">".')
    columns = Columns(path, conversions, value, null, days if model == "time_decay" else None)
    file = read_journeys(journeys, columns, sep.strip())
    _say(file, journeys.name, columns, model)
    if not file.journeys["path"].str.contains(sep.strip(), literal=True).any():
        session.errors.print(f'No path holds "{sep.strip()}", so each is one touch. Name another with --sep.')
    if model == "markov":
        session.errors.print(chosen.sentence)
    earned = credited(Journeys(file.journeys, sep.strip()), model, half_life)
    if value in file.absent:
        earned = earned.with_columns(value=pl.lit(None, earned.schema["value"]))
    printing.show(earned, kind)
    if strict and file.rejected:
        raise typer.Exit(1)


def _half_life(days: float | None, model: str) -> float:
    if days is None:
        return HALF_LIFE_DAYS
    if model != "time_decay":
        raise UsageError(f"--half-life-days is for time_decay, not for {model}.")
    if not 0 < days < math.inf:
        raise UsageError(f"--half-life-days {days:g} is not above 0.")
    return days


def _say(file: JourneyFile, name: str, columns: Columns, model: str) -> None:
    say = session.errors.print
    for fault in file.rejects.head(_SHOWN).iter_rows(named=True):
        column = f", {fault['column']}" if fault["column"] else ""
        say(f"{name} line {fault['line']}{column}: {fault['reason']}")
    if file.rejects.height > _SHOWN:
        say(f"... and {file.rejects.height - _SHOWN} more.")
    if file.rejected:
        rejected, accepted = words.counted(file.rejected, "record"), words.counted(file.journeys.height, "record")
        say(f"{name}: rejected {rejected}, credited {accepted}.")
    if file.ignored:
        say(f"{name}: not used: {', '.join(file.ignored)}.")
    if columns.value in file.absent:
        say(f"{name} has no column {columns.value}: value is not recorded.")
    if columns.lost in file.absent and model.startswith("markov"):
        say(f"{name} has no column {columns.lost}: every journey is taken to have converted.")
