"""The revenue reports in plain Python: the ledger's cells added up by campaign, channel and person, and the proof."""

from fractions import Fraction
from typing import Any

from naive_facts import Facts, grouped, money
from naive_filters import in_period, keeps_booked, keeps_cell
from naive_ledger import Cell, WhatIf
from naive_rows import Row
from naive_weights import Model

from overlap.reports import Filters

Asked = tuple[str, dict[str, Any]]


def credited(facts: Facts, filters: Filters, model: Model, what_if: WhatIf) -> list[tuple[Asked, list[Row]]]:
    """The revenue reports under a model, but for the one by campaign and rep."""
    cells = _won_cells(facts, filters, model, what_if)
    tables = facts.known.tables
    campaigns = {row["campaign_id"]: row.get("campaign_name") for row in tables["campaigns"]}
    reps = {row["rep_id"]: row.get("rep_name") for row in tables["reps"]}
    by_campaign = [
        {"campaign_id": key, "campaign_name": campaigns.get(key) or key or "no known campaign", **_worth(rows)}
        for key, rows in grouped(cells, lambda cell: cell.campaign_id)
    ]
    by_channel = [
        {"channel": key, **_worth(rows)}
        for key, rows in grouped(
            cells, lambda cell: cell.channel or ("not recorded" if cell.has_touch else "no known campaign")
        )
    ]
    by_rep = [
        {"rep_id": key, "rep_name": reps.get(key) or key or "unassigned", **_worth(rows)}
        for key, rows in grouped(cells, lambda cell: cell.rep_id)
    ]
    by_month = [
        {"month": month, **_worth(rows)}
        for month, rows in grouped(cells, lambda cell: cell.deal.closed_on and cell.deal.closed_on.replace(day=1))
    ]
    chosen = {"model": model, **what_if.params}
    return [
        (("revenue/by_campaign", chosen), by_campaign),
        (("revenue/by_channel", chosen), by_channel),
        (("revenue/by_rep", chosen), by_rep),
        (("revenue/by_month", chosen), by_month),
        (("revenue/credited", chosen), [_worth(cells)]),
        (("revenue/deals", chosen), _deals(cells)),
        (("revenue/conservation", chosen), [_conservation(facts, filters, cells)]),
    ]


def by_campaign_and_rep(facts: Facts, filters: Filters, model: Model, what_if: WhatIf) -> tuple[Asked, list[Row]]:
    """revenue/by_campaign_and_rep under a model."""
    cells = _won_cells(facts, filters, model, what_if)
    rows = [
        {"campaign_id": campaign_id, "rep_id": rep_id, **_worth(of_both)}
        for (campaign_id, rep_id), of_both in grouped(cells, lambda cell: (cell.campaign_id, cell.rep_id))
    ]
    return ("revenue/by_campaign_and_rep", {"model": model, **what_if.params}), rows


def _won_cells(facts: Facts, filters: Filters, model: Model, what_if: WhatIf) -> list[Cell]:
    every = facts.cells("won", model, what_if)
    return [cell for cell in every if in_period(filters, cell.deal.closed_on) and keeps_cell(filters, cell)]


def _deals(cells: list[Cell]) -> list[Row]:
    return [
        {
            "deal_id": deal_id,
            "lead_id": rows[0].deal.row.get("lead_id"),
            "closed_on": rows[0].deal.closed_on,
            "kind": rows[0].deal.kind,
            "revenue": _earned(rows)["revenue"],
            "share": share_of(rows),
            "booked": money(rows[0].deal.cents),
        }
        for deal_id, rows in grouped(cells, lambda cell: cell.deal.deal_id)
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


def share_of(cells: list[Cell]) -> float | None:
    """What part of their one deal the cells are; unknown of a deal without an amount."""
    return float(Fraction(sum(cell.cents for cell in cells), cells[0].deal.cents)) if cells[0].deal.cents else None


def worth_of(cells: list[Cell]) -> float:
    """How many whole deals the cells are worth: a deal without an amount is worth none."""
    worth = sum((Fraction(cell.cents, cell.deal.cents) for cell in cells if cell.deal.cents), Fraction(0))
    return round(float(worth), 6)


def _worth(cells: list[Cell]) -> Row:
    return {**_earned(cells), "deals_worth": worth_of(cells)}
