"""Every data check: generated from the contract and the models' headers, and the identities of queries/checks.

A check is a SELECT of the rows that break it. Level `stop` blocks publishing; `warn` is published and shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import duckdb

from overlap.contract import TABLES, Table
from overlap.sqlfile import QUERIES, load_all
from overlap.warehouse.faults import worded
from overlap.warehouse.models import models

CHECKS = QUERIES / "checks"
SAMPLE = 5

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
    return [_result(connection, check, params) for check in all_checks()]


def keep(connection: duckdb.DuckDBPyConnection, results: list[Result]) -> None:
    """Write `meta.checks` into the attached `marts_file`, for the Data page."""
    connection.execute(
        'create schema if not exists marts_file.meta; create table marts_file.meta.checks (check_name varchar, sentence varchar, "group" varchar, level varchar, '
        "failed_count bigint, sample varchar)"
    )
    connection.executemany(
        "insert into marts_file.meta.checks values ($1, $2, $3, $4, $5, $6)",
        [[r.check.name, r.check.sentence, r.check.group, r.check.level, r.failed, r.sample] for r in results],
    )


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


def _result(connection: duckdb.DuckDBPyConnection, check: Check, params: dict[str, object]) -> Result:
    bound = {key: value for key, value in params.items() if f"${key}" in check.sql}
    try:
        failed = connection.sql(f"select count(*) from ({check.sql})", params=bound).fetchall()[0][0]
        rows = connection.sql(
            f"select to_json(found) from ({check.sql}) as found limit {SAMPLE}", params=bound
        ).fetchall()
    except duckdb.Error as error:
        raise worded(error, f"check {check.name}") from error
    return Result(check, int(failed), "\n".join(str(row[0]) for row in rows))
