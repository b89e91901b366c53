"""Values that differ only in case, spaces or invisible characters are one: spelled as most rows of the table do."""

import duckdb

from overlap.contract import Column
from overlap.reading.records import quoted
from overlap.reading.values.ids import INVISIBLE


def spell_alike(connection: duckdb.DuckDBPyConnection, column: Column, tables: tuple[str, ...]) -> tuple[int, ...]:
    """Rewrites the column in the tables, which are the parts of one; how many values were changed in each."""
    name = quoted(column.name)
    rows = " union all ".join(f"select {name} as value from {table}" for table in tables)
    connection.execute(
        f"""
        create or replace temp table _spelled as
        with counted as (
            select
                value,
                trim(regexp_replace(regexp_replace(value, $invisible, '', 'g'), $blanks, ' ', 'g')) as spelled,
                count(*) as number
            from ({rows})
            where value is not null
            group by value
        ),
        spellings as (
            select lower(nfc_normalize(spelled)) as alike, spelled, sum(number) as number
            from counted
            group by alike, spelled
        ),
        chosen as (
            select alike, first(spelled order by number desc, spelled) as spelled
            from spellings
            group by alike
        )
        select counted.value, nullif(chosen.spelled, '') as spelled
        from counted
        inner join chosen on lower(nfc_normalize(counted.spelled)) = chosen.alike
        where counted.value <> chosen.spelled
        """,
        {"invisible": INVISIBLE, "blanks": r"[\s\x{00A0}\x{202F}]+"},
    )
    return tuple(_rewritten(connection, name, table) for table in tables)


def _rewritten(connection: duckdb.DuckDBPyConnection, name: str, table: str) -> int:
    found = connection.execute(
        f"update {table} as one set {name} = _spelled.spelled from _spelled where one.{name} = _spelled.value"
    ).fetchone()
    return int(found[0]) if found else 0
