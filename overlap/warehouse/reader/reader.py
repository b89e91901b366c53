"""The locked-down reader: one in-memory DuckDB per generation, a cursor per question, nothing it can write or fetch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock

import duckdb

from overlap.agreements import Row, SignedAgreement
from overlap.errors import WarehouseError
from overlap.faults import worded
from overlap.reports.filters import FILTERS_TYPE, SCOPE_TYPE
from overlap.store import Store, open_store
from overlap.warehouse.building.models import MACROS, models_hash
from overlap.warehouse.canonical.contract_hash import contract_hash
from overlap.warehouse.connections import DEFAULT_RESOURCES, Resources, attach, copy, mirror, see
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.generations.manifest import Manifest
from overlap.warehouse.reader.filtered_macros import MARTS, FilteredMacros, cursor_of
from overlap.warehouse.reader.live import Live

KEPT_READERS = 2
LATE_ROWS = 10_000  # so many rows of a list are chosen by narrow columns before wide ones are read


@dataclass(frozen=True)
class Reader:
    """A published generation, ready to be asked. Threads share it; each question takes a cursor of its own."""

    manifest: Manifest
    _imported: frozenset[str]
    _connection: duckdb.DuckDBPyConnection
    _live: Live
    _macros: FilteredMacros

    @property
    def as_of(self) -> datetime:
        """The data-through instant of the generation."""
        return self.manifest.as_of_at

    @property
    def seed(self) -> int:
        """Where chance begins in this generation."""
        return self.manifest.seed

    @property
    def supplied(self) -> frozenset[str]:
        """The canonical tables that a source supplies or people have typed into, and what else is recorded at all.

        That are the stages some source records, `accepted` handoffs (the stage `sal`), `rejected` ones, `ratings`,
        whether an activity reached anybody (`contacts`), and whether for more than a moment (`conversations`).
        """
        typed = self._live.written()
        return self._imported | typed | ({"ratings"} if "feedback" in typed else frozenset())

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A connection of its own for one question, whichever macros it calls."""
        self._macros.make_all()
        return cursor_of(self._connection)

    def cursor_for(self, statement: str) -> duckdb.DuckDBPyConnection:
        """A connection of its own for one statement (about 1 ms, more when it is the first to call some macro)."""
        self._macros.make_called(statement)
        return cursor_of(self._connection)

    def refresh(self, tables: Sequence[str]) -> dict[str, int]:
        """See what people have written since into these tables of the store: each with its revision."""
        return self._live.refresh(tables)

    @property
    def store(self) -> Store | None:
        """Where people's words are kept; None for a reader that was opened without."""
        return self._live.store

    def pending(self) -> tuple[Row, ...]:
        """The agreements that are signed and that no build has applied to this generation yet."""
        return self._live.pending()

    def close(self) -> None:
        """Let the files and the store go; only when nobody asks any more."""
        self._connection.close()
        self._live.close()


def open_reader(
    warehouse: Warehouse,
    generation: str | None = None,
    resources: Resources = DEFAULT_RESOURCES,
    store: Store | None = None,
) -> Reader:
    """Open a generation (the published one), with what people type into `store`; None: as if nobody ever had.

    Raises NoGeneration, WarehouseError for damage or newer models.
    """
    manifest = warehouse.current() if generation is None else warehouse.manifest(generation)
    if not _is_of_these_models(manifest):
        raise WarehouseError(
            f"Generation {manifest.generation} was built by {manifest.app_version} with other models. "
            "Run `overlap build`; if that says the canonical tables have changed, import again."
        )
    files = {name: warehouse.path(file) for name, file in manifest.files.items()}
    return open_files(manifest, files, warehouse.kept(), resources, store)


