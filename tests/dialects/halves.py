"""One demo company in two systems: marketing's half as HubSpot's loader tables, sales' half as Salesforce's export.

Everybody is a contact in HubSpot; who was handed over, worked on, or has a deal is a lead in Salesforce, too, made
there an hour later. Of every second one HubSpot knows what Salesforce calls them, the others share their address.
What both know of the whole is laid together plainly, table by table, as Overlap's own files: joined, they must be it.
"""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
from relabelling import MACROS, Dialect, relabel

from overlap.contract import TABLES

HUBSPOT = Dialect("hubspot", "loader_tables", {"handoff": ("none",)})
SALESFORCE = Dialect("salesforce", "data_export", {"handoff": ("owner_assigned",), "stand_in": ("no",)})
OF_MARKETING = (
    "contact", "contact_form_submission", "contact_property_history", "email_event", "email_event_click",
    "email_campaign", "campaign",
)  # fmt: skip
NOT_OF_SALES = ("Campaign", "CampaignMember")
# Who is in Salesforce: by the ids of the company's own export.
IN_SALES = """
    select lead_id from handoffs union select lead_id from activities where lead_id is not null
    union select lead_id from deal_leads union select lead_id from deals where lead_id is not null
    union select lead_id from stage_entries where stage not in ('lead', 'mql')
"""
# Not everybody has an address of their own: HubSpot knows those of them who are in Salesforce by their ids.
BY_ID = """
    select lead_id from leads
    where lead_id in (select lead_id from in_sales)
        and (right(lead_id, 1)::int % 2 = 0 or lower(trim(coalesce(email, ''))) in (
            select lower(trim(coalesce(email, ''))) as address from leads group by address
            having count(*) > 1 or address = ''
        ))
"""


@dataclass(frozen=True)
class Halves:
    """The folders of both exports, and of the whole as both know it in Overlap's own tables."""

    marketing: Path
    sales: Path
    whole: Path


def halved(company: Path, folder: Path) -> Halves:
    """The company's export in two systems, and their whole."""
    known = {name: folder / name for name in ("hubspot_knows", "salesforce_knows")}
    halves = Halves(folder / "marketing", folder / "sales", folder / "whole")
    for each in (*known.values(), halves.marketing, halves.sales, halves.whole):
        each.mkdir()
    relabel(company, HUBSPOT, known["hubspot_knows"], halves.marketing)
    relabel(company, SALESFORCE, known["salesforce_knows"], halves.sales)
    for path in halves.marketing.glob("*.csv"):
        if path.stem not in OF_MARKETING:
            path.unlink()
    for name in NOT_OF_SALES:
        (halves.sales / f"{name}.csv").unlink()
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        connection.execute(MACROS)
        for name in ("leads", "handoffs", "activities", "deal_leads", "deals", "stage_entries"):
            path = company / f"{name}.csv"
            connection.execute(f"create table {name} as from read_csv('{path}', all_varchar = true)")
        connection.execute(f"create table in_sales as {IN_SALES}; create table by_id as {BY_ID}")
        _cut_marketing(connection, halves.marketing)
        _cut_sales(connection, halves.sales)
        _lay_together(connection, known["hubspot_knows"], known["salesforce_knows"], halves.whole)
    for each in (halves.marketing, halves.sales, halves.whole):
        shutil.copy(company / "house.toml", each / "house.toml")
    return halves


def without_addresses(halves: Halves, folder: Path, share: int) -> Halves:
    """The same in which HubSpot has no address of every `share`-th contact whom nothing but an address would join."""
    marketing = Path(shutil.copytree(halves.marketing, folder / "marketing"))
    _rewritten(
        marketing / "contact.csv",
        "select * replace (case when property_salesforceleadid is null and property_salesforcecontactid is null and "
        f"right(id, 3)::int % {share} = 1 then null else property_email end as property_email) from file",
    )
    return replace(halves, marketing=marketing)


