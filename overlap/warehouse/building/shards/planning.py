"""What has to be made in a wave, and what is there already: of the marts of a shard, or of the whole house."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from overlap.sqlfile import SqlFile
from overlap.warehouse.building.shards.held_tables import Part
from overlap.warehouse.building.shards.keys import key_of
from overlap.warehouse.building.shards.older import Older
from overlap.warehouse.building.shards.parquet import linked


@dataclass(frozen=True)
class Plan:
    """The tables that are there when the wave has run, the marts of it to be made, and what making them reads."""

    parts: Mapping[str, Part]
    makes: Mapping[str, Path]
    reads: frozenset[str]


@dataclass(frozen=True)
class Shelf:
    """The folder of a build's marts, a file for each key, and that of the build before, to take over from."""

    folder: Path
    older: Older | None

    def plan(
        self,
        named: Mapping[str, SqlFile],
        there: Mapping[str, Part],
        params: Mapping[str, object],
        seed: int,
        shard: int | None,
    ) -> Plan:
        """What of these models is missing, given the tables that are there; what was made before is taken over."""
        parts = dict(there)
        makes: dict[str, Path] = {}
        reads: set[str] = set()
        for name, model in named.items():
            read = model.names("reads")
            key = key_of(model, params, seed, shard, {each: parts[each].key for each in read})
            file = self.folder / name / f"{key}.parquet"
            parts[f"marts.{name}"] = Part(key, (file,))
            if not self._taken_over(file):
                makes[name] = file
                reads |= {*read}
        made = {f"marts.{name}" for name in makes}
        return Plan(parts, makes, frozenset(reads - made))

    def _taken_over(self, file: Path) -> bool:
        if file.exists():
            return True
        older = self.older.file(f"{file.parent.name}/{file.name}") if self.older is not None else None
        if older is None:
            return False
        linked(older, file)
        return True
