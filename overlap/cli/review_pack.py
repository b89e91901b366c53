"""`overlap meeting`: the review pack as a file."""

from contextlib import closing
from pathlib import Path

import typer

from overlap import words
from overlap.cli import session
from overlap.errors import UsageError
from overlap.pack.pages import TITLES
from overlap.reports.filters import LISTS, Filters, filters_of
from overlap.reports.known import known_values
from overlap.store import open_store
from overlap.warehouse.reader import Reader, open_reader

_BEFORE = ("--compare_from", "--compare_to")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("meeting")(review_pack)


def review_pack(
    out: Path = typer.Option(..., "--out", help="The file to write: .pdf, .xlsx or .html"),
    page: str = typer.Option(None, help=f"Only what it has of one page: {', '.join(TITLES)}"),
    starts_on: str = typer.Option(None, "--from", help="First day, YYYY-MM-DD; else the last 12 full months"),
    ends_on: str = typer.Option(None, "--to", help="The day after the last, YYYY-MM-DD"),
    before_from: str = typer.Option(None, _BEFORE[0], help="First day of the period to compare with"),
    before_to: str = typer.Option(None, _BEFORE[1], help="The day after its last"),
    channels: str = typer.Option(None, help="As `overlap ask` takes them: a,b,(none)"),
    campaigns: str = typer.Option(None),
    segments: str = typer.Option(None),
    regions: str = typer.Option(None),
    teams: str = typer.Option(None),
    kinds: str = typer.Option(None),
) -> None:
    """Write the review pack: every question with its answer, numbers, chart and definitions. It names no person."""
    # Here, since what a pack asks and draws takes every other command a third of its start to import.
    from overlap.pack.file_forms import form_of
    from overlap.pack.in_scope import Question
    from overlap.pack.made import of_page, whole

    make = form_of(out)
    if page is not None and page not in TITLES:
        raise UsageError(f'There is no page "{page}" in a pack. It has {", ".join(TITLES)}.')
    lists = dict(zip(LISTS, (channels, campaigns, None, teams, regions, segments, kinds), strict=True))
    asked = {"from": starts_on, "to": ends_on, **lists}
    settings = session.settings()
    warehouse = session.warehouse(settings)
    with (
        open_store(settings.store, warehouse.current().house_id) as store,
        closing(open_reader(warehouse, resources=session.resources(settings), store=store)) as reader,
        session.progress() as progress,
    ):
        filters, comparison = _period(reader, asked, (before_from, before_to))
        question = Question(reader, filters, comparison, settings.query_seconds)
        pack = whole(question, progress) if page is None else of_page(question, page, progress)
        made = make(pack)
    out.write_bytes(made)
    session.errors.print(f"{out}: {words.counted(len(pack.parts), 'question')}, {pack.foot}.")


def _period(
    reader: Reader, asked: dict[str, str | None], before: tuple[str | None, str | None]
) -> tuple[Filters, Filters | None]:
    """The filters, over the last 12 full months unless days are given, and what they are compared with."""
    from overlap.pack.made import last_year

    filters = filters_of(asked, known_values(reader) if any(asked[name] for name in LISTS) else None)
    compared = filters_of({"from": before[0], "to": before[1]})
    year, year_before = last_year(reader)
    is_given = filters.starts_on or filters.ends_on
    filters = filters if is_given else filters.period(year.starts_on, year.ends_on)
    if compared.starts_on or compared.ends_on:
        return filters, filters.period(compared.starts_on, compared.ends_on)
    if is_given or year_before is None:
        return filters, None
    return filters, filters.period(year_before.starts_on, year_before.ends_on)
