"""The cache boundary: the one place where pages ask, keyed by generation, report, parameters, filters, scope,
and the revisions of what people type that the report reads."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

import polars as pl
import streamlit as st

from overlap import settings
from overlap.agreements import Draft, Row
from overlap.connecting.place import Place, connected
from overlap.errors import AppError
from overlap.reports import PAGE_ROWS, SEES_ALL, Answer, Filters, Report, answer, catalogue, find
from overlap.reports import opened as question_behind
from overlap.reports.catalogue import formerly as former_names
from overlap.reports.reads import store_tables
from overlap.store import Store
from overlap.warehouse.building import Progress
from overlap.warehouse.connections import Resources
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.generations.manifest import Manifest, RolledBack
from overlap.warehouse.reader import Reader, Readers
from overlap.warehouse.signing.applying import Applying, start
from overlap.warehouse.signing.applying import applying as how_it_stands
from overlap.warehouse.signing.preview import preview
from ui import served
from ui.pinned import Asked, is_pinned, note_asked, pin_reader, pinned_period, pinned_reader

CACHED_ANSWERS = 512
CACHED_BYTES = "256MB"
Params = tuple[tuple[str, object], ...]


def pin() -> Manifest:
    """Read CURRENT once and let this script run ask that generation only. Raises NoGeneration, WarehouseError."""
    in_force, company = settings.load(), served.company()
    reader = _readers(str(company.warehouse), str(company.store), *in_force.of_a_worker).current()
    pin_reader(reader)
    return reader.manifest


def can_show() -> bool:
    """Whether there is a company to show, be it the demo, and this version can read it."""
    try:
        pin()
    except AppError:
        return False
    return True


def reader() -> Reader:
    """The generation this run asks."""
    return pinned_reader()


def house() -> Manifest:
    """What the generation of this run is made of."""
    return pinned_reader().manifest


def store() -> Store:
    """Where what people type is kept; a form writes it through `overlap.store`, and the next ask sees it."""
    opened = pinned_reader().store
    assert opened, "the app never opens a reader without a store"
    return opened


def pending() -> tuple[Row, ...]:
    """The agreements that are signed and not yet applied to the generation of this run."""
    return pinned_reader().pending()


def applying() -> Applying:
    """How the build that applies what is signed stands."""
    return how_it_stands(_warehouse())


def apply_signed() -> None:
    """Start the build that applies what is signed, as a process of its own, and return."""
    start(_warehouse(), served.company().store)


def previewed(draft: Draft, on_progress: Progress) -> AbstractContextManager[Reader]:
    """The generation as it would be with the draft signed, for `overlap.reports.answer` within a `with`."""
    in_force = settings.load()
    resources = Resources(memory_limit=in_force.memory_limit, threads=in_force.threads)
    return preview(_warehouse(), store(), draft, resources, on_progress)


def rolled_back() -> list[RolledBack]:
    """What was rolled back and is refused since; read anew, since no build tells of it."""
    return _warehouse().rolled_back()


def currency() -> str:
    """The currency every amount is in."""
    return house().reporting_currency


def local(at: datetime) -> datetime:
    """An instant on the house's clock; on the visitor's while there is no house to have one."""
    zone = house().time_zone if is_pinned() else st.context.timezone
    return at.astimezone(ZoneInfo(zone or "UTC"))


def built_at() -> datetime:
    """When the generation of this run was built."""
    return datetime.fromisoformat(house().built_at)


def missing(*tables: str) -> tuple[str, ...]:
    """Those of the canonical tables that no source supplies (supplied and empty is not missing)."""
    return tuple(table for table in tables if table not in pinned_reader().supplied)


def never_recorded(name: str) -> tuple[str, ...]:
    """The numbers of a report that nobody records in this company: unknown in every row, whatever the filters."""
    supplied = pinned_reader().supplied
    return tuple(column.name for column in report(name).columns if column.is_unknown(supplied, by_people=False))


def ask(name: str, filters: Filters | None = None, **params: object) -> pl.DataFrame:
    """The rows under these filters (the shared ones when None). Raises UsageError, AppError past the time limit."""
    return ask_cut(name, filters, **params)[0]


def ask_cut(name: str, filters: Filters | None = None, **params: object) -> tuple[pl.DataFrame, bool]:
    """The report's rows, and whether the row cap left some out."""
    note_asked(name, Asked(filters or pinned_period().filters, params))
    return _answered(name, filters, params)


