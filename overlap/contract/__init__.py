"""The canonical tables, written once: reader, checks, documentation and demo company all take them from here."""

from overlap.contract import marketing, money, people, sales
from overlap.contract.column import Column, Table, Type
from overlap.contract.people import STAGES

__all__ = ["BY_NAME", "STAGES", "TABLES", "Column", "Table", "Type"]

TABLES: tuple[Table, ...] = (
    marketing.CAMPAIGNS,
    marketing.CAMPAIGN_DAYS,
    people.REPS,
    people.LEADS,
    people.MERGED_LEADS,
    people.IDENTITIES,
    people.LEAD_CHANGES,
    people.SAMPLES,
    marketing.TOUCHES,
    people.STAGE_ENTRIES,
    sales.HANDOFFS,
    sales.ASSIGNMENTS,
    sales.ACTIVITIES,
    sales.FEEDBACK,
    money.DEALS,
    money.DEAL_STAGES,
    money.DEAL_LEADS,
    money.DEAL_REPS,
    money.GOALS,
    money.RATES,
)

BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}
