"""What the generation of an import will be, before it is built: its house, its sources, what its content depends on."""

import hashlib
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from overlap import __version__
from overlap.choices import Answers
from overlap.errors import InputError
from overlap.reading import Account, Source
from overlap.store import open_store
from overlap.warehouse.building import agreements_of
from overlap.warehouse.building.models import models_hash
from overlap.warehouse.canonical.contract_hash import contract_hash
from overlap.warehouse.generations.accepting import Stop
from overlap.warehouse.generations.manifest import Manifest, new_id
from overlap.warehouse.importing.export import Export
from overlap.warehouse.importing.house import DEFAULT_ZONE, House, read_house
from overlap.warehouse.source.hashing import as_text, contents


def fitting(export: Export, current: Manifest | None, as_of: datetime | None) -> House:
    """The house the export belongs to. Raises InputError when another source has already set it differently."""
    house = export.house
    others = current is not None and set(current.sources) - {export.source.name}
    if not current or not others:
        return replace(house, as_of=as_of or house.as_of)
    for name, wanted, has in (
        ("time_zone", house.time_zone, current.time_zone),
        ("reporting_currency", house.reporting_currency, current.reporting_currency),
        ("as_of", as_of is None and house.as_of and house.as_of.astimezone(UTC).isoformat(), current.as_of),
    ):
        if wanted and wanted != has:
            raise InputError(
                f"The company has {name} {has}; {export.source.name} says {wanted}. "
                "Give both the same house.toml, or import them into two warehouses (OVERLAP_WAREHOUSE)."
            )
    fixed = current.as_of_at if current.as_of_is_given else None
    return replace(
        house, as_of=as_of or fixed, time_zone=current.time_zone, reporting_currency=current.reporting_currency
    )


def draft_of(
    export: Export,
    current: Manifest | None,
    house: House,
    account: Account,
    choices: Answers,
    store: str | Path | None,
    now: datetime,
) -> Manifest:
    """The manifest of the generation to build; as-of and currency stay blank where only the data can tell them."""
    generation = new_id(now)
    others = {name: entry for name, entry in current.sources.items() if name != export.source.name} if current else {}
    entry = {
        "source_agreements": dict(read_house(export.source.folder).agreements),
        "folder_agreements": dict(read_house(export.folder).agreements),
        "is_demo": house.is_demo,
        "content": _content_hash(export.source, account, house, choices),
        "records": sum(file.records for file in account.files),
        "accepted": sum(file.accepted for file in account.files),
        "rejected": sum(file.rejected for file in account.files),
        "imported_at": now.astimezone(UTC).isoformat(),
        "accepted_stops": [],
        "choices": {key: list(values) for key, values in choices.items()},
    }
    draft = Manifest(
        generation=generation,
        built_at=now.astimezone(UTC).isoformat(),
        app_version=__version__,
        contract_hash=contract_hash(),
        models_hash=models_hash(),
        agreements_hash="",
        build_hash="",
        house_id=current.house_id if current else _house_id(store),
        as_of=house.as_of.astimezone(UTC).isoformat() if house.as_of else "",
        time_zone=house.time_zone or DEFAULT_ZONE,
        reporting_currency=house.reporting_currency or "",
        as_of_is_given=house.as_of is not None,
        sources={**others, export.source.name: entry},
        files={"canonical": f"canonical-{generation}.duckdb", "marts": f"marts-{generation}.duckdb"},
        checks={},
        previous=current.generation if current else "",
    )
    agreements = agreements_of(draft, store)
    return replace(draft, agreements_hash=agreements.hash, build_hash=agreements.build_hash)


def accepting(
    draft: Manifest, source: str, stops: Sequence[Stop], rejected: Mapping[str, int] | None = None
) -> Manifest:
    """The draft with what was accepted by name, and with the records that were rejected for it, by source."""
    sources = {name: dict(entry) for name, entry in draft.sources.items()}
    kept = sources[source]["accepted_stops"]
    sources[source]["accepted_stops"] = [*kept, *([stop.name, stop.sentence] for stop in stops)]
    for name, count in (rejected or {}).items():
        sources[name]["accepted"] -= count
        sources[name]["rejected"] += count
    return replace(draft, sources=sources)


def is_unchanged(current: Manifest, draft: Manifest, source: str) -> bool:
    same = ("contract_hash", "models_hash", "agreements_hash", "app_version")
    return (
        source in current.sources
        and current.sources[source]["content"] == draft.sources[source]["content"]
        and all(getattr(current, name) == getattr(draft, name) for name in same)
    )


def _house_id(store: str | Path | None) -> str:
    """The id a store already has, else a new one: the first import makes the house."""
    if store is None:
        return str(uuid.uuid4())
    with open_store(store) as opened:
        return opened.house_id or str(uuid.uuid4())


def _content_hash(source: Source, account: Account, house: House, choices: Answers) -> str:
    """What decides the canonical rows: the files' bytes, what the source's own files say, the answers, the house."""
    parts = [source.name, str(house.as_of), str(house.time_zone), str(house.reporting_currency)]
    parts += [as_text(house.agreements), *contents(source.folder)]
    parts += [f"{file.table} {file.sha256} {file.later_than_now}" for file in account.files if file.supplied]
    parts += [repr(sorted(choices.items()))] if choices else []
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
