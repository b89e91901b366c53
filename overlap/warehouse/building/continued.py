"""A marts file begun as a copy of the published one: which of its marts, or of their parts, are as they would be built.

Every mart is kept with the keys of its parts: one for each shard, or one for what was not cut.
"""

import shutil
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

import duckdb
import polars as pl

from overlap.agreements import KINDS, Agreements
from overlap.contract import TABLES
from overlap.warehouse.building.checks import found_before, tables_of_checks
from overlap.warehouse.building.history import Before
from overlap.warehouse.building.models import made_with, models, models_hash
from overlap.warehouse.building.shards.engine import Progress
from overlap.warehouse.building.shards.held_tables import Held, Part, once
from overlap.warehouse.building.shards.keys import content_of
from overlap.warehouse.building.shards.published import Continued, Known
from overlap.warehouse.connections import Resources, attach, workbench
from overlap.warehouse.generations.durable import digest_of
from overlap.warehouse.generations.hidden import holding_more
from overlap.warehouse.generations.manifest import Manifest

_MARTS = "marts."
_LONGEST = timedelta(days=7)  # a copy keeps the bytes of what was deleted in it: not for longer than this
_MOST_CHANGED = 0.5  # of all marts by their size; where more changed, writing a file anew costs no more


def in_one_piece(canonical: Path, manifest: Manifest, agreements: Agreements) -> dict[str, Held]:
    """The tables of a house that is built in one piece, all with the key of everything that marts are made of."""
    parts = (
        made_with(), models_hash(), manifest.contract_hash, agreements.hash, agreements.build_hash,
        manifest.as_of, manifest.time_zone, manifest.reporting_currency, manifest.seed,
        digest_of(canonical),
    )  # fmt: skip
    key = sha256(repr(parts).encode()).hexdigest()
    names = [f"canonical.{table.name}" for table in TABLES] + [f"agreements.{kind}" for kind in KINDS]
    return {name: once(key) for name in [*names, *(f"marts.{name}" for name in models()), *_meta_of_checks()]}


def with_meta(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, Held]) -> dict[str, Held]:
    """All tables that checks read, in a connection where `meta` can be read."""
    meta = {name: once(content_of(connection.table(name))) for name in _meta_of_checks() if name not in tables}
    return {**tables, **meta}


def marts_of(tables: Mapping[str, Held]) -> dict[str, Held]:
    """The marts among tables by `schema.name`."""
    return {name.removeprefix(_MARTS): held for name, held in tables.items() if name.startswith(_MARTS)}


def begin(
    marts: Path,
    wanted: Mapping[str, Held],
    over: Before | None,
    manifest: Manifest,
    resources: Resources,
    on_progress: Progress,
) -> Continued | None:
    """Copy the published file to `marts` where most of it stays as it is; None where it is better written anew.

    It is where more is hidden of people than before: what is replaced in a copy leaves its bytes there. And where its
    bytes are not those that were published: DuckDB would find a damaged block only when something reads it.
    """
    if over is None or not over.is_taken_over or holding_more([over.manifest], manifest):
        return None
    is_cut = any(held.is_cut for held in wanted.values())
    if not is_cut and over.manifest.files.get("canonical") != manifest.files.get("canonical"):
        return None  # in one piece all of it is made of that file: not opened to find out
    if not over.manifest.marts_digest:
        return None
    if not over.is_whole:
        on_progress(f"{over.marts.name} is damaged: it is written anew", 0.8)
        return None
    known = _known(over, resources)
    if known is None or not is_worth_it(known, marts_of(wanted), manifest.built_at):
        return None
    shutil.copyfile(over.marts, marts)
    return known


def forget_the_rest(connection: duckdb.DuckDBPyConnection, known: Continued) -> None:
    """Take everything but the marts of today's models out of an attached `marts_file` that was begun as a copy."""
    connection.execute("drop schema marts_file.meta cascade; drop schema marts_file.agreements cascade")
    for name in known.parts.keys() - models().keys():
        connection.execute(f'drop table if exists marts_file.marts."{name}"')


def keep(
    connection: duckdb.DuckDBPyConnection, tables: Mapping[str, Held], moved: Mapping[str, int], begun_at: str
) -> None:
    """Write `meta.parts` into the attached `marts_file`, for the next build."""
    rows = [
        (name, place, part.key, _file(name, part), moved.get(name.removeprefix(_MARTS), 0), begun_at)
        for name, held in tables.items()
        for place, part in enumerate(held.parts)
    ]
    kept = pl.DataFrame(  # noqa: F841 - DuckDB finds the frame by its name
        rows, schema=["name", "place", "key", "file", "moved", "begun_at"], orient="row"
    )
    connection.execute("create table marts_file.meta.parts as from kept")


def _file(name: str, part: Part) -> str:
    """Where a part of a mart lies below the folder of shards; what is no mart is known by its keys alone."""
    return "/".join(part.files[0].parts[-2:]) if part.files and name.startswith(_MARTS) else ""


def _meta_of_checks() -> list[str]:
    return [name for name in tables_of_checks() if name.startswith("meta.")]


def _known(over: Before, resources: Resources) -> Continued | None:
    """What the published file was made of; None where it does not say."""
    with workbench(over.marts.parent, resources) as connection:
        attach(connection, over.marts, "published")
        if not connection.sql(
            "from duckdb_columns() where database_name = 'published' and schema_name = 'meta' and table_name = 'parts' "
            "and column_name = 'name'"
        ).fetchall():
            return None
        rows = connection.sql("from published.meta.parts order by name, place").fetchall()
        checked = found_before(connection, "published")
    parts: dict[str, list[Known]] = {}
    for name, _, key, file, *_ in rows:
        parts.setdefault(name, []).append(Known(key, file))
    marts = {name.removeprefix(_MARTS): tuple(each) for name, each in parts.items() if name.startswith(_MARTS)}
    moved = {row[0].removeprefix(_MARTS): row[4] for row in rows}
    keys = {name: tuple(part.key for part in each) for name, each in parts.items()}
    return Continued(marts, moved, rows[0][5], over.shards, checked, keys) if rows else None


def is_worth_it(known: Continued, wanted: Mapping[str, Held], at: str) -> bool:
    """Whether a copy of the published file is less work than a file written anew, and not for too long."""
    if datetime.fromisoformat(at) - datetime.fromisoformat(known.begun_at) > _LONGEST:
        return False
    stays = changed = 0
    for name, held in wanted.items():
        there = {part.key for part in known.parts.get(name, ())}
        for part in held.parts:
            size = 1 + sum(file.stat().st_size for file in part.files)
            stays, changed = stays + size * (part.key in there), changed + size * (part.key not in there)
    return changed <= _MOST_CHANGED * (stays + changed)
