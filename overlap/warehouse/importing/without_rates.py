"""Amounts in a currency nobody gave a rate for: what is said of them, and the canonical file without them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from overlap.contract import TABLES
from overlap.warehouse import canonical
from overlap.warehouse.building import checks
from overlap.warehouse.connections import Resources, attach, writing
from overlap.warehouse.generations.accepting import RATES, Stop
from overlap.warehouse.generations.upgrading import as_brought
from overlap.words import counted


@dataclass(frozen=True)
class _Priced:
    """A canonical table with amounts: its rows are those of a check by `key`."""

    table: str
    one: str
    many: str
    key: tuple[str, ...]
    amount: str
    condition: str = "true"


_PRICED = {
    "every_amount_has_a_rate": _Priced("deals", "deal", "deals", ("deal_id",), "amount"),
    "every_spend_has_a_rate": _Priced(
        "campaign_days", "day of spend", "days of spend", ("campaign_id", "day"), "quantity", "measure = 'spend'"
    ),
}


# A row does not say which of several files it came from (a whole export and changes of it, two exports of one kind): it
# is counted once, in the largest of them that still has an accepted record.
_PLACES = """
    create or replace temp table places as
    select source, file, sum(accepted) over places - accepted + 1 as first, sum(accepted) over places as last
    from meta.files
    where "table" = $table and is_supplied and accepted > 0
    window places as (partition by source order by accepted desc, file)
"""


def stops_of(results: Sequence[checks.Result], files: Mapping[str, Path], resources: Resources) -> tuple[Stop, ...]:
    """A stop for every table with amounts that have no rate; none where another check of level stop fails too."""
    stopped = [result.check for result in results if result.stops]
    if not stopped or any(check.name not in _PRICED for check in stopped):
        return ()
    with _both(files, resources) as connection:
        return tuple(Stop(RATES, _sentence(connection, _PRICED[check.name], check.sql)) for check in stopped)


def leave_out(results: Sequence[checks.Result], files: Mapping[str, Path], resources: Resources) -> dict[str, int]:
    """Reject those deals and days in the canonical file, each with its reason. Source -> how many records."""
    with _both(files, resources) as connection:
        connection.execute("create temp table unpriced (source varchar, id varchar); begin")
        for result in results:
            if result.stops:
                _reject(connection, _PRICED[result.check.name], result.check.sql)
        for table in TABLES:
            canonical.drop_orphans(connection, table)
        connection.execute("commit; checkpoint")
        return dict(connection.sql("select source, count(*) from unpriced group by source").fetchall())


@contextmanager
def _both(files: Mapping[str, Path], resources: Resources) -> Iterator[duckdb.DuckDBPyConnection]:
    """The canonical file to be written, and as temporary views what the checks read of the marts made of it."""
    with writing(files["canonical"], resources) as connection:
        attach(connection, files["marts"], "marts_file")
        yield connection


def _sentence(connection: duckdb.DuckDBPyConnection, priced: _Priced, check: str) -> str:
    rows = connection.sql(f"""
        select currency, count(*), sum({priced.amount}), min(day), max(day)
        from ({_rows(priced, check)}) group by currency order by currency
    """).fetchall()
    return "; ".join(
        f"{counted(number, priced.one, priced.many)} worth {amount:,.2f} {currency} "
        f"{'has' if number == 1 else 'have'} no exchange rate ({_days(first, last)})"
        for currency, number, amount, first, last in rows
    ) + ". Add rates of those days to the table rates."  # fmt: skip


def _reject(connection: duckdb.DuckDBPyConnection, priced: _Priced, check: str) -> None:
    key = " || ' ' || ".join(f'cast("{name}" as varchar)' for name in priced.key)
    connection.execute(f"create or replace temp table gone as {_rows(priced, check)}")
    connection.execute(_PLACES, {"table": priced.table})
    connection.execute(f"insert into unpriced select source, {key} from gone")
    connection.execute(
        f"""
        insert into meta.rejects
        select
            numbered.source, coalesce(places.file, $table), $table, null, $amount, {key},
            $table || ' ' || {key} || ': ' || numbered.{priced.amount} || ' ' || numbered.currency
            || ' has no exchange rate on ' || numbered.day || '. Add one to the table rates.'
        from (select *, row_number() over (partition by source order by {key}) as place from gone) as numbered
        left join places on numbered.source = places.source and numbered.place between places.first and places.last
        """,
        {"table": priced.table, "amount": priced.amount},
    )
    connection.execute(
        """
        update meta.files set accepted = accepted - lost.records, rejected = rejected + lost.records
        from (
            select places.source, places.file, least(count(*), any_value(places.last)) - any_value(places.first) + 1
                as records
            from gone inner join places on gone.source = places.source
            group by places.source, places.file, places.first
            having count(*) >= places.first
        ) as lost
        where files.source = lost.source and files.file = lost.file
            and files."table" = $table and files.is_supplied
        """,
        {"table": priced.table},
    )
    keys = ", ".join(f'"{name}"' for name in priced.key)
    for at in {f'canonical."{priced.table}"', as_brought(connection, priced.table)}:
        connection.execute(f"delete from {at} where {priced.condition} and ({keys}) in (select ({keys}) from gone)")


def _rows(priced: _Priced, check: str) -> str:
    """The canonical rows that break the check, with the day it wanted a rate of."""
    keys = ", ".join(f'"{name}"' for name in priced.key)
    day = "" if "day" in priced.key else ", broken.day"
    return f"""
        select canonical_rows.*{day} from canonical."{priced.table}" as canonical_rows
        inner join ({check.replace("marts.", "marts_file.marts.")}) as broken using ({keys})
        where {priced.condition}
    """


def _days(first: object, last: object) -> str:
    return f"{first}" if first == last else f"{first} to {last}"
