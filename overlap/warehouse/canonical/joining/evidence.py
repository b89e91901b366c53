"""What says that leads of two systems are one person, out of the canonical tables as their sources filled them."""

from collections.abc import Iterator
from itertools import groupby

import duckdb

from overlap.personal import Key
from overlap.reading.values.bound import Bound
from overlap.warehouse.canonical.joining.same_person import Lead

_TRIMMED = "trim(email, ' ' || chr(9) || chr(10) || chr(13) || chr(160))"

# `canonical.identities` holds what sources brought: a lead of theirs and what another system calls it, which may stand
# here with that system's name before it.
_NAMED = """
    create or replace temp table named_elsewhere as
    with known as (
        select source, lead_id from canonical.leads
        union
        select source, lead_id from canonical.merged_leads
    ),
    prefixed as (
        select any_value(lead_id) as lead_id, substr(lead_id, length(source) + 2) as written
        from known
        where starts_with(lead_id, source || ':')
        group by written
        having count(*) = 1
    )
    select distinct leads.source, leads.lead_id, leads.created_at, coalesce(prefixed.lead_id, told.person) as named
    from canonical.identities as told
    left join known on told.person = known.lead_id and told.source <> known.source
    left join prefixed on told.person = prefixed.written and known.lead_id is null
    left join canonical.merged_leads as merged on told.source = merged.source and told.lead_id = merged.lead_id
    inner join canonical.leads
        on told.source = leads.source and coalesce(merged.merged_into, told.lead_id) = leads.lead_id
"""
_CROSS_IDS = """
    select named.source, named.lead_id, other.source, other.lead_id
    from named_elsewhere as named
    inner join canonical.leads as other on named.named = other.lead_id and named.source <> other.source
    order by named.created_at, named.source, named.lead_id, other.created_at, other.source, other.lead_id
"""
_MERGES = """
    select named.source, named.lead_id, other.source, other.lead_id
    from named_elsewhere as named
    inner join canonical.merged_leads as merged on named.named = merged.lead_id and named.source <> merged.source
    inner join canonical.leads as other on merged.source = other.source and merged.merged_into = other.lead_id
    order by named.created_at, named.source, named.lead_id, other.created_at, other.source, other.lead_id
"""
_ADDRESSES = """
    with shared as (
        select *, first(row(created_at, source, lead_id)) over (
            partition by address order by created_at, source, lead_id
        ) as eldest
        from addresses
        where place = 1
        qualify count(*) over (partition by address) > 1
    )
    select address, source, lead_id from shared order by eldest, address, created_at, source, lead_id
"""


def gather(connection: duckdb.DuckDBPyConnection, key: Key | None) -> None:
    """Look up what sources call leads of each other, and their addresses, for the questions below.

    `key` is the company's where a source hashes addresses: those that another keeps are hashed to meet them.
    """
    connection.execute(_NAMED)
    addresses_of(connection, key)


def addresses_of(connection: duckdb.DuckDBPyConnection, key: Key | None) -> None:
    """The address of every lead that has one, and which place it has among those of its source, the oldest first."""
    bound = Bound()
    address = key.address_sql("email", bound) if key else f"lower({_TRIMMED})"
    connection.execute(
        f"""
        create or replace temp table addresses as
        select *, row_number() over (partition by address, source order by created_at, lead_id) as place
        from (select {address} as address, source, lead_id, created_at from canonical.leads where {_TRIMMED} <> '')
        """,
        bound.values,
    )


def cross_ids(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[Lead, Lead]]:
    """A lead, and the one of another system that it names by its id; the oldest first."""
    return _pairs(connection, _CROSS_IDS)


def merges(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[Lead, Lead]]:
    """A lead, and the one into which another system has merged the one it names; the oldest first."""
    return _pairs(connection, _MERGES)


def addresses(connection: duckdb.DuckDBPyConnection) -> Iterator[list[Lead]]:
    """The leads that share an e-mail address, of each system its oldest; the oldest first, in and of the groups."""
    for _, rows in groupby(connection.sql(_ADDRESSES).fetchall(), key=lambda row: row[0]):
        yield [(source, lead_id) for _, source, lead_id in rows]


def _pairs(connection: duckdb.DuckDBPyConnection, sql: str) -> Iterator[tuple[Lead, Lead]]:
    for source, lead_id, other_source, other_id in connection.sql(sql).fetchall():
        yield (source, lead_id), (other_source, other_id)
