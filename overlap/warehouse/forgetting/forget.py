"""`forget`, step by step. A killed one is done again by the same command.

The list comes first, so that no import brings the person back; the published generation last, because it knows by which
ids the person goes.
"""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from overlap import __version__
from overlap.errors import InputError
from overlap.personal import Key
from overlap.personal.forgotten import lead_hash
from overlap.reports import answer
from overlap.store import Store, open_store
from overlap.store.backup import BACKUP
from overlap.store.engine import file_of
from overlap.store.forgetting import count_forgotten
from overlap.store.forgetting import forget as forget_typed
from overlap.warehouse.building import Progress, silent
from overlap.warehouse.building.history import before
from overlap.warehouse.building.models import models_hash
from overlap.warehouse.canonical.contract_hash import contract_hash
from overlap.warehouse.canonical.prefixing import as_in_files_of
from overlap.warehouse.connections import DEFAULT_RESOURCES, Resources
from overlap.warehouse.forgetting.copies import Copies
from overlap.warehouse.forgetting.found import backups_beside, ids_and_addresses, rows
from overlap.warehouse.forgetting.rewriting import canonical_without, marts_without, records_without
from overlap.warehouse.forgetting.told import Removal
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.generations.manifest import Manifest, new_id
from overlap.warehouse.generations.person_files import forgotten_of, key_of
from overlap.warehouse.reader import open_files
from overlap.warehouse.source import own_sources

_REASON = "somebody who is forgotten"


def would_forget(
    warehouse: Warehouse, store: str | Path, lead: str, *, resources: Resources = DEFAULT_RESOURCES
) -> Removal:
    """What `forget` would take away; changes nothing. Raises InputError where nobody goes by that id or address."""
    key = key_of(warehouse, resources)
    kept = warehouse.kept()
    ids, known = ids_and_addresses(warehouse, kept, key, lead, resources)
    is_listed = not forgotten_of(warehouse).hashes().isdisjoint({lead_hash(key, lead), key.address(lead)})
    with open_store(store) as opened:
        ids |= {lead} if count_forgotten(opened, {lead}.__contains__) else set()
        typed = count_forgotten(opened, ids.__contains__)
    if not ids and not is_listed:
        raise InputError(
            f'Nobody goes by "{lead}" in any kept generation, and nothing was typed about them. Give the id of a lead '
            "as the page of the lead shows it, or an e-mail address."
        )
    counts = {each.generation: rows(warehouse, each, key, known, resources) for each in kept}
    copies = _copies(warehouse, known | ids)
    return Removal(
        leads=frozenset(ids),
        generations={generation: found for generation, found in counts.items() if found},
        typed=typed,
        uploads=copies.uploads(),
        pulled=copies.pulled(),
        logs=copies.logs(),
        backups=backups_beside(file_of(store), BACKUP),
        lost=tuple(each.generation for each in kept if counts[each.generation] and _is_older(each)),
        again=is_listed,
    )


def forget(
    warehouse: Warehouse,
    store: str | Path,
    lead: str,
    *,
    who: str,
    now: datetime,
    resources: Resources = DEFAULT_RESOURCES,
    on_progress: Progress = silent,
) -> Removal:
    """Take the person out everywhere and keep them out. Raises as `would_forget`, WarehouseError, CheckFailed."""
    with warehouse.writing() as building:
        removal = would_forget(warehouse, store, lead, resources=resources)
        key, kept, listed = key_of(warehouse, resources), warehouse.kept(), forgotten_of(warehouse)
        ids, known = ids_and_addresses(warehouse, kept, key, lead, resources)
        ids, known = ids | removal.leads, known | removal.leads
        hashes = frozenset({*(lead_hash(key, each) for each in ids), *map(key.address, filter(_is_address, known))})
        hashes |= {text for text in known if text.startswith("#")}
        hashes = hashes or frozenset({lead_hash(key, lead)})
        listed.begin(key, hashes, now.astimezone(UTC).isoformat())
        with open_store(store) as opened:
            forget_typed(opened, frozenset(ids).__contains__, who, now)
        _copies(warehouse, known).clean()
        work = _Rewriting(warehouse, building, key, known, resources, on_progress)
        current = warehouse.current_id()
        warehouse.take_away([each for each in removal.lost if each != current])
        for manifest in kept:
            held = manifest.generation in removal.generations and manifest.generation not in removal.lost
            if held and manifest.generation != current:
                work.older(manifest)
        published = None
        if current in removal.generations:
            published = work.published(warehouse.current(), now)
        listed.finish(key, hashes)
    return replace(removal, published=published, restated=_restated(warehouse, published, resources))


