"""A house of follow-up marts alone: in memory, built by the models of the product and asked through its gateway."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

import duckdb
import polars as pl
from houses import Row, instant
from houses import insert as insert_rows

from overlap.agreements import SignedAgreement, resolve
from overlap.contract import BY_NAME
from overlap.reports.filters import FILTERS_TYPE, SCOPE_TYPE
from overlap.sqlfile import SqlFile
from overlap.warehouse import canonical
from overlap.warehouse.building import models
from overlap.warehouse.building.models import MACROS, build
from overlap.warehouse.connections import mirror
from overlap.warehouse.reader.filtered_macros import FilteredMacros

ZONE = "Europe/Berlin"
WANTED = ("followups", "calendar_days", "rep_calendars", "campaigns", "deals", "data_days", "stages", "week_starts")
TOLD = ("contacts", "conversations", "rejected")  # these houses say what came of their activities


@dataclass(frozen=True)
class FollowupHouse:
    """What the gateway needs of a generation, and the connection the marts stand in."""

    as_of: datetime
    supplied: frozenset[str]
    connection: duckdb.DuckDBPyConnection
    macros: FilteredMacros
    seed: int = 0

    def cursor_for(self, statement: str) -> duckdb.DuckDBPyConnection:
        """A connection of its own for one question."""
        self.macros.make_called(statement)
        return self.connection.cursor()

    def refresh(self, tables: Sequence[str]) -> dict[str, int]:
        """Nobody types anything here."""
        return dict.fromkeys(tables, 0)


@contextmanager
def followup_house(
    as_of: str,
    agreements: Mapping[str, Any],
    signed: Sequence[SignedAgreement] = (),
    **tables: Sequence[Row] | pl.DataFrame,
) -> Iterator[FollowupHouse]:
    """A house in Berlin of rows written as in tests/houses.py, or of frames; a table left out was not supplied."""
    at = instant(as_of, ZoneInfo(ZONE))
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute("set global TimeZone = 'UTC'; attach ':memory:' as marts_file")
        canonical.create_tables(connection)
        for name, rows in tables.items():
            _insert(connection, name, rows)
        canonical.cut(connection, at, ZONE)
        connection.execute("use marts_file")
        resolve({}, agreements, signed).write(connection)
        connection.execute("use memory")
        mirror(connection, "marts_file", "agreements")
        needed = _closure(models.models(), set(WANTED))
        with patch.object(models, "models", lambda: needed):
            build(connection, {"as_of": at, "zone": ZONE, "currency": "EUR"}, 0)
        connection.execute(f"create type filters as {FILTERS_TYPE}; create type scope as {SCOPE_TYPE}")
        connection.execute("create schema filtered; create schema if not exists meta")
        connection.execute("create table meta.house as select $zone as time_zone", {"zone": ZONE})
        for path in sorted(MACROS.glob("*.sql")):
            connection.execute(path.read_text(encoding="utf-8"))
        recorded = connection.sql("select stage from marts.stages where is_recorded").fetchall()
        supplied = frozenset([*tables, *TOLD, *(row[0] for row in recorded)])
        yield FollowupHouse(at, supplied, connection, FilteredMacros(connection))


def _insert(connection: duckdb.DuckDBPyConnection, name: str, rows: Sequence[Row] | pl.DataFrame) -> None:
    if not isinstance(rows, pl.DataFrame):
        insert_rows(connection, BY_NAME[name], rows, ZoneInfo(ZONE))
        return
    connection.register("rows", rows)
    columns = ", ".join(f'"{column}"' for column in rows.columns)
    connection.execute(f"insert into canonical.\"{name}\" (source, {columns}) select 'written', * from rows")
    connection.unregister("rows")


def _closure(every: dict[str, SqlFile], needed: set[str]) -> dict[str, SqlFile]:
    """The wanted models and all they read, in the order they are built."""
    for name, model in reversed(every.items()):
        if name in needed:
            needed |= {read.removeprefix("marts.") for read in model.tables_read if read.startswith("marts.")}
    return {name: model for name, model in every.items() if name in needed}
