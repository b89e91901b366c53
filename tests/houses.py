"""A published house made of rows written in a test: nothing to read, but the real cut, marts, identities and reader."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

import duckdb
from few_marts import askable, few_marts
from typed_rows import written_store

from overlap.agreements import SignedAgreement, resolve
from overlap.contract import BY_NAME, TABLES, Table
from overlap.warehouse import canonical
from overlap.warehouse.building import build_marts, checks, silent
from overlap.warehouse.building.models import models_hash
from overlap.warehouse.canonical.contract_hash import contract_hash
from overlap.warehouse.canonical.joining import Precedence, join
from overlap.warehouse.canonical.merged_leads import merge
from overlap.warehouse.connections import Resources
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.generations.manifest import Manifest, new_id
from overlap.warehouse.reader import Reader, open_reader

Row = Mapping[str, Any]
Rows = Sequence[Row]

AS_OF = "2026-07-01T12:00:00+02:00"
ZONE = "Europe/Berlin"
SOURCE = "written"
SMALL = Resources(memory_limit="1GB", threads=1)
DAY_LENGTH = len("2026-07-01")
# The checks generated from the contract, nine in ten, would take half the time of a house this small.
IDENTITIES = [check for check in checks.all_checks() if not check.name.startswith(("canonical.", "marts."))]


def house(
    folder: Path,
    *,
    as_of: str = AS_OF,
    zone: str = ZONE,
    currency: str = "EUR",
    agreements: Mapping[str, Any] | None = None,
    signed: Sequence[SignedAgreement] = (),
    store: Mapping[str, Rows] | None = None,
    precedence: Mapping[str, tuple[str, ...]] | None = None,
    **tables: Rows,
) -> Reader:
    """A house below `folder` whose canonical tables hold these rows and nothing else; the caller closes the reader.

    A column left out is null; a table left out counts as not supplied. Times are ISO texts: without an offset they are
    the house's local time, ten characters are a day without a clock. `agreements` is the folder's table of values,
    `signed` what was signed before the build, `store` what people typed: a table and its rows (None: no store at all;
    see `typed_rows.py`). Raises CheckFailed as a build does.
    """
    warehouse = Warehouse(folder / "warehouse")
    with warehouse.writing() as building:
        manifest = drafted(as_of, zone, currency, agreements or {}, tables)
        paths = {name: building / file for name, file in manifest.files.items()}
        write_canonical(paths["canonical"], manifest, precedence or {}, tables)
        agreed = resolve({}, agreements or {}, signed)
        with patch.object(checks, "all_checks", lambda: askable(IDENTITIES)):
            manifest, _ = build_marts(paths["canonical"], paths["marts"], manifest, agreed, SMALL, silent)
        warehouse.publish(manifest, paths, SMALL.generations_kept)
    typed = None if store is None else written_store(folder / "store.db", "test", signed, store)
    return open_reader(warehouse, resources=SMALL, store=typed)


def house_of(*asked_for: str) -> Callable[..., Reader]:
    """`house` with no other marts than these reports read, or are named: two thirds of what another one costs."""

    def house_of_few(folder: Path, **given: Any) -> Reader:
        with few_marts(*asked_for):
            return house(folder, **given)

    return house_of_few


def write_canonical(
    path: Path, manifest: Manifest, precedence: Mapping[str, tuple[str, ...]], tables: Mapping[str, Rows]
) -> None:
    """The canonical file of a house of these rows."""
    with duckdb.connect(str(path)) as connection:
        connection.execute("set global TimeZone = 'UTC'; begin")
        canonical.create_tables(connection)
        _account(connection, tables)
        for name, rows in tables.items():
            insert(connection, BY_NAME[name], rows, ZoneInfo(manifest.time_zone))
        merge(connection)
        canonical.cut(connection, manifest.as_of_at, manifest.time_zone)
        join(connection, Precedence(precedence))
        connection.execute("commit")


def insert(connection: duckdb.DuckDBPyConnection, table: Table, rows: Rows, zone: ZoneInfo) -> None:
    """Rows as tests write them into the table of `canonical`, all in one statement: each would take a millisecond.

    A column the table lacks fails the test.
    """
    if not rows:
        return
    known = dict(table.stored)
    cells = [dict(_cells(table, row, zone)) for row in rows]
    written = list(dict.fromkeys(name for row in cells for name in row))
    assert set(written) <= set(known), f"{table.name} has no column {set(written) - set(known)}"
    holes = ", ".join(f"cast(unnest(${place}) as {known[name]})" for place, name in enumerate(written, start=1))
    names = ", ".join(f'"{name}"' for name in written)
    values = [_of_one_type([row.get(name) for row in cells]) for name in written]
    connection.execute(f'insert into canonical."{table.name}" ({names}) select {holes}', values)


def _of_one_type(values: list[Any]) -> list[Any]:
    """The values of a column; texts where tests write numbers in one row and texts in another."""
    kinds = {type(value) for value in values if value is not None}
    return values if len(kinds) <= 1 else [None if value is None else str(value) for value in values]


def instant(text: str, zone: ZoneInfo) -> datetime:
    """The moment an ISO text means in a house of that zone, in UTC."""
    at = datetime.fromisoformat(text)
    return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)


def is_day(text: str) -> bool:
    """Whether a text is a day without a clock."""
    return len(text) == DAY_LENGTH


def drafted(
    as_of: str, zone: str, currency: str, agreements: Mapping[str, Any], tables: Mapping[str, Rows]
) -> Manifest:
    """The manifest of a house that is not built yet."""
    built_at = instant(as_of, ZoneInfo(zone))
    generation = new_id(built_at)
    count = sum(len(rows) for rows in tables.values())
    return Manifest(
        generation=generation,
        built_at=built_at.isoformat(),
        app_version="test",
        contract_hash=contract_hash(),
        models_hash=models_hash(),
        agreements_hash="",
        build_hash="",
        house_id="test",
        as_of=built_at.isoformat(),
        time_zone=zone,
        reporting_currency=currency,
        as_of_is_given=True,
        sources={
            SOURCE: {
                "source_agreements": {},
                "folder_agreements": dict(agreements),
                "is_demo": False,
                "content": "",
                "records": count,
                "accepted": count,
                "rejected": 0,
                "imported_at": "",
            }
        },
        files={"canonical": f"canonical-{generation}.duckdb", "marts": f"marts-{generation}.duckdb"},
        checks={},
    )


def _account(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, Rows]) -> None:
    names = [table.name for table in TABLES]
    connection.execute(
        "insert into meta.tables select $1, unnest($2), unnest($3)", [SOURCE, names, [name in tables for name in names]]
    )
    connection.execute(
        "insert into meta.files select $1, name || '.csv', name, records, records, 0, null, 0, true, "
        "timestamptz '2026-01-01 00:00:00Z' "
        "from (select unnest($2::varchar[]) as name, unnest($3::bigint[]) as records)",
        [SOURCE, list(tables), [len(rows) for rows in tables.values()]],
    )


def _cells(table: Table, row: Row, zone: ZoneInfo) -> Iterator[tuple[str, Any]]:
    times = {column.name for column in table.times}
    yield "source", SOURCE
    for name, value in row.items():
        if name in times and value is not None:
            yield name, instant(value, zone).isoformat()
            yield f"{name}_is_date_only", is_day(value)
        else:
            yield name, value
