"""A company of several random ones: leads that know nothing of each other, under the same people and campaigns."""

from dataclasses import replace
from random import Random
from typing import Any

from company import Company
from random_companies import Size
from random_quality import random_quality_company

FEW = Size(leads=(1, 2, 3, 5), deals=range(5), touches_a_lead=4)
NAMED = ("lead_id", "merged_into", "account_id", "deal_id", "handoff_id", "touch_id", "activity_id", "feedback_id")
SHARED = ("campaigns", "campaign_days", "reps", "rates")
Rows = list[dict[str, Any]]


def many_companies(chance: Random, count: int) -> Company:
    """So many of a few leads as one: accounts missing, deals and buying groups across accounts, merged leads."""
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
    as_of = max(company.known_at for company in companies).isoformat()
    return replace(companies[0], tables=tables, as_of=as_of, store={})


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
