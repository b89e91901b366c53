"""The credit marts of a company and nothing else: in memory, without files, checks, other marts or a reader."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import duckdb
from company import Company
from houses import insert

from overlap.agreements import resolve
from overlap.contract import BY_NAME
from overlap.sqlfile import SqlFile
from overlap.warehouse import canonical
from overlap.warehouse.building import models
from overlap.warehouse.building.models import build
from overlap.warehouse.connections import mirror

WANTED = ("credit", "deal_overlays")


@contextmanager
def credit_marts(company: Company) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection in which `marts.credit` and all it is made of stand, built by the models of the product."""
    as_of = company.known_at
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute("set global TimeZone = 'UTC'; attach ':memory:' as marts_file")
        canonical.create_tables(connection)
        for name, rows in company.tables.items():
            insert(connection, BY_NAME[name], rows, company.place)
        canonical.cut(connection, as_of, company.zone)
        connection.execute("use marts_file")
        resolve({}, company.agreements, company.signed).write(connection)
        connection.execute("use memory")
        mirror(connection, "marts_file", "agreements")
        needed = _closure(models.models(), WANTED)
        with patch.object(models, "models", lambda: needed):
            build(connection, {"as_of": as_of, "zone": company.zone, "currency": company.currency}, 0)
        yield connection


def _closure(every: dict[str, SqlFile], wanted: tuple[str, ...]) -> dict[str, SqlFile]:
    """The wanted models and all they read, in the order they are built."""
    needed = set(wanted)
    for name, model in reversed(every.items()):
        if name in needed:
            needed |= {read.removeprefix("marts.") for read in model.tables_read if read.startswith("marts.")}
    return {name: model for name, model in every.items() if name in needed}