def open_files(
    manifest: Manifest,
    files: Mapping[str, Path],
    kept: Sequence[Manifest],
    resources: Resources,
    store: Store | None,
    drafts: Sequence[SignedAgreement] = (),
) -> Reader:
    """Open files that a manifest describes, wherever they lie; `drafts` count as signed. Raises WarehouseError."""
    settings = {"memory_limit": resources.memory_limit, "threads": resources.threads}
    connection = duckdb.connect(":memory:", config=settings)
    try:
        for name, path in files.items():
            attach(connection, path, f"{name}_file")
        for file in ("marts_file", "canonical_file"):
            mirror(connection, file, "meta")
        see(connection, MARTS)
        copy(connection, "marts_file", "agreements")
        live = Live(connection, manifest, store, drafts)
        _generations(connection, kept)
        _macros(connection)
        supplied = _recorded(connection)
        _lock(connection)
    except duckdb.Error as error:
        connection.close()
        raise worded(error, f"generation {manifest.generation}") from error
    return Reader(manifest, supplied, connection, live, FilteredMacros(connection))


def is_current(warehouse: Warehouse) -> bool:
    """Whether a generation is published that this version can read."""
    return warehouse.current_id() is not None and _is_of_these_models(warehouse.current())


def _is_of_these_models(manifest: Manifest) -> bool:
    return (manifest.models_hash, manifest.contract_hash) == (models_hash(), contract_hash())


class Readers:
    """The newest readers by generation; a session that still shows the one before keeps being answered."""

    def __init__(self, warehouse: Warehouse, store: str | Path, resources: Resources = DEFAULT_RESOURCES) -> None:
        self.warehouse = warehouse
        self._place, self._store = store, None
        self._resources = resources
        self._open: dict[str, Reader] = {}
        self._lock = Lock()

    def current(self) -> Reader:
        """The reader of the published generation: CURRENT is read once, a new generation is a new reader."""
        manifest = self.warehouse.current()
        generation = manifest.generation
        with self._lock:
            if generation not in self._open:
                self._store = self._store or open_store(self._place, manifest.house_id)
                self._open[generation] = open_reader(self.warehouse, generation, self._resources, self._store)
                for old in list(self._open)[:-KEPT_READERS]:
                    del self._open[old]  # its connection closes when the last question's cursor is gone
            return self._open[generation]


# A call that connected for an unknown time tells of a contact and not whether it was a conversation.
_RECORDED = """
    select "table" from meta.tables where is_supplied
    union all
    select stage from marts.stages where is_recorded
    union all
    select 'accepted' from marts.stages where stage = 'sal' and is_recorded
    union all
    select 'rejected' where exists (from marts.handoffs where rejected_at is not null)
    union all
    select 'ratings' where exists (from marts.ratings where rating is not null)
    union all
    select 'contacts' where exists (
        from canonical_file.canonical.activities where outcome in ('connected', 'replied', 'held')
    )
    union all
    select 'conversations' where exists (
        from canonical_file.canonical.activities
        where is_meaningful is not null or outcome in ('replied', 'held')
            or (outcome = 'connected' and duration_s is not null)
    )
"""


def _recorded(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """What any source records: tables, stages, and what only one column tells."""
    return frozenset(name for (name,) in connection.execute(_RECORDED).fetchall())


def _macros(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(f"create type filters as {FILTERS_TYPE}; create type scope as {SCOPE_TYPE}")
    connection.execute("create schema filtered")
    for path in sorted(MACROS.glob("*.sql")):
        connection.execute(path.read_text(encoding="utf-8"))


def _generations(connection: duckdb.DuckDBPyConnection, kept: Sequence[Manifest]) -> None:
    """`meta.generations`: what is kept, as it was when this reader opened."""
    connection.execute(
        "create table meta.generations ("
        "generation varchar, built_at timestamptz, as_of timestamptz, app_version varchar, "
        "seconds double, records bigint, accepted bigint, rejected bigint, passed bigint, warned bigint)"
    )
    rows = [
        [each.generation, each.built_at, each.as_of, each.app_version, each.seconds,
         *(sum(source[count] for source in each.sources.values()) for count in ("records", "accepted", "rejected")),
         each.checks["passed"], each.checks["warned"]]
        for each in kept
    ]  # fmt: skip
    connection.executemany("insert into meta.generations values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)", rows)


def _lock(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("set global TimeZone = 'UTC'")
    for setting in (
        f"late_materialization_max_rows = {LATE_ROWS}",
        "autoinstall_known_extensions = false", "autoload_known_extensions = false",
        "enable_external_access = false", "lock_configuration = true",
    ):  # fmt: skip
        connection.execute(f"set global {setting}")
