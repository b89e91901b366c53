"""What the generation of an import will be, before it is built: its house, its sources, what its content depends on."""

import hashlib
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from overlap import __version__
from overlap.choices import Answers
from overlap.errors import InputError
from overlap.reading import Account, Source
from overlap.store import open_store
from overlap.warehouse.building import agreements_of, same_email_of
from overlap.warehouse.building.models import models_hash
from overlap.warehouse.canonical.contract_hash import contract_hash
from overlap.warehouse.generations.accepting import Stop
from overlap.warehouse.generations.manifest import Manifest, new_id
from overlap.warehouse.importing import whose_word
from overlap.warehouse.importing.export import Export
from overlap.warehouse.importing.house import DEFAULT_ZONE, House, read_house
from overlap.warehouse.importing.unasked import shown_now
from overlap.warehouse.source.hashing import as_text, contents

_COUNTS = ("records", "accepted", "rejected")


def fitting(export: Export, current: Manifest | None, as_of: datetime | None) -> House:
    """The house the export belongs to: that of the company, once another source is there, or of what is changed.

    A newer whole export that says no zone and no currency is in those of the one before.
    Raises InputError for another as-of, and for changes in another currency than what they change.
    """
    house = export.house
    others = current is not None and set(current.sources) - {export.source.name}
    if not current or not (others or export.is_update):
        before = current.time_zone if current and current.time_zone != DEFAULT_ZONE else None
        return replace(
            house,
            as_of=as_of or house.as_of,
            time_zone=house.time_zone or before,
            reporting_currency=house.reporting_currency or _currency_said(current, export.source.name),
        )
    wanted = house.as_of.astimezone(UTC).isoformat() if house.as_of and as_of is None else None
    if wanted and wanted != current.as_of:
        raise InputError(
            f"The company has as_of {current.as_of}; {export.source.name} says {wanted}. "
            "Give both the same house.toml, or import them into two warehouses (OVERLAP_WAREHOUSE)."
        )
    fixed = current.as_of_at if current.as_of_is_given else None
    return replace(
        house, as_of=as_of or fixed, time_zone=current.time_zone, reporting_currency=current.reporting_currency
    )


def _currency_said(current: Manifest | None, source: str) -> str | None:
    """The company's currency, where somebody has said it: one that its deals were in alone is found in them again."""
    is_said = current is not None and current.sources.get(source, {}).get("currency")
    return current.reporting_currency if current and is_said else None


@dataclass(frozen=True)
class Own:
    """What a source is written in where the company counts otherwise: the zone of its times, its blank currencies."""

    zone: str
    currency: str | None

    def apart_from(self, house: House) -> list[str]:
        """What of it is not the company's own."""
        zone = self.zone if self.zone != (house.time_zone or DEFAULT_ZONE) else None
        currency = self.currency if self.currency != house.reporting_currency else None
        return [said for said in (zone, currency) if said]


def own_of(export: Export, current: Manifest | None, house: House) -> Own:
    """As the export says; else as its last one did, else as the company counts. Raises InputError for changes."""
    said, before = export.house, current.sources.get(export.source.name, {}) if current else {}
    currency = said.reporting_currency or before.get("currency") or house.reporting_currency
    if export.is_update and currency != (before.get("currency") or house.reporting_currency):
        raise InputError(
            f"{export.source.name} is in {before.get('currency') or house.reporting_currency}; these changes say "
            f"{currency}. Import the whole export once."
        )
    return Own(said.time_zone or before.get("zone") or house.time_zone or DEFAULT_ZONE, currency)


