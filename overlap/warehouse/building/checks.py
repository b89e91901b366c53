"""Every data check: generated from the contract and the models' headers, and the identities of queries/checks.

A check is a SELECT of the rows that break it. Level `stop` blocks publishing; `warn` is published and shown. What it is
closed under it says as a model does: `cluster`, no row is right or wrong for what another cluster holds; else `house`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

import duckdb
import polars as pl

from overlap.contract import TABLES, Table
from overlap.faults import worded
from overlap.sqlfile import QUERIES, load_all
from overlap.warehouse.building.models import made_with, models, models_hash
from overlap.warehouse.building.shards.clusters import nodes_of
from overlap.warehouse.building.shards.waves import scope_of

CHECKS = QUERIES / "checks"
SAMPLE = 5
BATCH = 40

KEYS, LINKS, VALUES = "Keys unique, nothing missing", "Links found", "Values allowed"


Scope = Literal["cluster", "house"]


@dataclass(frozen=True)
class Check:
    """One promise about the data; where it is that a key is there once, the columns of the key."""

    name: str
    sentence: str
    group: str
    level: Literal["stop", "warn"]
    sql: str
    reads: frozenset[str]
    scope: Scope = "house"
    grain: tuple[str, ...] = ()


@dataclass(frozen=True)
class Result:
    """What a check found: how many rows break it, and a few of them in words."""

    check: Check
    failed: int
    sample: str
    key: str = ""

    @property
    def stops(self) -> bool:
        """Whether publishing must not go on."""
        return self.failed > 0 and self.check.level == "stop"


def all_checks() -> list[Check]:
    """Contract, models, then identities."""
    return [*_contract_checks(), *_model_checks(), *_identities()]


def run(
    connection: duckdb.DuckDBPyConnection,
    params: Mapping[str, object],
    tables: Mapping[str, str] | None = None,
    before: Mapping[str, tuple[int, str]] | None = None,
) -> list[Result]:
    """Run every check in a connection where `canonical`, `marts` and `meta` can be read.

    `tables` are keys that move with the rows of a table, `before` what was found earlier under the key of a check: it
    is not asked again. A check that reads a table without a key is.
    """
    every, found = all_checks(), before or {}
    keys = keys_of(every, params, tables or {})
    known = {name: found[key] for name, key in keys.items() if key in found}
    told = known | ask(connection, [check for check in every if check.name not in known], params)
    return [Result(check, *told[check.name], keys[check.name]) for check in every]


def ask(
    connection: duckdb.DuckDBPyConnection, asked: Sequence[Check], params: Mapping[str, object]
) -> dict[str, tuple[int, str]]:
    """By its name how many rows break each check, and a few of them in words."""
    failed: dict[str, int] = {}
    for start in range(0, len(asked), BATCH):
        failed |= _counts(connection, asked[start : start + BATCH], params)
    samples = {check.name: _sample(connection, check, params) for check in asked if failed[check.name]}
    return {check.name: (failed[check.name], samples.get(check.name, "")) for check in asked}


def keys_of(every: Sequence[Check], params: Mapping[str, object], tables: Mapping[str, str]) -> dict[str, str]:
    """By its name what decides the answer of each check; nothing where a table that it reads has no key."""
    made_of = made_with(), models_hash()
    return {check.name: _key_of(check, params, tables, made_of) for check in every}


def tables_of_checks() -> frozenset[str]:
    """The tables that any check reads."""
    return frozenset().union(*(check.reads for check in all_checks()))


def found_before(connection: duckdb.DuckDBPyConnection, file: str) -> dict[str, tuple[int, str]]:
    """What the checks of an attached marts file found, by their keys."""
    return {
        key: (failed, sample)
        for key, failed, sample in connection.sql(
            f"select key, failed_count, sample from {file}.meta.checks where key <> ''"
        ).fetchall()
    }


def keep(connection: duckdb.DuckDBPyConnection, results: list[Result]) -> None:
    """Write `meta.checks` into the attached `marts_file`, for the Data page."""
    kept = pl.DataFrame(  # noqa: F841 - DuckDB finds the frame by its name
        [(r.check.name, r.check.sentence, r.check.group, r.check.level, r.failed, r.sample, r.key) for r in results],
        schema=["check_name", "sentence", "group", "level", "failed_count", "sample", "key"],
        orient="row",
    )
    connection.execute("create schema if not exists marts_file.meta; create table marts_file.meta.checks as from kept")


def _contract_checks() -> Iterator[Check]:
    for table in TABLES:
        at = f'canonical."{table.name}"'
        name = f"canonical.{table.name}"
        scope = "cluster" if nodes_of(table) else "house"
        yield _grain_check(name, at, table.key, scope)
        for column in table.columns:
            if column.required or column.name in table.key:
                yield _present_check(name, at, column.name, scope)
            if column.allowed:
                values = ", ".join(f"'{value}'" for value in column.allowed)
                yield Check(
                    f"{name}.{column.name} allowed",
                    f"{table.name}.{column.name} is one of {', '.join(column.allowed)}.",
                    VALUES, "stop",
                    f'select {_key(table)} from {at} where "{column.name}" not in ({values})',
                    frozenset({name}), scope,
                )  # fmt: skip
            if column.refers:
                other, _, key = column.refers.partition(".")
                yield Check(
                    f"{name}.{column.name} relation",
                    f"Every {column.name} of {table.name} is in {other}.",
                    LINKS, "stop" if column.orphans == "reject" else "warn",
                    f'select distinct orphans."{column.name}" from {at} as orphans '
                    f'left join canonical."{other}" as known on orphans."{column.name}" = known."{key}" '
                    f'where orphans."{column.name}" is not null and known."{key}" is null '
                    f'and exists (from meta.tables where "table" = \'{other}\' and is_supplied)',
                    frozenset({name, f"canonical.{other}", "meta.tables"}), scope,
                )  # fmt: skip


def _model_checks() -> Iterator[Check]:
    for name, model in models().items():
        grain = model.names("grain")
        at = f'marts."{name}"'
        scope = "cluster" if scope_of(model) == "cluster" else "house"
        yield _grain_check(f"marts.{name}", at, tuple(part.rstrip("?") for part in grain), scope)
        for part in grain:
            if not part.endswith("?"):
                yield _present_check(f"marts.{name}", at, part, scope)


def _identities() -> Iterator[Check]:
    for name, file in load_all(CHECKS).items():
        level = file.line("level")
        yield Check(
            name, file.sentence, file.line("group"), "stop" if level == "stop" else "warn", file.sql,
            frozenset(file.names("reads")), "cluster" if file.line("scope") == "cluster" else "house",
        )  # fmt: skip


def _grain_check(name: str, at: str, key: tuple[str, ...], scope: Scope) -> Check:
    return Check(
        f"{name} grain", f"{name} has one row for each {', '.join(key)}.", KEYS, "stop", repeated(at, key),
        frozenset({name}), scope, key,
    )  # fmt: skip


def repeated(at: str, key: Sequence[str]) -> str:
    """What a key is that a table, or a SELECT in brackets, has more than once."""
    columns = ", ".join(f'"{part}"' for part in key)
    return f"select {columns}, count(*) as row_count from {at} group by all having count(*) > 1"


def _present_check(name: str, at: str, column: str, scope: Scope) -> Check:
    return Check(
        f"{name}.{column} not null", f"{name}.{column} is never blank.", KEYS, "stop",
        f'select * from {at} where "{column}" is null',
        frozenset({name}), scope,
    )  # fmt: skip


def _key(table: Table) -> str:
    return ", ".join(f'"{part}"' for part in table.key)


def _key_of(
    check: Check, params: Mapping[str, object], tables: Mapping[str, str], made_of: tuple[tuple[str, ...], str]
) -> str:
    if not check.reads <= tables.keys():
        return ""
    bound, read = sorted(_bound(check.sql, params).items()), [tables[name] for name in sorted(check.reads)]
    parts = (*made_of, check.name, check.sql, bound, read)
    return sha256(repr(parts).encode()).hexdigest()[:40]


def _counts(
    connection: duckdb.DuckDBPyConnection, batch: Sequence[Check], params: Mapping[str, object]
) -> dict[str, int]:
    """How many rows break each check; many checks in one statement, since a statement costs more than a small check."""
    counts = [f"select '{check.name}' as check_name, count(*) as failed from ({check.sql})" for check in batch]
    text = " union all ".join(counts)
    try:
        return dict(connection.execute(text, _bound(text, params)).fetchall())
    except duckdb.Error as error:
        raise worded(error, f"checks {batch[0].name} to {batch[-1].name}") from error


def _sample(connection: duckdb.DuckDBPyConnection, check: Check, params: Mapping[str, object]) -> str:
    text = f"select to_json(found) as line from ({check.sql}) as found order by line limit {SAMPLE}"
    return "\n".join(str(row[0]) for row in connection.sql(text, params=_bound(text, params)).fetchall())


def _bound(text: str, params: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in params.items() if f"${key}" in text}
