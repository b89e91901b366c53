"""Checks that were right are asked again only of the shards that changed, where no other shard can make them wrong.

A check whose scope is `cluster` looks at one cluster of leads at a time, and a shard that kept its keys is as right as
it was. A key that is no lead's, a touch's say, may stand in any shard: those of the shards that changed are looked for
in the whole table.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from overlap.warehouse.building.checks import Check, all_checks, ask, keys_of, repeated
from overlap.warehouse.building.shards.clusters import NODES
from overlap.warehouse.building.shards.held_tables import Held, key_of_all
from overlap.warehouse.building.shards.parquet import read, show
from overlap.warehouse.building.shards.published import Continued
from overlap.warehouse.connections import Resources, attach, mirror, workbench

RIGHT = (0, "")


def found_before(
    canonical: Path,
    tables: Mapping[str, Held],
    known: Continued,
    params: Mapping[str, object],
    resources: Resources,
) -> dict[str, tuple[int, str]]:
    """What checks found of the rows as they are, by their keys; of some the shards that changed are asked."""
    every = all_checks()
    before = keys_of(every, params, {name: key_of_all(keys) for name, keys in known.keys.items()})
    now = keys_of(every, params, {name: held.whole.key for name, held in tables.items()})
    changes = Changes(tables, known.keys)
    asked: dict[frozenset[int], list[Check]] = {}
    for check in every:
        if now[check.name] in known.checks or known.checks.get(before[check.name]) != RIGHT:
            continue
        if check.scope == "cluster" and (shards := changes.shards(check.reads)):
            asked.setdefault(shards, []).append(check)
    found: dict[str, tuple[int, str]] = {}
    for shards, checks in asked.items():
        with _desk(canonical, changes, shards, checks, resources) as connection:
            found |= ask(connection, [_of_shards(check) for check in checks], params)
    return {**known.checks, **{now[name]: answer for name, answer in found.items()}}


@dataclass(frozen=True)
class Changes:
    """Tables in their parts, and the keys that their parts had when checks were asked before."""

    now: Mapping[str, Held]
    before: Mapping[str, tuple[str, ...]]

    def shards(self, names: frozenset[str]) -> frozenset[int]:
        """The shards in which one of these tables is another; none where what all share is another, the tables were cut
        otherwise, or the rows of such a shard are not at hand."""
        cut = {name: held for name, held in self.now.items() if name in names and held.is_cut}
        shared = {name: held for name, held in self.now.items() if name in names and not held.is_cut}
        if any((held.whole.key,) != self.before.get(name) for name, held in shared.items()):
            return frozenset()
        if any(len(held.parts) != len(self.before.get(name, ())) for name, held in cut.items()):
            return frozenset()
        others = frozenset(
            shard
            for name, held in cut.items()
            for shard, (part, key) in enumerate(zip(held.parts, self.before[name], strict=True))
            if part.key != key
        )
        return others if all(held.parts[shard].files for held in cut.values() for shard in others) else frozenset()

    def files(self, name: str, shards: frozenset[int]) -> tuple[Path, ...]:
        """The rows of the shards; all of a table that is not cut."""
        parts = [self.now[name].of(shard) for shard in sorted(shards)]
        return tuple(dict.fromkeys(file for part in parts for file in part.files))


def _of_shards(check: Check) -> Check:
    """The check as it is asked of some shards: a key of no lead's is looked for in all."""
    if not _is_of_any_shard(check):
        return check
    (name,) = check.reads
    same = " and ".join(f'every."{part}" is not distinct from came."{part}"' for part in check.grain)
    rows = f"(select every.* from {_whole(name)} as every semi join {name} as came on {same})"
    return replace(check, sql=repeated(rows, check.grain))


def _is_of_any_shard(check: Check) -> bool:
    return bool(check.grain) and not NODES.keys() & {*check.grain}


def _whole(name: str) -> str:
    return f'"all of {name}"'


@contextmanager
def _desk(
    canonical: Path, changes: Changes, shards: frozenset[int], checks: list[Check], resources: Resources
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that sees what the checks read, of tables that are cut the rows of the shards."""
    names = frozenset().union(*(check.reads for check in checks))
    with workbench(canonical.parent, resources) as connection:
        attach(connection, canonical, "canonical_file")
        mirror(connection, "canonical_file", "meta")
        for name in sorted(names):
            if not name.startswith("meta."):
                show(connection, name, changes.files(name, shards))
        for name in {name for check in checks if _is_of_any_shard(check) for name in check.reads}:
            _show_whole(connection, changes, name)
        yield connection


def _show_whole(connection: duckdb.DuckDBPyConnection, changes: Changes, name: str) -> None:
    schema, _, table = name.partition(".")
    if schema == "canonical":
        connection.execute(f'create view {_whole(name)} as from canonical_file.canonical."{table}"')
    else:
        read(connection, changes.now[name].whole.files).create_view(f"all of {name}")
