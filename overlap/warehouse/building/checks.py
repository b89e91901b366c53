"""Every data check: generated from the contract and the models' headers, and the identities of queries/checks.

A check is a SELECT of the rows that break it. Level `stop` blocks publishing; `warn` is published and shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import duckdb
import polars as pl

from overlap.contract import TABLES, Table
from overlap.faults import worded
from overlap.sqlfile import QUERIES, load_all
from overlap.warehouse.building.models import models

CHECKS = QUERIES / "checks"
SAMPLE = 5
BATCH = 40

KEYS, LINKS, VALUES = "Keys unique, nothing missing", "Links found", "Values allowed"


@dataclass(frozen=True)
class Check:
    """One promise about the data."""

    name: str
    sentence: str
    group: str
    level: Literal["stop", "warn"]
    sql: str


@dataclass(frozen=True)
class Result:
    """What a check found: how many rows break it, and a few of them in words."""

    check: Check
    failed: int
    sample: str

    @property
    def stops(self) -> bool:
        """Whether publishing must not go on."""
        return self.failed > 0 and self.check.level == "stop"


def all_checks() -> list[Check]:
    """Contract, models, then identities."""
    return [*_contract_checks(), *_model_checks(), *_identities()]


def run(connection: duckdb.DuckDBPyConnection, params: dict[str, object]) -> list[Result]:
    """Run every check in a connection where `canonical`, `marts` and `meta` can be read."""
    every = all_checks()
    failed: dict[str, int] = {}
    for start in range(0, len(every), BATCH):
        failed |= _counts(connection, every[start : start + BATCH], params)
    return [
        Result(check, failed[check.name], _sample(connection, check, params) if failed[check.name] else "")
        for check in every
    ]


def keep(connection: duckdb.DuckDBPyConnection, results: list[Result]) -> None:
    """Write `meta.checks` into the attached `marts_file`, for the Data page."""
    kept = pl.DataFrame(  # noqa: F841 - DuckDB finds the frame by its name
        [(r.check.name, r.check.sentence, r.check.group, r.check.level, r.failed, r.sample) for r in results],
        schema=["check_name", "sentence", "group", "level", "failed_count", "sample"],
        orient="row",
    )
    connection.execute("create schema if not exists marts_file.meta; create table marts_file.meta.checks as from kept")


def _contract_checks() -> Iterator[Check]:
    for table in TABLES:
        at = f'canonical."{table.name}"'
        yield _grain_check(f"canonical.{table.name}", at, table.key)
        for column in table.columns:
            if column.required or column.name in table.key:
                yield _present_check(f"canonical.{table.name}", at, column.name)
            if column.allowed:
                values = ", ".join(f"'{value}'" for value in column.allowed)
                yield Check(
                    f"canonical.{table.name}.{column.name} allowed",
                    f"{table.name}.{column.name} is one of {', '.join(column.allowed)}.",
                    VALUES, "stop",
                    f'select {_key(table)} from {at} where "{column.name}" not in ({values})',
                )  # fmt: skip
            if column.refers:
                other, _, key = column.refers.partition(".")
                yield Check(
                    f"canonical.{table.name}.{column.name} relation",
                    f"Every {column.name} of {table.name} is in {other}.",
                    LINKS, "stop" if column.orphans == "reject" else "warn",
                    f'select distinct orphans."{column.name}" from {at} as orphans '
                    f'left join canonical."{other}" as known on orphans."{column.name}" = known."{key}" '
                    f'where orphans."{column.name}" is not null and known."{key}" is null '
                    f'and exists (from meta.tables where "table" = \'{other}\' and is_supplied)',
                )  # fmt: skip


def _model_checks() -> Iterator[Check]:
    for name, model in models().items():
        grain = model.names("grain")
        at = f'marts."{name}"'
        yield _grain_check(f"marts.{name}", at, tuple(part.rstrip("?") for part in grain))
        for part in grain:
            if not part.endswith("?"):
                yield _present_check(f"marts.{name}", at, part)


def _identities() -> Iterator[Check]:
    for name, file in load_all(CHECKS).items():
        level = file.line("level")
        yield Check(name, file.sentence, file.line("group"), "stop" if level == "stop" else "warn", file.sql)


def _grain_check(name: str, at: str, key: tuple[str, ...]) -> Check:
    columns = ", ".join(f'"{part}"' for part in key)
    return Check(
        f"{name} grain", f"{name} has one row for each {', '.join(key)}.", KEYS, "stop",
        f"select {columns}, count(*) as row_count from {at} group by all having count(*) > 1",
    )  # fmt: skip


def _present_check(name: str, at: str, column: str) -> Check:
    return Check(
        f"{name}.{column} not null", f"{name}.{column} is never blank.", KEYS, "stop",
        f'select * from {at} where "{column}" is null',
    )  # fmt: skip


def _key(table: Table) -> str:
    return ", ".join(f'"{part}"' for part in table.key)


def _counts(connection: duckdb.DuckDBPyConnection, batch: list[Check], params: dict[str, object]) -> dict[str, int]:
    """How many rows break each check; many checks in one statement, since a statement costs more than a small check."""
    counts = [f"select '{check.name}' as check_name, count(*) as failed from ({check.sql})" for check in batch]
    text = " union all ".join(counts)
    try:
        return dict(connection.execute(text, _bound(text, params)).fetchall())
    except duckdb.Error as error:
        raise worded(error, f"checks {batch[0].name} to {batch[-1].name}") from error


def _sample(connection: duckdb.DuckDBPyConnection, check: Check, params: dict[str, object]) -> str:
    text = f"select to_json(found) as line from ({check.sql}) as found order by line limit {SAMPLE}"
    return "\n".join(str(row[0]) for row in connection.sql(text, params=_bound(text, params)).fetchall())


def _bound(text: str, params: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in params.items() if f"${key}" in text}
