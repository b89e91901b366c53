"""What the published marts file says of itself: of which parts each mart was made, and with which keys."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Known:
    """A part of a mart as the published file holds it: its key, its file below the folder of shards, if it has one."""

    key: str
    file: str


@dataclass(frozen=True)
class Continued:
    """What a copied file holds: the parts of each mart, how many rows of it are no longer in its order, since when it
    was only copied, what its checks found, and the keys of the parts of all tables that they read, by `schema.name`."""

    parts: Mapping[str, tuple[Known, ...]]
    moved: Mapping[str, int]
    begun_at: str
    shards: Path
    checks: Mapping[str, tuple[int, str]]
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
