"""Who is meant and where they stand: read from every kept generation, since an id may be gone from the newest one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from overlap.faults import worded
from overlap.personal import Key
from overlap.warehouse.canonical import forgetting
from overlap.warehouse.connections import Resources, attach
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.generations.manifest import Manifest

SCHEMAS = ("brought", "canonical")


def ids_and_addresses(
    warehouse: Warehouse, kept: list[Manifest], key: Key, lead: str, resources: Resources
) -> tuple[frozenset[str], frozenset[str]]:
    """(ids, all ids and addresses) of the person who goes by an id or address in any of the generations."""
    ids: frozenset[str] = frozenset()
    known, before = frozenset({lead, lead.strip().lower()}), frozenset()
    while known != before:
        before = known
        for manifest in kept:
            with reading(warehouse, manifest, resources) as connection:
                for schema in schemas(connection):
                    forgetting.find(connection, schema, key, known)
                    ids |= forgetting.leads(connection)
                    known |= forgetting.texts(connection) | ids
    return ids, known if ids else frozenset()


def rows(
    warehouse: Warehouse, manifest: Manifest, key: Key, known: frozenset[str], resources: Resources
) -> dict[str, int]:
    """Table -> how many rows of a generation would be touched."""
    with reading(warehouse, manifest, resources) as connection:
        schema = schemas(connection)[0]
        forgetting.find(connection, schema, key, known)
        return forgetting.going(connection, schema)


@contextmanager
def reading(warehouse: Warehouse, manifest: Manifest, resources: Resources) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection whose current database is the generation's canonical file, read-only. Raises WarehouseError."""
    config = {"memory_limit": resources.memory_limit, "threads": resources.threads}
    try:
        with duckdb.connect(":memory:", config=config) as connection:
            attach(connection, warehouse.path(manifest.files["canonical"]), "kept")
            connection.execute("use kept")
            yield connection
    except duckdb.Error as error:
        raise worded(error, f"Generation {manifest.generation}") from error


def schemas(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Those that hold leads in the current database: as brought, and as joined."""
    return [name for name in SCHEMAS if forgetting.is_there(connection, name, "leads")]


def backups_beside(store: Path | None, ending: str) -> tuple[str, ...]:
    """The backups that lie beside a store."""
    return tuple(sorted(str(path) for path in store.parent.glob(f"*{ending}"))) if store else ()
