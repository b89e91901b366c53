"""Publishing the generation before, and refusing what was rolled back until somebody accepts it by name."""

from collections.abc import Iterator
from datetime import UTC, datetime

from overlap.errors import UsageError, WarehouseError, nearest
from overlap.warehouse.generations.accepting import ROLLED_BACK, Stop
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.generations.manifest import Manifest, RolledBack


def before(warehouse: Warehouse, generation: str | None = None) -> Manifest:
    """The generation a rollback would publish: the named one, else the one the published one was built over.

    Raises UsageError for a name that is not kept, WarehouseError where there is none or a file of it is missing.
    """
    current = warehouse.current()
    kept = {each.generation: each for each in warehouse.kept() if each.generation != current.generation}
    if generation is None:
        undone = {each.generation for each in warehouse.rolled_back()}
        older = [each for each in kept.values() if _is_older(each, current) and each.generation not in undone]
        found = kept.get(current.previous) or max(older, key=lambda each: each.built_at, default=None)
        if found is None:
            raise WarehouseError(f"There is nothing before {current.generation}: no older generation is kept.")
    elif generation not in kept:
        listed = ", ".join(kept) or "none"
        near = nearest(generation, list(kept))
        raise UsageError(f'No other generation "{generation}" is kept. Those that are: {listed}.{near}')
    else:
        found = kept[generation]
    lost = [name for name in found.files.values() if not warehouse.path(name).exists()]
    if lost:
        raise WarehouseError(f"Generation {found.generation} cannot be published: its file {lost[0]} is missing.")
    return found


def roll_back(warehouse: Warehouse, generation: str | None = None, *, now: datetime) -> Manifest:
    """Publish the generation `before` names. The contents left behind are refused by later imports.

    Raises what `before` does, and WarehouseError while another process writes.
    """
    with warehouse.writing():
        found, current = before(warehouse, generation), warehouse.current()
        published = {(source, entry["content"]) for source, entry in found.sources.items()}
        at = now.astimezone(UTC).isoformat()
        left = [
            RolledBack(source, entry["content"], each.generation, at)
            for each in _between(warehouse, found, current)
            for source, entry in each.sources.items()
        ]
        every = {(entry.source, entry.content): entry for entry in [*warehouse.rolled_back(), *left]}
        warehouse.keep_rolled_back([entry for key, entry in every.items() if key not in published])
        warehouse.turn_back(found.generation)
    return found


def rolled_back_before(warehouse: Warehouse, draft: Manifest, source: str) -> tuple[Stop, ...]:
    """A stop where this content of the source was rolled back."""
    content = draft.sources[source]["content"]
    return tuple(
        Stop(ROLLED_BACK, f"This export was rolled back on {entry.at[:10]}, when it was generation {entry.generation}.")
        for entry in warehouse.rolled_back()
        if (entry.source, entry.content) == (source, content)
    )


def forget(warehouse: Warehouse, published: Manifest) -> None:
    """Take what is published again off the list of what was rolled back; within `writing`."""
    contents = {(source, entry["content"]) for source, entry in published.sources.items()}
    listed = warehouse.rolled_back()
    kept = [entry for entry in listed if (entry.source, entry.content) not in contents]
    if kept != listed:
        warehouse.keep_rolled_back(kept)


def _between(warehouse: Warehouse, found: Manifest, current: Manifest) -> Iterator[Manifest]:
    """The published generation and those it was built over, back to the found one; none if that is newer."""
    if not _is_older(found, current):
        return
    kept = {each.generation: each for each in warehouse.kept()}
    each: Manifest | None = current
    while each is not None and each.generation != found.generation:
        yield each
        each = kept.get(each.previous)


def _is_older(one: Manifest, other: Manifest) -> bool:
    return (one.built_at, one.generation) < (other.built_at, other.generation)
