"""The shards of the build before: a file of theirs is taken over while its bytes are those that were written."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from overlap.warehouse.generations.durable import digest_of

_DIGESTS = "digests.json"


@dataclass(frozen=True)
class Older:
    """The folder of the shards of an earlier build. Parquet itself does not tell when a byte of a file is another."""

    folder: Path
    _found: dict[str, str] = field(default_factory=dict)

    def file(self, name: str) -> Path | None:
        """A file by its name below the folder; None where it is not there as it was written."""
        path, written = self.folder / name, self._written.get(name)
        if written is None or not path.is_file():
            return None
        self._found[name] = found = digest_of(path)
        return path if found == written else None

    def found(self, name: str, newer: Path) -> str | None:
        """What a file of that name came to, if it is the one that was asked for and now has another name too."""
        return self._found.get(name) if name in self._found and newer.samefile(self.folder / name) else None

    @cached_property
    def _written(self) -> Mapping[str, str]:
        path = self.folder / _DIGESTS
        return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def tell_digests(folder: Path, older: Older | None) -> None:
    """Write into a folder of shards what each of its files comes to, for the next build."""
    told = {}
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = file.relative_to(folder).as_posix()
        told[name] = (older.found(name, file) if older is not None else None) or digest_of(file)
    (folder / _DIGESTS).write_text(json.dumps(told), encoding="utf-8")
