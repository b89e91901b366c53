"""What forgetting a person takes away, or has taken away."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from overlap.warehouse.generations.manifest import Manifest


@dataclass(frozen=True)
class Removal:
    """`leads` are the ids the person goes by, `generations` the rows of each kept one by table, `typed` the store's.

    `uploads`, `pulled` and `logs` are files that are cleaned, `backups` files that are not reached, `lost` generations
    of an older version that are taken away whole. `published` is the generation without the person, None while nothing
    is done or where the published one held nothing; `restated` are the numbers of past months that are others in it.
    `again`: this person was forgotten before.
    """

    leads: frozenset[str]
    generations: Mapping[str, Mapping[str, int]]
    typed: Mapping[str, int]
    uploads: tuple[str, ...] = ()
    pulled: tuple[str, ...] = ()
    logs: tuple[str, ...] = ()
    backups: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    published: Manifest | None = None
    restated: list[dict[str, Any]] = field(default_factory=list)
    again: bool = False
