"""The account of joining: which lead was joined by which rule, and of those that were not, why."""

import duckdb

# A small company's customer may well be one lead in a hundred: below so many leads an account is never "Gmail".
CROWDED_FROM, CROWDED_SHARE = 20, 0.01

_TABLES = """
    create or replace table meta.identities (
        source varchar, lead_id varchar, person varchar, rule varchar, why varchar
    );
    create or replace table meta.identity_conflicts (what varchar, taken_from varchar, person_count bigint);
    create or replace table meta.crowded_accounts (account_id varchar, company varchar, lead_count bigint)
"""
_IDENTITIES = """
    insert into meta.identities
    with shared as (
        select address from addresses group by address having count(distinct source) > 1
    ),
    named as (
        select
            named_elsewhere.source, named_elsewhere.lead_id,
            bool_or(leads.lead_id is not null or merged.lead_id is not null) as is_known
        from named_elsewhere
        left join canonical.leads
            on named_elsewhere.named = leads.lead_id and named_elsewhere.source <> leads.source
        left join canonical.merged_leads as merged
            on named_elsewhere.named = merged.lead_id and named_elsewhere.source <> merged.source
        group by all
    )
    select
        leads.source,
        leads.lead_id,
        coalesce(joined.survivor, leads.lead_id),
        coalesce(joined.rule, 'unmatched'),
        case
            when joined.rule is not null then null
            when named.is_known or (shared.address is not null and addresses.place = 1)
                then 'the other lead is joined already'
            when addresses.place > 1 then 'an older lead of this system has the same e-mail'
            when not named.is_known then 'the lead it names is not in the other system'
            when addresses.address is null then 'no e-mail'
            else 'no lead with this e-mail in another system'
        end
    from canonical.leads
    left join joined on leads.source = joined.source and leads.lead_id = joined.lead_id
    left join addresses on leads.source = addresses.source and leads.lead_id = addresses.lead_id
    left join shared on addresses.address = shared.address
    left join named on leads.source = named.source and leads.lead_id = named.lead_id
"""


def create(connection: duckdb.DuckDBPyConnection) -> None:
    """Its tables, empty."""
    connection.execute(_TABLES)


def keep(connection: duckdb.DuckDBPyConnection) -> None:
    """Write what became of each lead, while the leads stand as they were brought."""
    connection.execute(_IDENTITIES)


def crowded(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether an account holds so many leads that it is no account ("Gmail", "Unknown"): each is written down."""
    connection.execute(
        """
        insert into meta.crowded_accounts
        select account_id, mode(company order by company), count(*)
        from canonical.leads
        where account_id is not null
        group by account_id
        having count(*) > $least and count(*) > $share * (select count(*) from canonical.leads)
        """,
        {"least": CROWDED_FROM, "share": CROWDED_SHARE},
    )
    return bool(connection.sql("select count(*) from meta.crowded_accounts").fetchall()[0][0])


def part_crowds(connection: duckdb.DuckDBPyConnection) -> None:
    """Such an account joins nothing: its leads belong to none."""
    connection.execute(
        "update canonical.leads set account_id = null"
        " where account_id in (select account_id from meta.crowded_accounts)"
    )
