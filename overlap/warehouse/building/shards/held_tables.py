"""The tables that a build in shards holds as files: each once for the house, or in parts, one a shard."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path


@dataclass(frozen=True)
class Part:
    """The rows of a table, or a shard's of them: the files, and a key that moves when the rows may have."""

    key: str
    files: tuple[Path, ...]


@dataclass(frozen=True)
class Held:
    """A table in its parts, one for each shard, or one for all where it is not cut."""

    parts: tuple[Part, ...]
    is_cut: bool

    def of(self, shard: int) -> Part:
        """What a shard reads of it."""
        return self.parts[shard] if self.is_cut else self.parts[0]

    @property
    def whole(self) -> Part:
        """All of it."""
        if not self.is_cut:
            return self.parts[0]
        return Part(
            key_of_all([part.key for part in self.parts]),
            tuple(dict.fromkeys(file for part in self.parts for file in part.files)),
        )


def key_of_all(keys: Sequence[str]) -> str:
    """The key of a table in parts: theirs together, or that of the only one."""
    return keys[0] if len(keys) == 1 else sha256("".join(keys).encode()).hexdigest()


def once(key: str, *files: Path) -> Held:
    """A table that every shard has whole."""
    return Held((Part(key, files),), is_cut=False)
