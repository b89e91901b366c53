"""From an export folder to a published generation: read, judge, fill, build, check, publish. All or nothing."""

import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from overlap.choices import Settled, settle
from overlap.errors import InputError, NoGeneration, nearest
from overlap.reading import Account, Source, load_source, read
from overlap.reports import answer
from overlap.sqlfile import QUERIES
from overlap.warehouse import canonical, changes, checks, own_sources, source_questions, without_rates
from overlap.warehouse.accepting import Stop, accepted_names, unaccepted
from overlap.warehouse.building import Progress, agreements_of, make_marts, refuse_broken, silent
from overlap.warehouse.connections import DEFAULT_RESOURCES, Resources, attach, scratch, writing
from overlap.warehouse.draft import (
    Export,
    accepting,
    answers_of_files,
    draft_of,
    fitting,
    given_answers,
    is_unchanged,
    kept_answers,
)
from overlap.warehouse.history import before
from overlap.warehouse.house import DEFAULT_ZONE
from overlap.warehouse.imported import Imported
from overlap.warehouse.layout import Warehouse
from overlap.warehouse.left_out import left_out
from overlap.warehouse.links import broken_as_read, broken_in_canonical
from overlap.warehouse.manifest import Manifest
from overlap.warehouse.merging import merge
from overlap.warehouse.reader import open_files
from overlap.warehouse.rolling_back import forget, rolled_back_before
from overlap.warehouse.shrinking import mostly_gone, mostly_rejected
from overlap.warehouse.source_tables import prepare_answered, prepare_unasked
from overlap.warehouse.told_by_company import with_answers

SOURCES = QUERIES / "sources"
REJECTS_SHOWN = 1000
MOVED_SHOWN = 1000
NO_CURRENCY = "XXX"  # ISO 4217 for "no currency": a house without money


def source_named(name: str, own: Path | None = None) -> Source:
    """The source of that name: one that comes with Overlap, or of the folder of the company's `own`.

    Raises InputError with the nearest one.
    """
    if own and name in own_sources.names(own):
        return load_source(own / name)
    shipped = own_sources.names(SOURCES)
    if name not in shipped:
        known = [*shipped, *(own_sources.names(own) if own else ())]
        raise InputError(f'There is no source "{name}": Overlap reads {", ".join(known)}.{nearest(name, known)}')
    return load_source(SOURCES / name)


def judge(
    export: Export,
    *,
    now: datetime,
    warehouse: Warehouse | None = None,
    store: str | Path | None = None,
    as_of: datetime | None = None,
    accept: Sequence[str] = (),
    resources: Resources = DEFAULT_RESOURCES,
    on_progress: Progress = silent,
) -> Imported:
    """Do all that an import does, beside the warehouse, and publish nothing; raises what the import would.

    Without a warehouse the export is judged as the first of a house.
    """
    with _aside(warehouse) as folder:
        current = _current(warehouse) if warehouse else None
        work = _Import(export, warehouse, current, store, now, accepted_names(accept), resources, on_progress)
        return work.done(folder, as_of)[0]


@contextmanager
def _aside(warehouse: Warehouse | None) -> Iterator[Path]:
    if warehouse:
        with warehouse.aside() as folder:
            yield folder
    else:
        with tempfile.TemporaryDirectory(prefix="overlap-") as folder:
            yield Path(folder)


def import_folder(
    warehouse: Warehouse,
    store: str | Path,
    export: Export,
    *,
    now: datetime,
    as_of: datetime | None = None,
    accept: Sequence[str] = (),
    resources: Resources = DEFAULT_RESOURCES,
    on_progress: Progress = silent,
) -> Imported:
    """Import a folder as the rows of its source and publish a generation, unless nothing has changed.

    A refused file ends it with `manifest=None`, and so does an open question and what is `stopped` unless its name is
    in `accept`. Raises CheckFailed when a `stop` check fails, InputError for a house that does not fit, WarehouseError
    for the lock. In every such case the published generation stays.
    """
    started = time.monotonic()
    accepted = accepted_names(accept)
    with warehouse.writing() as building:
        work = _Import(export, warehouse, _current(warehouse), store, now, accepted, resources, on_progress)
        done, paths = work.done(building, as_of)
        if done.manifest is None or not done.is_new:
            return done
        manifest = replace(done.manifest, seconds=round(time.monotonic() - started, 3))
        warehouse.publish(manifest, paths, resources.generations_kept)
        forget(warehouse, manifest)
    return replace(done, manifest=manifest)