def draft_of(
    export: Export,
    current: Manifest | None,
    house: House,
    account: Account,
    held: str,
    own: Own,
    choices: Answers,
    store: str | Path | None,
    now: datetime,
) -> Manifest:
    """The manifest of the generation to build; as-of and currency stay blank where only the data can tell them.

    `held` is a hash of all records of the source that stand after the import.
    """
    generation, name = new_id(now), export.source.name
    said = whose_word.answered_now(export, current)
    others = {each: whose_word.without(entry, said) if said else entry
              for each, entry in current.sources.items() if each != name} if current else {}  # fmt: skip
    over = current.sources[name] if current and export.is_update else None
    files = [f"{file.table} {file.sha256} {file.later_than_now}" for file in account.files if file.supplied]
    folder_agreements = dict(export.own_settings.agreements or (over or {}).get("folder_agreements", {}))
    precedence = _precedence(export, house, over, choices)
    # Zone and currency are the company's: changes that say others are refused.
    standing = House(
        as_of=house.as_of and house.as_of.astimezone(UTC),
        agreements=folder_agreements,
        precedence={name: tuple(order) for name, order in precedence.items()},
        prefix_ids=house.prefix_ids,
    )
    stands = _content_hash(export.source, [held], standing, choices)
    apart = own.apart_from(house)
    stands = hashlib.sha256(" ".join([stands, *apart]).encode()).hexdigest()
    whole = over["whole"] if over else [0, 0, 0]
    counts = [sum(getattr(file, what) for file in account.files) for what in _COUNTS]
    entry = {
        "source_agreements": dict(read_house(export.source.folder).agreements),
        "folder_agreements": folder_agreements,
        "precedence": {name: list(order) for name, order in precedence.items()},
        "is_demo": house.is_demo or bool(over and over["is_demo"]),
        "content": stands if over else _content_hash(export.source, [*files, *apart], house, choices),
        "held": stands,
        "whole": whole if over else counts,
        "zone": own.zone,
        "currency": own.currency,
        "prefixed": _prefixed(current, name, house),
        **{what: before + now_read for what, before, now_read in zip(_COUNTS, whole, counts, strict=True)},
        "imported_at": now.astimezone(UTC).isoformat(),
        "accepted_stops": [],
        "choices": {key: list(values) for key, values in choices.items()},
        **shown_now(export, current, account),
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
        sources={**others, name: entry},
        files={"canonical": f"canonical-{generation}.duckdb", "marts": f"marts-{generation}.duckdb"},
        checks={},
        previous=current.generation if current else "",
        records={**(current.records if current else {}), name: f"records-{name}-{generation}.duckdb"},
    )
    agreements = agreements_of(draft, store)
    return replace(
        draft,
        agreements_hash=agreements.hash,
        build_hash=agreements.build_hash,
        same_email=same_email_of(agreements, now),
    )


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
    """Whether the draft would say what is published: of the same exports, or of changes that change nothing."""
    same = ("contract_hash", "models_hash", "agreements_hash", "app_version")
    if source not in current.sources or any(getattr(current, name) != getattr(draft, name) for name in same):
        return False
    then, now = current.sources[source], draft.sources[source]
    is_update = now["content"] == now["held"]
    return then["content"] == now["content"] or (is_update and then.get("held") == now["held"])


def _precedence(
    export: Export, house: House, over: Mapping[str, Any] | None, choices: Answers
) -> dict[str, Sequence[str]]:
    """Whose word counts first: as house.toml says, else as answered, else, of changes, as it was before."""
    before = over.get("precedence", {}) if over and not export.own_settings.precedence else {}
    return {**before, **whose_word.order_of(choices), **house.precedence}


def _prefixed(current: Manifest | None, source: str, house: House) -> bool | None:
    """Whether ids of the source are prefixed: as said, else as before; None at first, when its rows will tell."""
    if house.prefix_ids or current is None:
        return house.prefix_ids
    return bool(current.sources[source].get("prefixed")) if source in current.sources else None


def _house_id(store: str | Path | None) -> str:
    """The id a store already has, else a new one: the first import makes the house."""
    if store is None:
        return str(uuid.uuid4())
    with open_store(store) as opened:
        return opened.house_id or str(uuid.uuid4())


def _content_hash(source: Source, records: Sequence[str], house: House, choices: Answers) -> str:
    """What decides the canonical rows: what was read, what the source's own files say, the answers, the house."""
    parts = [source.name, str(house.as_of), str(house.time_zone), str(house.reporting_currency)]
    parts += [as_text(house.agreements), *(said for folder in source.folders for said in contents(folder))]
    parts += [as_text(house.precedence)] if house.precedence else []
    parts += ["ids are prefixed"] if house.prefix_ids else []
    parts += records
    parts += [repr(sorted(choices.items()))] if choices else []
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
