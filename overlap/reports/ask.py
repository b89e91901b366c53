"""The one gateway between a question and its answer: binds filters, scope and as-of, watches time and rows."""

import re
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from threading import Timer
from typing import Protocol

import duckdb
import polars as pl

from overlap.errors import AppError, UsageError
from overlap.faults import worded
from overlap.reports.catalogue import find
from overlap.reports.filters import FIELDS, LISTS, SEES_ALL, WORD_FOR_BLANK, Filters, Scope
from overlap.reports.header import Report
from overlap.reports.reads import store_tables
from overlap.sqlfile import PROJECT
from overlap.steps import Given, step

warnings.filterwarnings("ignore", "Arrow output on a DB-API result")  # it advises a way that binds twice

QUERY_SECONDS = 30.0
ROW_CAP = 100_000
PAGE_ROWS = 5_000  # of a list behind a number, on a screen: the rest is in its export
# Rows a `then` may be handed; a number made of fewer than all would be wrong, so more is refused.
MATERIAL_CAP = 2_000_000
_PARAMETER = re.compile(r"\$(\w+)")


class Answers(Protocol):
    """What a question needs of a generation: a cursor, its as-of instant and tables, and what people typed since."""

    @property
    def as_of(self) -> object: ...
    @property
    def seed(self) -> int: ...
    @property
    def supplied(self) -> frozenset[str]: ...
    def cursor_for(self, statement: str) -> duckdb.DuckDBPyConnection: ...
    def refresh(self, tables: Sequence[str]) -> dict[str, int]: ...


Kept = Callable[[str], pl.DataFrame | None]


def nothing_kept(_name: str) -> None:
    """For those who keep no answers."""


@dataclass(frozen=True)
class Answer:
    """The rows, whether the row cap cut them, which tables the question misses, which revisions of the store it has."""

    report: Report
    frame: pl.DataFrame
    is_cut: bool
    missing: tuple[str, ...]
    revisions: Mapping[str, int]


def answer(
    reader: Answers,
    name: str,
    filters: Filters | None = None,
    *,
    params: Mapping[str, object] | None = None,
    scope: Scope = SEES_ALL,
    comparison: Filters | None = None,
    seconds: float = QUERY_SECONDS,
    row_cap: int = ROW_CAP,
    kept: Kept = nothing_kept,
) -> Answer:
    """The report's answer. Raises UsageError for a wrong question, AppError past the time limit.

    `kept` is asked first for what a report's `with:` names, where that takes neither filters nor parameters.
    """
    report, filters = find(name).when(params or {}), filters or Filters()
    values = _values(report, params or {})
    revisions = reader.refresh(store_tables(report))
    shared = {
        **filters.sets,
        "comparison": (comparison or filters).struct,
        "scope": scope.struct,
        "as_of": reader.as_of,
    }

    had: dict[tuple[object, ...], pl.DataFrame] = {}

    def rows(asked: Report, cap: int) -> pl.DataFrame:
        taken = values if asked is report else {**_values(asked, {}), **values}
        every = {**shared, "rows": cap, **taken}
        given = {key: value for key, value in every.items() if key in asked.file.parameters}
        question = _question(asked, given, cap)
        if question not in had:
            had[question] = _run(reader.cursor_for(asked.file.sql), asked, given, seconds, cap)
        return had[question]

    def beside(asked: Report) -> pl.DataFrame:
        is_set = asked.params or asked.takes_filters or asked.takes_comparison
        is_partly_unknown = any(column.is_unknown(reader.supplied, by_people=False) for column in asked.columns)
        held = None if is_set or is_partly_unknown or not asked.then else kept(asked.name)
        return whole(asked) if held is None else held

    def whole(asked: Report) -> pl.DataFrame:
        material = _whole(asked.name, rows(asked, MATERIAL_CAP + 1))
        if not asked.then:
            return material
        frames = {name: beside(find(other)) for name, other in asked.beside}
        params = {**_values(asked, {}), **values}
        return step(asked.then)(material, Given({**shared, **params}, frames, reader.seed))

    frame = whole(report) if report.then else rows(report, row_cap + 1)
    return Answer(
        report=report,
        frame=_without_unknown(report, frame.head(row_cap), filters, reader.supplied, values),
        is_cut=frame.height > row_cap,
        missing=tuple(table for table in report.needs if table not in reader.supplied),
        revisions=revisions,
    )


def opened(
    report: Report, number: str, row: Mapping[str, object], filters: Filters, params: Mapping[str, object]
) -> tuple[str, Filters, dict[str, object]]:
    """The question behind one number of one row: report, filters and params that return its rows."""
    opens = report.when(params).open_for(number)
    if opens is None:
        raise UsageError(f"{report.name}: {number} does not open.")
    target = find(opens.report)
    taken = {param.name for param in target.params}
    values: dict[str, object] = {name: value for name, value in params.items() if name in taken}
    changes: dict[str, object] = {}
    for name, value in [*opens.literal, *((name, row[column]) for name, column in opens.bound)]:
        if name in LISTS:
            changes[name] = (None, value) if value == WORD_FOR_BLANK else (value,)
        elif name in FIELDS:
            changes[name] = value
        else:
            values[name] = value
    return opens.report, filters.narrowed(changes), values


def _whole(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    if frame.height > MATERIAL_CAP:
        raise AppError(f"{name} would have to read more than {MATERIAL_CAP:,} rows. Ask for a shorter period.")
    return frame


def _values(report: Report, given: Mapping[str, object]) -> dict[str, object]:
    values = {param.name: param.default for param in report.params}
    for name, value in given.items():
        values[name] = report.param(name).value(value)
    missing = [param.name for param in report.params if param.required and values[param.name] is None]
    if missing:
        raise UsageError(f"{report.name} needs --{missing[0]}.")
    return values


def _question(report: Report, given: Mapping[str, object], rows: int) -> tuple[object, ...]:
    """What is asked, whatever its parameters are called: of a whole company two reports may ask the same."""
    return _PARAMETER.sub(lambda name: repr(given.get(name[1])), report.file.sql), tuple(report.renamed.items()), rows


def _run(
    cursor: duckdb.DuckDBPyConnection, report: Report, bound: dict[str, object], seconds: float, rows: int
) -> pl.DataFrame:
    watchdog = Timer(seconds, cursor.interrupt)
    watchdog.daemon = True
    watchdog.start()
    try:
        # cursor.sql() would bind the question once more, which takes a large one 40 to 75 ms
        found = cursor.execute(f"from (\n{report.file.sql}\n) limit {rows}", bound).to_arrow_table()
        return pl.DataFrame(found).rename(report.renamed)
    except duckdb.InterruptException:
        raise AppError(
            f"{report.name} took longer than {seconds:g} s and was stopped. Ask for a shorter period."
        ) from None
    except duckdb.Error as error:
        raise worded(error, str(report.file.path.relative_to(PROJECT))) from error
    finally:
        watchdog.cancel()
        cursor.close()


def _without_unknown(
    report: Report, frame: pl.DataFrame, filters: Filters, supplied: frozenset[str], values: Mapping[str, object]
) -> pl.DataFrame:
    """Numbers nobody recorded are null, not zero; so are leads by person when nobody recorded who worked a lead.

    Where what the rows are told apart by is unknown, there are none.
    """
    unknown = [column.name for column in report.columns if column.is_unknown(supplied, filters.by_people, values)]
    if not frozenset(report.grain).isdisjoint(unknown):
        return frame.clear()
    return frame.with_columns(pl.lit(None).cast(frame.schema[name]).alias(name) for name in unknown)
