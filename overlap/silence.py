"""What cannot be answered because no source fills a table: in the words of the pages, and which file would."""

from collections.abc import Collection

from overlap.choices import Silent
from overlap.contract import TABLES
from overlap.reports import catalogue

WOULD_SHOW = {
    "campaigns": "names, channels and budgets of campaigns",
    "campaign_days": "what campaigns did and cost a day",
    "reps": "names, teams and regions of people in sales",
    "leads": "everything",
    "merged_leads": "the history of merged records under one lead",
    "identities": "which leads of two systems are one person, beyond their e-mails",
    "lead_changes": "leads as they were when they were scored",
    "samples": "what only a random sample of leads can tell",
    "touches": "which campaigns earned the revenue",
    "stage_entries": "the funnel, and where leads are lost",
    "handoffs": "how many leads sales accepts, and numbers by person",
    "assignments": "who held a lead when, after a transfer",
    "activities": "how sales followed up",
    "feedback": "what sales thinks of the leads",
    "deals": "booked revenue, win rates of deals and credit",
    "deal_stages": "how deals moved",
    "deal_leads": "touches of the whole buying group",
    "deal_reps": "which people earned the revenue",
    "goals": "pace against what was promised",
    "rates": "amounts in other currencies",
}
# What a person would call the file that fills it.
FILES = {
    "campaigns": ("a list of campaigns",),
    "campaign_days": ("spend and visits by campaign and day",),
    "reps": ("users or owners", "the sales team"),
    "leads": ("contacts", "leads"),
    "merged_leads": ("merged records",),
    "identities": ("ids of leads in the other system",),
    "lead_changes": ("the history of leads' or contacts' fields",),
    "samples": ("leads sampled at random",),
    "touches": ("form submissions", "e-mail clicks", "campaign members", "page views"),
    "stage_entries": ("lifecycle stages with dates", "the history of lead status"),
    "handoffs": ("leads given to sales, with dates",),
    "assignments": ("the history of owners",),
    "activities": ("calls", "tasks", "meetings", "e-mails of sales"),
    "feedback": ("ratings of leads",),
    "deals": ("deals", "opportunities"),
    "deal_stages": ("the history of deal stages",),
    "deal_leads": ("contacts of deals", "contact roles"),
    "deal_reps": ("deal owners", "opportunity splits"),
    "goals": ("goals and quotas",),
    "rates": ("exchange rates",),
}

OF_SEVERAL = "identities"  # a company of one system misses nothing without it


def silent(supplied: Collection[str]) -> tuple[Silent, ...]:
    """Every table of the contract that is not among the supplied ones, in the order of the contract."""
    return tuple(
        Silent(table.name, _reports(table.name), FILES[table.name], WOULD_SHOW[table.name])
        for table in TABLES
        if table.name not in supplied and table.name != OF_SEVERAL
    )


def _reports(table: str) -> tuple[str, ...]:
    return tuple(sorted(name for name, report in catalogue().items() if table in report.needs))
