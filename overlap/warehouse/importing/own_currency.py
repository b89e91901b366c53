"""A source in another currency than the company reports in: what is blank is in its own, its rates lead to ours."""

import duckdb

from overlap.contract import TABLES

_RATES = """
    insert into canonical.rates (source, currency, day, rate)
    with known as (
        select day, rate from canonical.rates where currency = $own
    ),
    turned_round as (
        select day, cast(1 / rate as decimal(18, 9)) as rate
        from stated
        where currency = $ours and rate > 0 and not exists (from known)
    ),
    to_ours as (
        select * from known
        union all
        select * from turned_round
    )
    select $source, $own, day, rate from turned_round
    union all
    select $source, stated.currency, stated.day, cast(stated.rate * to_ours.rate as decimal(18, 9))
    from stated
    asof inner join to_ours on stated.day >= to_ours.day
    where stated.currency not in ($ours, $own)
"""


def in_own_currency(connection: duckdb.DuckDBPyConnection, source: str, own: str, ours: str) -> None:
    """Say the source's own currency where it says none, and state its rates, which lead to it, as rates to ours.

    From its currency to ours leads the rate that another source states, else the inverse of its own rate of ours.
    """
    for table in TABLES:
        if any(column.name == "currency" for column in table.columns) and table.name != "rates":
            spend = "and measure = 'spend'" if table.name == "campaign_days" else ""
            connection.execute(
                f'update canonical."{table.name}" set currency = $own '
                f"where source = $source and currency is null {spend}",
                {"own": own, "source": source},
            )
    connection.execute(
        "create or replace temp table stated as select currency, day, rate from canonical.rates where source = $source",
        {"source": source},
    )
    connection.execute("delete from canonical.rates where source = $source", {"source": source})
    connection.execute(_RATES, {"source": source, "own": own, "ours": ours})
