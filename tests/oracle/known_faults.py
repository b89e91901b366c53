"""Companies kept clear of the faults that test_known_faults.py records; a fault that is fixed goes from both."""

from dataclasses import replace
from typing import Any

from company import Company

from overlap.reports import Filters

Row = dict[str, Any]

OF_SALES = ("leads", "stage_entries", "handoffs", "deals")


def clear_company(company: Company) -> Company:
    """The company with a dated deal, handoffs answered in order by somebody known, and clocks for all or none."""
    tables = dict(company.tables)
    if any(_is_day(value) for name in OF_SALES for value in _times(tables, name)):
        for name in OF_SALES:
            tables[name] = _unlike(
                [{column: _day_of(column, value) for column, value in row.items()} for row in tables.get(name, [])]
            )
    tables["handoffs"] = _clear_handoffs(tables["handoffs"])
    tables["deals"] = [*tables["deals"], {"deal_id": "D99", "opened_at": "2025-10-01", "outcome": "open"}]
    kept = {row["handoff_id"] for row in tables["handoffs"]}
    tables["assignments"] = [row for row in tables.get("assignments", []) if row["handoff_id"] in kept]
    return replace(company, tables=tables)


def clear_filters(filters: Filters) -> Filters:
    """The filters without the row of no team."""
    return replace(filters, teams=tuple(team for team in filters.teams if team) if filters.teams else filters.teams)


def _clear_handoffs(rows: list[Row]) -> list[Row]:
    first_of: dict[tuple[str, str], Row] = {}
    for row in rows:
        handed = row["handed_at"]
        answers = {
            "rep_id": row["rep_id"] or "R1",
            "accepted_at": max(row["accepted_at"] or handed, handed),
            "rejected_at": row["rejected_at"] if row["rejected_at"] and row["rejected_at"] > handed else None,
        }
        first_of.setdefault((row["lead_id"], handed), row | answers)
    return list(first_of.values())


def _unlike(rows: list[Row]) -> list[Row]:
    return list({tuple(row.items()): row for row in rows}.values())


def _times(tables: dict[str, Any], name: str) -> list[str]:
    return [value for row in tables.get(name, []) for column, value in row.items() if column.endswith("_at") and value]


def _is_day(text: str) -> bool:
    return len(text) == len("2026-01-01")


def _day_of(column: str, value: Any) -> Any:
    return value[: len("2026-01-01")] if column.endswith("_at") and value else value
