"""The leads of a person laid together: one row, and what pointed to any of them points to it.

Temporary tables: `joined` (source, lead_id, survivor, rule) of all who were joined, `orders` (what, source, place)
whose word counts first, `survivors` (lead_id, survivor) of those whose id goes.
"""

from collections.abc import Iterable, Mapping

import duckdb
import polars as pl

from overlap.contract import BY_NAME, TABLES
from overlap.personal.key import HASH
from overlap.warehouse.canonical.joining.precedence import COLUMNS, SALES
from overlap.warehouse.canonical.joining.same_person import Lead
from overlap.warehouse.canonical.merged_leads import point_to_survivors

# A stage that both systems saw is entered as the system tells it whose stage it is; the first of all is the earliest.
_STAGES = """
    create or replace temp table told_twice as
    with entries as (
        select joined.survivor, entries.stage, entries.source, min(entries.entered_at) as first_at
        from canonical.stage_entries as entries
        inner join joined on entries.source = joined.source and entries.lead_id = joined.lead_id
        group by all
    )
    select entries.survivor, entries.stage, entries.source
    from entries
    inner join orders
        on entries.source = orders.source
        and orders.what = case when entries.stage in ('lead', 'mql') then 'marketing' else 'sales' end
    qualify row_number() over (
        partition by entries.survivor, entries.stage
        order by case when entries.stage = 'lead' then entries.first_at end, orders.place
    ) > 1
"""
_RATES = """
    delete from canonical.rates as one using canonical.rates as other, orders as mine, orders as theirs
    where one.currency = other.currency and one.day = other.day
        and mine.what = 'sales' and mine.source = one.source
        and theirs.what = 'sales' and theirs.source = other.source
        and theirs.place < mine.place
"""


def prepare(
    connection: duckdb.DuckDBPyConnection,
    joined: Iterable[tuple[Lead, Lead, str]],
    orders: Mapping[str, list[str]],
) -> None:
    """The temporary tables: who is joined into whom, and in which order systems speak."""
    rows = [(*lead, *person, rule) for lead, person, rule in joined]
    told = pl.DataFrame(  # noqa: F841 - DuckDB finds the frames by their names
        rows, schema=dict.fromkeys(("source", "lead_id", "person_source", "person_id", "rule"), pl.String), orient="row"
    )
    places = [(what, source, place) for what, order in orders.items() for place, source in enumerate(order)]
    spoken = pl.DataFrame(  # noqa: F841
        places, schema={"what": pl.String, "source": pl.String, "place": pl.Int64}, orient="row"
    )
    connection.execute("create or replace temp table orders as from spoken")
    connection.execute(f"""
        create or replace temp table joined as
        select
            told.source, told.lead_id, told.rule,
            first(told.lead_id) over person as survivor,
            first(told.source) over person as survivor_source
        from told
        inner join canonical.leads on told.source = leads.source and told.lead_id = leads.lead_id
        inner join orders on told.source = orders.source and orders.what = '{SALES}'
        window person as (
            partition by told.person_source, told.person_id
            order by orders.place, leads.created_at, told.lead_id
        )
    """)
    connection.execute(
        "create or replace temp table survivors as select lead_id, survivor from joined where lead_id <> survivor"
    )


def count_conflicts(connection: duckdb.DuckDBPyConnection) -> None:
    """`meta.identity_conflicts`: of how many persons systems say different things, and whose word counts.

    What one system hides and another keeps in clear is no difference: addresses are compared as they were for joining,
    and a name that is hashed with nothing.
    """
    told = " union all ".join(
        f"select '{name}' as what, survivor, lower(trim(cast(\"{name}\" as varchar))) as said from persons_leads"
        for name in COLUMNS
    )
    names = [column.name for column in BY_NAME["leads"].columns if column.personal == "name"]
    in_clear = ", ".join(
        f'case when not regexp_matches("{name}", \'{HASH}\') then "{name}" end as "{name}"' for name in names
    )
    connection.execute(f"""
        create or replace table meta.identity_conflicts as
        with persons_leads as (
            select joined.survivor, leads.* replace (addresses.address as email, {in_clear})
            from joined
            inner join canonical.leads on joined.source = leads.source and joined.lead_id = leads.lead_id
            left join addresses on joined.source = addresses.source and joined.lead_id = addresses.lead_id
        ),
        told as ({told}),
        differing as (
            select what, survivor from told
            where said <> ''
            group by what, survivor
            having count(distinct said) > 1
        )
        select differing.what, first(orders.source) as taken_from, count(*) as person_count
        from differing
        inner join orders on differing.what = orders.what and orders.place = 0
        group by differing.what
    """)


def fold(connection: duckdb.DuckDBPyConnection) -> None:
    """One row a person: the survivor's, each value from the first system that says one, created with the first."""
    flags = {column.name for column in BY_NAME["leads"].times}
    names = [f'"{name}"' for name in COLUMNS]
    taken = ", ".join(
        f"arg_min({name}, (place_{place}, created_at, lead_id)) filter (where {name} is not null) as {name}"
        for place, name in enumerate(names)
    )
    times = ", ".join(
        f'min("{name}") as "{name}", arg_min("{name}_is_date_only", "{name}") as "{name}_is_date_only"'
        for name in sorted(flags)
    )
    places = ", ".join(
        f"(select place from orders where orders.what = '{name}' and orders.source = leads.source) as place_{place}"
        for place, name in enumerate(COLUMNS)
    )
    stored = [*names, *(f'"{name}"' for time in sorted(flags) for name in (time, f"{time}_is_date_only"))]
    connection.execute(f"""
        create or replace temp table persons as
        with persons_leads as (
            select joined.survivor, joined.survivor_source, leads.*, {places}
            from joined
            inner join canonical.leads on joined.source = leads.source and joined.lead_id = leads.lead_id
        )
        select survivor, any_value(survivor_source) as survivor_source, {taken}, {times}
        from persons_leads
        group by survivor
    """)
    connection.execute("""
        delete from canonical.leads using joined
        where leads.source = joined.source and leads.lead_id = joined.lead_id and joined.lead_id <> joined.survivor
    """)
    said = ", ".join(f"{name} = persons.{name}" for name in stored)
    connection.execute(f"update canonical.leads set {said} from persons where leads.lead_id = persons.survivor")
    point_to_survivors(connection, TABLES)


def settle_stages(connection: duckdb.DuckDBPyConnection) -> None:
    """A stage that two systems tell of is entered as one of them tells it; counted as a conflict. Before `fold`."""
    connection.execute(_STAGES)
    connection.execute("""
        delete from canonical.stage_entries as entries using told_twice as gone, joined
        where entries.source = joined.source and entries.lead_id = joined.lead_id
            and joined.survivor = gone.survivor and entries.stage = gone.stage and entries.source = gone.source
    """)
    connection.execute("""
        insert into meta.identity_conflicts
        select 'stage ' || stage, null, count(distinct survivor) from told_twice group by stage
    """)


def settle_rates(connection: duckdb.DuckDBPyConnection) -> None:
    """A day's rate that two systems state is sales' one."""
    connection.execute(_RATES)
