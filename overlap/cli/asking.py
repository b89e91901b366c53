"""`overlap ask` and `overlap reports`: every question by name."""

from collections.abc import Iterator, Sequence
from contextlib import closing

import polars as pl
import typer

from overlap.cli import printing, session
from overlap.errors import UsageError, nearest
from overlap.reports import Report, answer, catalogue, find
from overlap.reports.filters import LISTS, filters_of
from overlap.reports.known import known_values
from overlap.store import open_store
from overlap.warehouse.reader import open_reader

_EVERYWHERE = ("from", "to", "kinds")
_FILTERS = ("from", "to", *LISTS)
_COMPARED = ("compare_from", "compare_to")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(ask)
    app.command()(reports)


def ask(
    context: typer.Context,
    report: str = typer.Argument(help="A report, as `overlap reports` lists them: funnel/by_group"),
    format: str = typer.Option("table", help="table, csv, json or parquet"),
) -> None:
    """Ask a report: --PARAM VALUE for its own parameters; --from, --to (excluded), --channels a,b,(none) to filter.

    Where a report compares periods, --compare_from and --compare_to (excluded) are the other one.

    A value with a comma, or one that is called (none), stands in quotes as in CSV: --channels 'a,"b, c","(none)"'.
    """
    kind, found = printing.format_named(format), find(report)
    asked, params = _options(found, context.args)
    asked_before = {name: str(params.pop(name)) for name in _COMPARED if name in params}
    settings = session.settings()
    warehouse = session.warehouse(settings)
    with (
        open_store(settings.store, warehouse.current().house_id) as store,
        closing(open_reader(warehouse, resources=session.resources(settings), store=store)) as reader,
    ):
        filters = filters_of(asked, known_values(reader) if set(asked) & set(LISTS) else None)
        compared = filters_of({name.removeprefix("compare_"): asked_before.get(name) for name in _COMPARED})
        given = answer(
            reader,
            report,
            filters,
            params=params,
            comparison=filters.period(compared.starts_on, compared.ends_on) if asked_before else None,
            seconds=settings.query_seconds,
            row_cap=settings.row_cap,
        )
    if given.is_cut:
        session.errors.print(f"Only the first {given.frame.height} rows: narrow the filters, or raise OVERLAP_ROW_CAP.")
    if given.missing:
        session.errors.print(f"Not recorded, because no source supplies it: {', '.join(given.missing)}.")
    printing.show(given.frame, kind)


def reports(format: str = typer.Option("table", help="table, csv, json or parquet")) -> None:
    """List every report: its name, question and parameters; in csv, json and parquet with notes on how it counts."""
    kind = printing.format_named(format)
    rows = [_about(report) for report in catalogue().values()]
    listed = pl.DataFrame(rows)
    printing.show(listed.drop("notes") if kind == "table" else listed, kind)


def _about(report: Report) -> dict[str, str]:
    question, mark, notes = report.question.partition("?")
    return {
        "report": report.name,
        "question": question + mark,
        "parameters": ", ".join(_said(report)),
        "notes": notes.strip(),
    }


def _said(report: Report) -> Iterator[str]:
    for param in report.params:
        choice = f" ({param.takes})" if param.takes else ""
        needed = ", required" if param.required else "" if param.default is None else f" = {param.default}"
        yield f"--{param.name}{choice}{needed}"
    if report.takes_filters:
        yield "filters"


def _options(report: Report, words: Sequence[str]) -> tuple[dict[str, str | None], dict[str, object]]:
    """What is asked of the shared filters and of the report's own parameters, both as written."""
    filters: dict[str, str | None] = {}
    params: dict[str, object] = {}
    for name, value in _pairs(words):
        if name in _FILTERS and report.takes_filters:
            filters[name] = value
        elif name in _FILTERS:
            raise UsageError(f"{report.name} takes no filters, so not --{name}.")
        elif name not in [*(param.name for param in report.params), *_compared(report)]:
            known = [
                *(param.name for param in report.params),
                *(_FILTERS if report.takes_filters else ()),
                *_compared(report),
                "format",
            ]
            raise UsageError(
                f'{report.name} has no parameter "{name}".{nearest(name, known)} It takes {", ".join(known)}.'
            )
        else:
            params[name] = value
    filters_of({name: filters[name] for name in _EVERYWHERE if name in filters})  # wrong whatever a company has
    return filters, params


def _compared(report: Report) -> tuple[str, ...]:
    return _COMPARED if report.takes_comparison else ()


def _pairs(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    left = list(words)
    while left:
        word = left.pop(0)
        if not word.startswith("--"):
            raise UsageError(f'"{word}" stands alone. Write --NAME VALUE.')
        name, has_value, value = word[2:].partition("=")
        if not has_value:
            if not left:
                raise UsageError(f"--{name} has no value.")
            value = left.pop(0)
        yield name.replace("-", "_"), value