def forget_in_restored(store: Store, warehouse: Warehouse, now: datetime, resources: Resources) -> dict[str, int]:
    """Apply the list of who is forgotten to a store that was restored; how many rows of which table went."""
    hashes = forgotten_of(warehouse).hashes()
    if not hashes:
        return {}
    key = key_of(warehouse, resources)
    return forget_typed(store, lambda lead: lead_hash(key, lead) in hashes, "overlap restore", now)


class _Rewriting:
    """The generations of a warehouse, one after the other, without the person."""

    def __init__(
        self,
        warehouse: Warehouse,
        building: Path,
        key: Key,
        known: frozenset[str],
        resources: Resources,
        on_progress: Progress,
    ) -> None:
        self._warehouse, self._building, self._key, self._known = warehouse, building, key, known
        self._resources, self._on_progress = resources, on_progress

    def older(self, manifest: Manifest) -> None:
        """One that is not published: under its own name, with other files."""
        self._on_progress(f"generation {manifest.generation}", 0.0)
        told, paths, _ = self._written(manifest, manifest.generation, None)
        self._warehouse.put_in_place(told, paths)

    def published(self, current: Manifest, now: datetime) -> Manifest:
        """The published one: a generation of its own, so that whoever reads sees it."""
        if _is_older(current):
            raise InputError("The published generation is of an older version. Run `overlap build`, then forget again.")
        draft = replace(current, generation=new_id(now), built_at=now.astimezone(UTC).isoformat())
        told, paths, count = self._written(draft, draft.generation, current)
        told = _counted(replace(told, forgotten=told.forgotten + count), count)
        self._warehouse.publish(told, paths, self._resources.generations_kept + 1)
        self._warehouse.take_away([current.generation])
        return told

    def _written(
        self, manifest: Manifest, name: str, current: Manifest | None
    ) -> tuple[Manifest, dict[str, Path], int]:
        stem = f"{name}-{new_id(datetime.now(UTC)).rpartition('-')[2]}"
        files = {kind: f"{kind}-{stem}.duckdb" for kind in ("canonical", "marts")}
        records = {source: f"records-{place}-{stem}.duckdb" for place, source in enumerate(manifest.records)}
        told = replace(
            manifest, files=files, records=records, app_version=__version__, models_hash=models_hash(),
            contract_hash=contract_hash(),
        )  # fmt: skip
        paths = {file: self._building / file for file in (*files.values(), *records.values())}
        older = {kind: self._warehouse.path(file) for kind, file in manifest.files.items()}
        canonical, marts = paths[files["canonical"]], paths[files["marts"]]
        count = canonical_without(
            older["canonical"], canonical, self._key, self._known, self._resources,
            told_to=told if current else None,
        )  # fmt: skip
        over = before(self._warehouse, current)
        told = marts_without(
            canonical, older["marts"], marts, replace(told, forgotten=told.forgotten + count), over, self._known,
            self._resources, self._on_progress,
        )  # fmt: skip
        own = own_sources.folder_of(self._warehouse)
        for source, file in records.items():
            kept = self._warehouse.path(manifest.records[source])
            texts = as_in_files_of(manifest, source, self._known)
            records_without(source, own, kept, paths[file], texts, self._resources)
        return replace(told, forgotten=manifest.forgotten), paths, count


def _counted(manifest: Manifest, count: int) -> Manifest:
    """The manifest whose account of left out records counts the person, with the first source by name."""
    if not count:
        return manifest
    name = next(iter(sorted(manifest.sources)))
    entry = manifest.sources[name]
    rows = [list(row) for row in entry.get("left_out", ())]
    before = next((row for row in rows if row[1] == _REASON), None)
    if before is None:
        rows.append(["leads", _REASON, count])
    else:
        before[2] += count
    return replace(manifest, sources={**manifest.sources, name: {**entry, "left_out": rows}})


def _restated(warehouse: Warehouse, published: Manifest | None, resources: Resources) -> list[dict]:
    if published is None:
        return []
    paths = {kind: warehouse.path(file) for kind, file in published.files.items()}
    with closing(open_files(published, paths, (published,), resources, None)) as reader:
        rows = answer(reader, "data/restatements").frame.to_dicts()
    return [row for row in rows if row.get("generation") == published.generation] or rows


def _copies(warehouse: Warehouse, texts: frozenset[str]) -> Copies:
    return Copies(warehouse, warehouse.current() if warehouse.current_id() else None, texts)


def _is_older(manifest: Manifest) -> bool:
    """Whether its tables are those of another version, which cannot be written anew by this one."""
    return manifest.contract_hash != contract_hash()


def _is_address(text: str) -> bool:
    return "@" in text
