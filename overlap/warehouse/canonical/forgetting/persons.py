"""Who is to be forgotten: every id and address of a person, gathered in temporary tables of the connection.

temp.forgotten_leads (lead_id) holds the ids, temp.forgotten_texts (said) those and the addresses.
"""

import duckdb

from overlap.contract import TABLES
from overlap.personal import Key
from overlap.personal.forgotten import lead_hash_sql
from overlap.reading.values.bound import Bound
from overlap.warehouse.canonical.canonical_tables import counted_rows

LEADS, TEXTS = "temp.forgotten_leads", "temp.forgotten_texts"
_ADDRESS = "lower(trim(email))"
_EMPTY = """
    create or replace temp table forgotten_leads (lead_id varchar);
    create or replace temp table forgotten_texts (said varchar)
"""
_SAID = """
    insert into temp.forgotten_texts
    select lead_id from temp.forgotten_leads
    union select {address} from {schema}.leads where lead_id in (from temp.forgotten_leads) and {address} <> ''
    except from temp.forgotten_texts
"""
_JOINED = """
    insert into temp.forgotten_leads
    select lead_id from {schema}.identities where person in (from temp.forgotten_leads)
    union select person from {schema}.identities where lead_id in (from temp.forgotten_leads)
    except from temp.forgotten_leads
"""
_ALSO = """
    insert into temp.forgotten_leads
    select lead_id from {schema}.merged_leads where merged_into in (from temp.forgotten_leads)
    union select merged_into from {schema}.merged_leads where lead_id in (from temp.forgotten_leads)
    union select lead_id from {schema}.leads where {address} in (from temp.forgotten_texts)
    except from temp.forgotten_leads
"""


def find(connection: duckdb.DuckDBPyConnection, schema: str, key: Key, named: frozenset[str]) -> None:
    """Gather the person who goes by any of these ids or addresses, whatever merges and shared addresses lead to."""
    connection.execute(_EMPTY)
    connection.execute(
        f"insert into {LEADS} select lead_id from {schema}.leads where lead_id in (select unnest($named))"
        f" union select lead_id from {schema}.merged_leads where lead_id in (select unnest($named))",
        {"named": sorted(named)},
    )
    connection.execute(
        f"insert into {TEXTS} select lower(trim(said)) from (select unnest($named) as said) where contains(said, '@')",
        {"named": sorted(named)},
    )
    _follow(connection, schema, key)


def find_listed(connection: duckdb.DuckDBPyConnection, schema: str, key: Key, hashes: frozenset[str]) -> None:
    """Gather everybody of whom an id or an address has one of these hashes."""
    connection.execute(_EMPTY)
    bound = Bound({"hashes": sorted(hashes)})
    # A deal may name a lead that the export does not hold.
    pointing = [
        f'union all select distinct "{column.name}", null from {schema}."{table.name}"'
        for table in TABLES
        for column in table.columns
        if column.refers == "leads.lead_id" and column.orphans == "keep"
    ]
    of_id, of_address = lead_hash_sql(key, "lead_id", bound), key.address_sql("email", bound)
    connection.execute(
        f"""
        insert into {LEADS}
        select lead_id from (
            select lead_id, email from {schema}.leads
            union all select lead_id, null from {schema}.merged_leads
            union all select merged_into, null from {schema}.merged_leads
            {" ".join(pointing)}
        ) where list_contains($hashes, {of_id}) or (trim(email) <> '' and list_contains($hashes, {of_address}))
        """,
        bound.values,
    )
    _follow(connection, schema, key)


def name(connection: duckdb.DuckDBPyConnection, known: frozenset[str]) -> None:
    """Gather a person whose ids and addresses are known already, where no leads are to look them up in."""
    connection.execute(_EMPTY)
    for table in (LEADS, TEXTS):
        connection.execute(f"insert into {table} select unnest($known)", {"known": sorted(known)})


def leads(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """All ids that were found."""
    return frozenset(lead for (lead,) in connection.sql(f"from {LEADS}").fetchall())


def count_leads(connection: duckdb.DuckDBPyConnection, schema: str) -> int:
    """How many leads of the schema were found."""
    return counted_rows(connection, f"select count(*) from {schema}.leads where lead_id in (from {LEADS})", {})


def texts(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """All ids and addresses that were found."""
    return frozenset(text for (text,) in connection.sql(f"from {TEXTS}").fetchall())


def _follow(connection: duckdb.DuckDBPyConnection, schema: str, key: Key) -> None:
    has_identities = is_there(connection, schema, "identities")
    before = -1
    while (now := _known(connection)) != before:
        before = now
        connection.execute(_SAID.format(schema=schema, address=_ADDRESS))
        clear = [text for text in texts(connection) if "@" in text]
        # Another source may hold the same address hashed.
        connection.execute(
            f"insert into {TEXTS} select unnest($hashed) except from {TEXTS}",
            {"hashed": [key.address(text) for text in clear]},
        )
        connection.execute(_ALSO.format(schema=schema, address=_ADDRESS))
        if has_identities:
            connection.execute(_JOINED.format(schema=schema))


def is_there(connection: duckdb.DuckDBPyConnection, schema: str, table: str) -> bool:
    """Whether the current database has that table."""
    where = "database_name = current_database() and schema_name = $schema and table_name = $table"
    bound = {"schema": schema, "table": table}
    return counted_rows(connection, f"select count(*) from duckdb_tables() where {where}", bound) > 0


def _known(connection: duckdb.DuckDBPyConnection) -> int:
    return counted_rows(connection, f"select (select count(*) from {LEADS}) + (select count(*) from {TEXTS})", {})
