"""A company of several random ones: leads that know nothing of each other, under the same people and campaigns."""

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from company import Company, Signing
from random_companies import Size
from random_quality import random_quality_company

FEW = Size(leads=(1, 2, 3, 5), deals=range(5), touches_a_lead=4)
NAMED = ("lead_id", "merged_into", "account_id", "deal_id", "handoff_id", "touch_id", "activity_id", "feedback_id")
SHARED = ("campaigns", "campaign_days", "reps", "rates")
Rows = list[dict[str, Any]]


def many_companies(chance: Random, count: int) -> Company:
    """So many of a few leads as one: accounts missing, deals and buying groups across accounts, merged leads.

    What is told of few and asked of all lies apart: a segment's history, and closings of one person in one hour.
    """
    companies = [random_quality_company(chance, FEW) for _ in range(count)]
    tables: dict[str, Rows] = {}
    for number, company in enumerate(companies):
        for name, rows in company.tables.items():
            tables.setdefault(name, []).extend(
                dict(row) if name in SHARED else _renamed(row, f"{number}-") for row in rows
            )
    keys = {"campaigns": ("campaign_id",), "reps": ("rep_id",), "rates": ("currency", "day"),
            "campaign_days": ("campaign_id", "day", "measure")}  # fmt: skip
    for name, key in keys.items():
        tables[name] = list({tuple(row[part] for part in key): row for row in tables.get(name, [])}.values())
    tables["merged_leads"] = _merged(chance, tables)
    as_of = max(company.known_at for company in companies)
    beside = Random(as_of.isoformat())  # so that a seed goes on to draw the same leads
    tables["lead_changes"] = _changes(beside, tables["leads"])
    tables["handoffs"] += _closed_at_once(tables["leads"], as_of)
    fit = Signing("fit", {"smb": 7}, (as_of - timedelta(days=365)).isoformat())
    return replace(
        companies[0], tables=tables, as_of=as_of.isoformat(), store={}, signings=[*companies[0].signings, fit]
    )


def _renamed(row: Any, prefix: str) -> dict[str, Any]:
    return {name: f"{prefix}{value}" if name in NAMED and value is not None else value for name, value in row.items()}


def _merged(chance: Random, tables: dict[str, Rows]) -> Rows:
    """Some touches and handoffs are of a record that was merged into their lead since."""
    merged: Rows = []
    for lead in tables["leads"]:
        if not chance.randrange(4):
            gone = f"{lead['lead_id']}-gone"
            merged.append({"lead_id": gone, "merged_into": lead["lead_id"]})
            for name in ("touches", "handoffs"):
                for row in tables.get(name, []):
                    if row["lead_id"] == lead["lead_id"] and not chance.randrange(3):
                        row["lead_id"] = gone
    return merged


def _changes(chance: Random, leads: Rows) -> Rows:
    """Of one company every other lead's segment was filled in some days after it came."""
    kept = f"{chance.choice(leads)['lead_id'].partition('-')[0]}-" if leads else ""
    return [
        {
            "lead_id": lead["lead_id"], "attribute": "segment", "value": chance.choice(("smb", "mid")),
            "changed_at": (
                datetime.fromisoformat(lead["created_at"]) + timedelta(days=chance.choice((0, 2, 13, 20)))
            ).isoformat(),
        }
        for lead in leads
        if lead["lead_id"].startswith(kept) and chance.randrange(2)
    ]  # fmt: skip


def _closed_at_once(leads: Rows, as_of: datetime) -> Rows:
    """A handoff of one lead of each company, all sent back by one person in an hour of a month's last day."""
    closing = as_of.replace(day=1, hour=12, minute=5) - timedelta(days=1)
    firsts = {lead["lead_id"].partition("-")[0]: lead["lead_id"] for lead in reversed(leads)}
    return [
        {
            "handoff_id": f"{company}-closed", "lead_id": lead_id, "rep_id": "R1",
            "handed_at": (closing - timedelta(minutes=30)).isoformat(), "rejected_at": closing.isoformat(),
        }
        for company, lead_id in firsts.items()
    ]  # fmt: skip
