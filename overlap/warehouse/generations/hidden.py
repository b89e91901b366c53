"""What a generation's manifest says is hidden of people, source by source, and which generations hide less."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from overlap.personal import Handling, Key, KeyFile
from overlap.personal.handling import DROPPED, HASHED, KEPT
from overlap.personal.masking import without_addresses
from overlap.warehouse.generations.manifest import Manifest

_FIELD = "personal"


def with_handling(draft: Manifest, source: str, personal: Handling) -> Manifest:
    """The draft that remembers what was hidden of the source's rows, and by which key."""
    if personal.key is None:
        return draft
    said = {"email": personal.email, "names": personal.names, "texts": personal.texts, "key": personal.key.fingerprint}
    return replace(draft, sources={**draft.sources, source: {**draft.sources[source], _FIELD: said}})


def fingerprints(kept: Sequence[Manifest]) -> set[str]:
    """Those of the keys that generations were hashed with: one, unless something is wrong."""
    found = {entry.get(_FIELD, {}).get("key") for manifest in kept for entry in manifest.sources.values()}
    return {each for each in found if each}


def key_of(now: Manifest, key_file: KeyFile) -> Key | None:
    """The company's key where a source hashes addresses, so that those of others find them. Raises InputError."""
    if not any(entry.get(_FIELD, {}).get("email") == HASHED for entry in now.sources.values()):
        return None
    return key_file.key(fingerprints([now]))


def holding_more(kept: Sequence[Manifest], now: Manifest) -> tuple[str, ...]:
    """The other generations that hold more of a source's people than this one does."""
    return tuple(
        manifest.generation
        for manifest in kept
        if manifest.generation != now.generation
        and any(
            any(one < other for one, other in zip(_depths(entry), _depths(now.sources[name]), strict=True))
            for name, entry in manifest.sources.items()
            if name in now.sources
        )
    )


def cleaner(now: Manifest) -> Callable[[str], str]:
    """What takes addresses out of the SQL of a text of older rows, where a source hides its own."""
    ways = {entry.get(_FIELD, {}).get("email", KEPT) for entry in now.sources.values()}
    return without_addresses if ways - {KEPT} else str


def handled_before(entry: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
    """What became of e-mails, names and texts of a source, by its entry in a manifest."""
    said = entry.get(_FIELD, {})
    return tuple(said.get(name, KEPT) for name in ("email", "names", "texts"))


def _depths(entry: Mapping[str, Mapping[str, str]]) -> tuple[int, ...]:
    return tuple((KEPT, HASHED, DROPPED).index(way) for way in handled_before(entry))
