"""A source taken out of the company: a generation of what the others brought, published like any other."""

import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from overlap.errors import InputError
from overlap.warehouse import canonical
from overlap.warehouse.building import Progress, agreements_of, make_marts, refuse_broken, same_email_of, silent
from overlap.warehouse.building.history import before
from overlap.warehouse.canonical import changes
from overlap.warehouse.canonical.joining import Precedence, join
from overlap.warehouse.connections import DEFAULT_RESOURCES, Resources, attach, writing
from overlap.warehouse.generations.hidden import key_of
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.generations.manifest import Manifest, new_id
from overlap.warehouse.generations.person_files import key_file_of


def remove_source(
    warehouse: Warehouse,
    store: str | Path,
    name: str,
    *,
    now: datetime,
    resources: Resources = DEFAULT_RESOURCES,
    on_progress: Progress = silent,
) -> Manifest:
    """Publish the company without the rows of a source that is imported.

    Raises InputError where nothing would be left, CheckFailed when a check of level stop fails: then all stays.
    """
    started = time.monotonic()
    with warehouse.writing() as building:
        current = warehouse.current()
        others = {source: entry for source, entry in current.sources.items() if source != name}
        if not others:
            raise InputError(f"{name} is all the company has. Delete the folder {warehouse.folder} to begin anew.")
        generation = new_id(now)
        draft = replace(
            current,
            generation=generation,
            built_at=now.astimezone(UTC).isoformat(),
            sources=others,
            files={"canonical": f"canonical-{generation}.duckdb", "marts": f"marts-{generation}.duckdb"},
            previous=current.generation,
            records={source: file for source, file in current.records.items() if source != name},
        )
        agreements = agreements_of(draft, store)
        draft = replace(
            draft,
            agreements_hash=agreements.hash,
            build_hash=agreements.build_hash,
            same_email=same_email_of(agreements, now),
        )
        paths = {kind: building / file for kind, file in draft.files.items()}
        on_progress("canonical tables", 0.0)
        with writing(paths["canonical"], resources) as connection:
            canonical.create_tables(connection)
            attach(connection, warehouse.path(current.files["canonical"]), "previous")
            canonical.copy_other_sources(connection, "previous", name)
            key = key_of(draft, key_file_of(warehouse, resources))
            join(connection, Precedence(draft.precedence), key, draft.same_email)
            changes.compare(connection, "previous", draft, name)
            connection.execute("detach previous; checkpoint")
        over = before(warehouse, current)
        manifest, results = make_marts(
            paths["canonical"], paths["marts"], draft, agreements, resources, on_progress, over
        )
        refuse_broken(results)
        manifest = replace(manifest, seconds=round(time.monotonic() - started, 3))
        warehouse.publish(manifest, paths, resources.generations_kept)
    return manifest
