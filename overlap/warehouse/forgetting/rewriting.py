"""The files of a generation written anew without a person.

What is deleted in a copy leaves its bytes there, so the copy is copied once more.
"""

import shutil
from pathlib import Path

import duckdb

from overlap.agreements import Agreements, read_agreements
from overlap.personal import Key
from overlap.warehouse.building import Progress, make_marts, refuse_broken
from overlap.warehouse.building.history import Before, take_over
from overlap.warehouse.canonical import changes, forgetting
from overlap.warehouse.canonical.forgetting.raw_records import without
from overlap.warehouse.connections import Resources, attach, copy_whole, scratch, writing
from overlap.warehouse.forgetting.found import schemas
from overlap.warehouse.generations.manifest import Manifest
from overlap.warehouse.source.named import source_named


def canonical_without(
    older: Path, newer: Path, key: Key, known: frozenset[str], resources: Resources, *, told_to: Manifest | None
) -> int:
    """Write the canonical file without the person; how many leads went. `told_to` is the generation that is published
    with it, which tells what changed."""
    work = newer.with_name("work.duckdb")
    shutil.copyfile(older, work)
    with writing(work, resources) as connection:
        there = schemas(connection)
        for schema in there:
            forgetting.find(connection, schema, key, known)
            count = forgetting.count_leads(connection, schema)
            forgetting.take_out(connection, schema)
        forgetting.clean_accounts(connection)
        if told_to is not None:
            attach(connection, older, "previous")
            changes.compare(connection, "previous", told_to, *told_to.sources)
            forgetting.anonymise(connection, "meta.changed_rows", "true")
            connection.execute("detach previous")
        copy_whole(connection, "made", newer)
    work.unlink()
    return count


def marts_without(
    canonical: Path,
    older: Path,
    newer: Path,
    manifest: Manifest,
    over: Before | None,
    known: frozenset[str],
    resources: Resources,
    on_progress: Progress,
) -> Manifest:
    """Build the marts file on a canonical file without the person, under the agreements of the older one.

    Over None it is an older generation: its history stays as it was told then.
    """
    work = newer.with_name("work.duckdb")
    manifest, results = make_marts(canonical, work, manifest, _agreed(older, resources), resources, on_progress, over)
    refuse_broken(results)
    with writing(work, resources) as connection:
        if over is None:
            attach(connection, older, "older")
            take_over(connection, "older")
            connection.execute("detach older")
        forgetting.name(connection, known)
        forgetting.anonymise(connection, "meta.restated_rows")
        copy_whole(connection, "made", newer)
    work.unlink()
    return manifest


def records_without(
    name: str, own: Path, older: Path, newer: Path, texts: frozenset[str], resources: Resources
) -> None:
    """Write the accepted records of a source without the person, by ids and addresses as its files write them."""
    folder = newer.with_name(f"scratch-{newer.stem}")
    folder.mkdir()
    try:
        with scratch(folder, resources) as connection:
            without(connection, source_named(name, own), older, newer, texts)
    finally:
        shutil.rmtree(folder)


def _agreed(marts: Path, resources: Resources) -> Agreements:
    with duckdb.connect(str(marts), read_only=True, config={"memory_limit": resources.memory_limit}) as connection:
        return read_agreements(connection)