def ask_aside(name: str, filters: Filters, **params: object) -> pl.DataFrame:
    """The rows for words beside the page's own numbers: the commands under these stay as the page asked."""
    return _answered(name, filters, params)[0]


def opened(
    name: str, number: str, row: Mapping[str, object], filters: Filters | None, params: Mapping[str, object]
) -> tuple[str, pl.DataFrame, bool]:
    """The rows behind one number of one row: the report they come from, as many as a screen shows, and whether there
    are more.
    """
    behind, narrowed, values = question_behind(find(name), number, row, filters or pinned_period().filters, params)
    return behind, *_answered(behind, narrowed, values, min(PAGE_ROWS, settings.load().row_cap))


def opened_whole(
    name: str, number: str, row: Mapping[str, object], filters: Filters | None, params: Mapping[str, object]
) -> Callable[[], pl.DataFrame]:
    """What asks for all of these rows, up to the row cap: for an export, which is made when no script runs."""
    in_force, now = settings.load(), pinned_reader()
    behind, narrowed, values = question_behind(find(name), number, row, filters or pinned_period().filters, params)
    compared = pinned_period().comparison if find(behind).takes_comparison else None
    return lambda: (
        answer(
            now,
            behind,
            narrowed,
            params=values,
            scope=SEES_ALL,
            comparison=compared,
            seconds=in_force.query_seconds,
            row_cap=in_force.row_cap,
        ).frame
    )


def most_exported() -> int:
    """How many rows the export of a list has at the most."""
    return settings.load().row_cap


def report(name: str) -> Report:
    """The report of that name. Raises UsageError with the nearest one."""
    return find(name)


def reports() -> dict[str, Report]:
    """Every report by name."""
    return catalogue()


def formerly() -> dict[str, str]:
    """Names that reports had -> the names they have."""
    return former_names()


def _answered(
    name: str, filters: Filters | None, params: Mapping[str, object], rows: int | None = None
) -> tuple[pl.DataFrame, bool]:
    """The answer, of at most so many rows (None: of as many as the row cap leaves)."""
    asked, now = find(name), pinned_reader()
    in_force = (filters or pinned_period().filters) if asked.takes_filters else Filters()
    given: Params = tuple(sorted(params.items()))
    revisions = tuple(now.refresh(store_tables(asked)).items())
    key = (now.manifest.generation, asked.file.hash, now.manifest.as_of, revisions)
    compared = pinned_period().comparison if asked.takes_comparison else None
    cap = rows or settings.load().row_cap
    ask_now = partial(
        answer, now, name, in_force, params=params, scope=SEES_ALL, comparison=compared,
        seconds=settings.load().query_seconds, row_cap=cap, kept=_kept,
    )  # fmt: skip
    return _cached(repr((key, name, given, in_force, compared, SEES_ALL, cap)), ask_now)


@st.cache_data(max_entries=CACHED_ANSWERS, max_size=CACHED_BYTES, show_spinner=False)
def _cached(asked: str, _answer: Callable[[], Answer]) -> tuple[pl.DataFrame, bool]:
    """`asked` is all that the answer depends on, as text: Streamlit took 1.9 ms to hash its parts, it takes 0.08."""
    found = _answer()
    return found.frame, found.is_cut


def _kept(name: str) -> pl.DataFrame | None:
    """What a page asks by itself, too, is worked out once; None where the row cap cut it."""
    frame, is_cut = _answered(name, None, {})
    return None if is_cut else frame


def connections() -> tuple[Place, ...]:
    """The CRMs of this company that are asked live."""
    return connected(_warehouse())


def _warehouse() -> Warehouse:
    return Warehouse(served.company().warehouse)


@st.cache_resource(max_entries=2, show_spinner=False)
def _readers(folder: str, store: str, memory_limit: str, threads: int) -> Readers:
    resources = Resources(memory_limit=memory_limit, threads=threads)
    return Readers(Warehouse(settings.PROJECT / folder), store, resources)
