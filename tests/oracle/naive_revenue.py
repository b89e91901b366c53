"""The revenue reports in plain Python: the ledger's cells added up by campaign, channel and person, and the proof."""

from typing import Any

from naive_facts import Facts, grouped, money
from naive_filters import in_period, keeps_booked, keeps_cell
from naive_ledger import Cell, Model
from naive_rows import Row

from overlap.reports import Filters

Asked = tuple[str, dict[str, Any]]


def credited(facts: Facts, filters: Filters, model: Model) -> list[tuple[Asked, list[Row]]]:
    """The five revenue reports under a model."""
    cells = [cell for cell in facts.cells[model] if keeps_cell(filters, cell)]
    tables = facts.known.tables
    campaigns = {row["campaign_id"]: row.get("campaign_name") for row in tables["campaigns"]}
    reps = {row["rep_id"]: row.get("rep_name") for row in tables["reps"]}
    by_campaign = [
        {"campaign_id": key, "campaign_name": campaigns.get(key) or key or "no known campaign", **_earned(rows)}
        for key, rows in grouped(cells, lambda cell: cell.campaign_id)
    ]
    by_channel = [
        {"channel": key, **_earned(rows)}
        for key, rows in grouped(
            cells, lambda cell: cell.channel or ("not recorded" if cell.has_touch else "no known campaign")
        )
    ]
    by_rep = [
        {"rep_id": key, "rep_name": reps.get(key) or key or "unassigned", **_earned(rows)}
        for key, rows in grouped(cells, lambda cell: cell.rep_id)
    ]
    by_both = [
        {"campaign_id": campaign_id, "rep_id": rep_id, **_earned(rows)}
        for (campaign_id, rep_id), rows in grouped(cells, lambda cell: (cell.campaign_id, cell.rep_id))
    ]
    chosen = {"model": model}
    return [
        (("revenue/by_campaign", chosen), by_campaign),
        (("revenue/by_channel", chosen), by_channel),
        (("revenue/by_rep", chosen), by_rep),
        (("revenue/by_campaign_and_rep", chosen), by_both),
        (("revenue/conservation", chosen), [_conservation(facts, filters, cells)]),
    ]


def _conservation(facts: Facts, filters: Filters, cells: list[Cell]) -> Row:
    booked = [
        deal
        for deal in facts.deals
        if deal.is_won and in_period(filters, deal.closed_on) and keeps_booked(filters, deal)
    ]
    total, kept = sum(deal.cents for deal in booked), sum(cell.cents for cell in cells)
    is_cut = any(wanted is not None for wanted in (filters.channels, filters.campaigns, filters.reps, filters.teams))
    return {
        "deal_count": len(booked),
        "booked": money(total),
        "credited": money(kept),
        "by_campaign": money(kept),
        "by_rep": money(kept),
        "no_campaign": money(sum(cell.cents for cell in cells if cell.campaign_id is None)),
        "no_rep": money(sum(cell.cents for cell in cells if cell.rep_id is None)),
        "is_exact": kept == total or is_cut,
    }


def _earned(cells: list[Cell]) -> Row:
    return {
        "deal_count": len({cell.deal.deal_id for cell in cells}),
        "revenue": money(sum(cell.cents for cell in cells)),
    }