@dataclass(frozen=True)
class _Import:
    """One import of an export over the published generation, into files of its own."""

    export: Export
    warehouse: Warehouse | None
    current: Manifest | None
    store: str | Path | None
    now: datetime
    accepted: frozenset[str]
    resources: Resources
    on_progress: Progress

    def done(self, folder: Path, as_of: datetime | None) -> tuple[Imported, dict[str, Path]]:
        """What became of it, and the files built in the folder, to be published."""
        house = fitting(self.export, self.current, as_of)
        with scratch(folder, self.resources) as connection:
            account = self._read(connection, folder, house.time_zone or DEFAULT_ZONE)
            said = Imported(account, asked=_asked_of(account), rejects=_rejects(connection))
            if account.refused:
                return said, {}
            asked = self._ask(connection, house.time_zone or DEFAULT_ZONE)
            if asked.open:
                return replace(said, asked=asked), {}
            said = replace(said, asked=asked, left_out=left_out(connection, self.export.source))
            of_files = answers_of_files(self.export, self.current)
            choices = {**kept_answers(self.export, self.current), **of_files, **asked.answers}
            draft = draft_of(self.export, self.current, house, account, choices, self.store, self.now)
            draft = with_answers(draft, self.export.source.name, asked, said.left_out)
            if self.current and is_unchanged(self.current, draft, self.export.source.name):
                return replace(said, manifest=self.current), {}
            undone = rolled_back_before(self.warehouse, draft, self.export.source.name) if self.warehouse else ()
            if stopped := unaccepted(undone, self.accepted):
                return replace(said, stopped=stopped), {}
            self.on_progress("canonical tables", 0.0)
            paths = {name: folder / file for name, file in draft.files.items()}
            draft, stops, supplied = self._fill(connection, account, draft, paths["canonical"])
            said = replace(said, supplied=supplied)
        stopped = unaccepted(stops, self._allowed(draft))
        if stopped:
            return replace(said, stopped=stopped), paths
        return self._built(said, accepting(draft, self.export.source.name, [*undone, *stops]), paths)

    def _allowed(self, draft: Manifest) -> frozenset[str]:
        """What is accepted now, and what was when the same content was published."""
        source = self.export.source.name
        before = self.current.sources.get(source) if self.current else None
        if before is None or before["content"] != draft.sources[source]["content"]:
            return self.accepted
        return self.accepted | {name for name, _ in before.get("accepted_stops", ())}

    def _read(self, connection: duckdb.DuckDBPyConnection, scratch: Path, zone: str) -> Account:
        return read(
            self.export.source, self.export.folder, connection, scratch=scratch, zone=zone, now=self.now,
            without=self.export.without, answers=answers_of_files(self.export, self.current),
            limits=self.resources.limits, on_progress=self.on_progress,
        )  # fmt: skip

    def _ask(self, connection: duckdb.DuckDBPyConnection, zone: str) -> Settled:
        """What the source asks of these files, settled; its prepared tables stand if nothing is open."""
        source = self.export.source
        prepare_unasked(connection, source, zone)
        questions = source_questions.questions_of(connection, source)
        asked = settle(questions, given_answers(self.export), kept_answers(self.export, self.current))
        if not asked.open:
            source_questions.answer(connection, asked.answers)
            prepare_answered(connection, source, zone)
        return asked

    def _fill(
        self, connection: duckdb.DuckDBPyConnection, account: Account, draft: Manifest, path: Path
    ) -> tuple[Manifest, list[Stop], frozenset[str]]:
        """Write the canonical file; the draft comes back with the as-of and currency the data decide.

        Beside it what stops it, and the tables that any source supplies.
        """
        source = self.export.source
        stops = [*mostly_rejected(connection, account), *broken_as_read(connection, source, account)]
        connection.execute("attach $path as built", {"path": str(path)})
        connection.execute("use built")
        canonical.create_tables(connection)
        if self.current and self.warehouse:
            attach(connection, self.warehouse.path(self.current.files["canonical"]), "previous")
            canonical.copy_other_sources(connection, "previous", source.name)
        canonical.fill(connection, source, account, datetime.fromisoformat(draft.built_at), draft.time_zone)
        merge(connection)
        named = {stop.sentence for stop in stops}
        stops += [stop for stop in broken_in_canonical(connection, source, account) if stop.sentence not in named]
        if self.current and self.warehouse:
            stops += mostly_gone(connection, "previous", source.name)
        newest = canonical.newest_event(connection, self.now)
        as_of = draft.as_of or (newest.isoformat() if newest else draft.built_at)
        supplied = canonical.supplied(connection)
        draft = replace(draft, as_of=as_of, reporting_currency=draft.reporting_currency or _only_currency(connection))
        canonical.cut(connection, draft.as_of_at, draft.time_zone)
        connection.execute("checkpoint built")
        connection.execute("use scratch")
        connection.execute("detach built")
        if self.current and self.warehouse:
            connection.execute("detach previous")
        return draft, stops, supplied

    def _built(self, said: Imported, draft: Manifest, paths: dict[str, Path]) -> tuple[Imported, dict[str, Path]]:
        source = self.export.source.name
        manifest, results = self._marts(draft, paths)
        unpriced = without_rates.stops_of(results, paths, self.resources)
        stopped = unaccepted(unpriced, self._allowed(draft))
        if stopped:
            return replace(said, stopped=stopped, results=results), paths
        if unpriced:
            rejected = without_rates.leave_out(results, paths, self.resources)
            paths["marts"].unlink()
            manifest, results = self._marts(accepting(draft, source, unpriced, rejected), paths)
        refuse_broken(results)
        said = replace(said, manifest=manifest, is_new=True, results=results)
        with closing(open_files(manifest, paths, (manifest,), self.resources, None)) as reader:
            changed, restated, moved = (
                answer(reader, name, row_cap=MOVED_SHOWN).frame.to_dicts()
                for name in ("data/changes", "data/restated", "data/restated_rows")
            )
        return replace(said, changed=changed, restated=restated, moved=moved), paths

    def _marts(self, draft: Manifest, paths: dict[str, Path]) -> tuple[Manifest, list[checks.Result]]:
        agreements = agreements_of(draft, self.store)
        over = before(self.warehouse, self.current)
        self._compare(draft, paths["canonical"])
        return make_marts(paths["canonical"], paths["marts"], draft, agreements, self.resources, self.on_progress, over)

    def _compare(self, draft: Manifest, path: Path) -> None:
        """Keep in the canonical file what differs from the published one."""
        if self.current and self.warehouse:
            with writing(path, self.resources) as connection:
                attach(connection, self.warehouse.path(self.current.files["canonical"]), "previous")
                changes.compare(connection, "previous", draft, self.export.source.name)
                connection.execute("checkpoint")


def _asked_of(account: Account) -> Settled | None:
    """What the files cannot tell of themselves, open until it is answered."""
    return Settled(account.asks, {}, account.asks, ()) if account.asks else None


def _current(warehouse: Warehouse) -> Manifest | None:
    try:
        return warehouse.current()
    except NoGeneration:
        return None


def _rejects(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    frame = connection.sql(f"from raw._rejects order by file, line limit {REJECTS_SHOWN}").pl()
    return frame.to_dicts()


def _only_currency(connection: duckdb.DuckDBPyConnection) -> str:
    found = connection.sql(
        "select distinct currency from canonical.deals where currency is not null order by 1"
    ).fetchall()
    if len(found) > 1:
        listed = ", ".join(row[0] for row in found)
        raise InputError(
            f"The deals are in {listed}, and nothing says which one to report in. "
            'Put a house.toml with reporting_currency = "EUR" (say) beside the files.'
        )
    return found[0][0] if found else NO_CURRENCY
