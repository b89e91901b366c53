"""Whoever is forgotten stays out of what is imported later: found by hashes of ids and addresses, and counted."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from overlap.personal import Key
from overlap.reading import Source
from overlap.warehouse.canonical import forgetting
from overlap.warehouse.canonical.forgetting.raw_records import without
from overlap.warehouse.canonical.prefixing import as_in_files_of
from overlap.warehouse.connections import Resources, attach_unfinished, copy_whole
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.generations.manifest import Manifest
from overlap.warehouse.generations.person_files import forgotten_of, key_of
from overlap.warehouse.importing.left_out import LeftOut

_REASON = "somebody who is forgotten"


@dataclass(frozen=True)
class Unwanted:
    """The hashes of everybody who is forgotten, and the key they were made with; None while there is nobody."""

    hashes: frozenset[str] = frozenset()
    key: Key | None = None


@dataclass(frozen=True)
class KeptOut:
    """How many leads were kept out of an import, and the ids and addresses they go by in it."""

    leads: int = 0
    texts: frozenset[str] = frozenset()

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """The same among the records that count for nothing."""
        return (LeftOut("leads", _REASON, self.leads),) if self.leads else ()


def unwanted(warehouse: Warehouse | None, resources: Resources) -> Unwanted:
    """Who is to be kept out. Raises InputError where the list or its key cannot be read."""
    hashes = forgotten_of(warehouse).hashes() if warehouse else frozenset()
    return Unwanted(hashes, key_of(warehouse, resources)) if warehouse and hashes else Unwanted()


def keep_out(connection: duckdb.DuckDBPyConnection, unwanted: Unwanted) -> KeptOut:
    """Take them out of the canonical tables of the current database, before leads are joined."""
    if unwanted.key is None:
        return KeptOut()
    forgetting.find_listed(connection, "canonical", unwanted.key, unwanted.hashes)
    found = KeptOut(forgetting.count_leads(connection, "canonical"), forgetting.texts(connection))
    if found.texts:
        forgetting.take_out(connection, "canonical")
        forgetting.clean_accounts(connection)
    return found


def rewrite(connection: duckdb.DuckDBPyConnection, name: str, path: Path) -> None:
    """Write the attached file anew, and attach that: what was deleted has left its bytes in the old one."""
    newer = path.with_suffix(".newer.duckdb")
    copy_whole(connection, name, newer)
    connection.execute(f"detach {name}")
    newer.replace(path)
    attach_unfinished(connection, path, name)


def keep_out_of_records(
    connection: duckdb.DuckDBPyConnection, source: Source, records: Path, kept_out: KeptOut, draft: Manifest
) -> None:
    """Take them out of the records that are kept for the next export of changes, too."""
    if kept_out.texts:
        newer = records.with_suffix(".newer.duckdb")
        without(connection, source, records, newer, as_in_files_of(draft, source.name, kept_out.texts))
        newer.replace(records)