def _cut_marketing(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Its own ids, what Salesforce calls those it knows by id, and of stages what marketing's automation sees."""
    calls = """
        (select
            'h' || leads.lead_id as hubspot_id, leads.lead_id as salesforceleadid,
            case when leads.lead_id in (select lead_id from deal_leads union select lead_id from deals)
                then '003' || leads.lead_id end as salesforcecontactid
        from leads where leads.lead_id in (select lead_id from by_id))
    """
    _rewritten(
        folder / "contact.csv",
        "select told.* replace ('h' || id as id), calls.salesforceleadid as property_salesforceleadid,"
        f" calls.salesforcecontactid as property_salesforcecontactid from file as told left join {calls} as calls"
        " on 'h' || told.id = calls.hubspot_id",
        connection,
    )
    _rewritten(folder / "contact_form_submission.csv", "select * replace ('h' || contact_id as contact_id) from file")
    _rewritten(
        folder / "contact_property_history.csv",
        "select * replace ('h' || contact_id as contact_id) from file where name not in"
        " ('hubspot_owner_id', 'hs_lead_status', 'hs_lead_disqualification_reason', 'hubspotscore')"
        " and coalesce(value, '') not in ('opportunity', 'customer')",
    )


def _cut_sales(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Only who is in Salesforce, made there an hour after they were in HubSpot, or when sales first knew them."""
    first = """
        (select lead_id, min(seen_at) as seen_at from (
            select lead_id, handed_at as seen_at from handoffs union all select lead_id, occurred_at from activities
            union all select lead_id, entered_at from stage_entries where stage <> 'lead'
        ) group by lead_id)
    """
    _rewritten(
        folder / "Lead.csv",
        """
        select told.* replace (strftime(least(
            "CreatedDate"::timestamptz + interval 1 hour, first_known.seen_at::timestamptz - interval 1 minute
        ), '%Y-%m-%dT%H:%M:%SZ') as "CreatedDate")
        from file as told
        """
        + f'left join {first} as first_known on told."Id" = first_known.lead_id where "Id" in (from in_sales)',
        connection,
    )


def _lay_together(connection: duckdb.DuckDBPyConnection, hubspot: Path, salesforce: Path, whole: Path) -> None:
    """Every table from the half that holds it, under the ids that stay: Salesforce's, else HubSpot's."""
    for schema, folder in (("m", hubspot), ("s", salesforce)):
        connection.execute(f"create schema {schema}")
        for table in TABLES:
            path, columns = folder / f"{table.name}.csv", ", ".join(f"{each.name} varchar" for each in table.columns)
            connection.execute(f"create table {schema}.{table.name} ({columns})")
            if path.exists():
                connection.execute(
                    f"insert into {schema}.{table.name} by name from read_csv('{path}', all_varchar = true)"
                )
    connection.execute("""
        create table ids as
        select
            leads.lead_id as old_id,
            case
                when leads.lead_id not in (from in_sales) then 'h' || leads.lead_id
                else coalesce(gone.merged_into, leads.lead_id)
            end as lead_id
        from leads left join s.merged_leads as gone on leads.lead_id = gone.lead_id;
        create table hubspots as
        select ids.lead_id, stage, entered_at from m.stage_entries inner join ids on stage_entries.lead_id = ids.old_id
        where stage in ('lead', 'mql', 'sql');
        create table told as
        select *, 1 as place from hubspots
        union all
        select lead_id, stage, entered_at, case stage when 'mql' then 2 else 0 end from s.stage_entries
        where stage <> 'lead' and lead_id in (select lead_id from ids)
    """)
    ours = "select * replace (ids.lead_id as lead_id) from m.{0} inner join ids on {0}.lead_id = ids.old_id"
    selects = {name: f"from s.{name}" for name in (
        "reps", "handoffs", "assignments", "activities", "deals", "deal_stages", "deal_leads", "deal_reps", "rates",
    )}  # fmt: skip
    selects |= {name: f"select * exclude (old_id) from ({ours.format(name)})" for name in ("touches", "lead_changes")}
    selects["leads"] = f"select * exclude (old_id) from ({ours.format('leads')})"
    selects["campaigns"] = "from m.campaigns"
    selects["merged_leads"] = "from s.merged_leads"
    selects["stage_entries"] = """
        select distinct lead_id, stage, entered_at from told
        qualify place = min(place) over (partition by lead_id, stage)
    """
    for name, select in selects.items():
        connection.execute(f"copy ({select}) to '{whole / f'{name}.csv'}' (header)")


def _rewritten(path: Path, select: str, connection: duckdb.DuckDBPyConnection | None = None) -> None:
    """The file as the SELECT over `file` gives it."""
    with duckdb.connect() if connection is None else connection.cursor() as cursor:
        cursor.execute("set TimeZone = 'UTC'")
        cursor.execute(f"create or replace temp table file as from read_csv('{path}', all_varchar = true)")
        cursor.execute(f"copy ({select}) to '{path}' (header)")
