"""The open pipeline in plain Python: what the ledger would share out of deals still open, and what is likely of it."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor

from naive_deals import Deal
from naive_facts import Facts, grouped, money
from naive_filters import keeps_booked, keeps_cell
from naive_ledger import Cell, WhatIf
from naive_revenue import Asked, worth_of
from naive_rows import Row
from naive_weights import Model

from overlap.reports import Filters

Weighted = list[tuple[Cell, int | None]]


def pipeline(facts: Facts, filters: Filters, model: Model, what_if: WhatIf) -> list[tuple[Asked, list[Row]]]:
    """revenue/pipeline and revenue/pipeline_totals under a model."""
    booked = [
        deal for deal in facts.deals if deal.is_open and _is_opened(filters, deal) and keeps_booked(filters, deal)
    ]
    cells = [cell for cell in facts.cells("open", model, what_if) if cell.deal in booked]
    wanted = [pair for pair in _weighted(facts, cells) if keeps_cell(filters, pair[0])]
    names = {row["campaign_id"]: row.get("campaign_name") for row in facts.known.tables["campaigns"]}
    by_campaign = [
        {"campaign_id": key, "campaign_name": names.get(key) or key or "no known campaign", **_sums(rows)}
        for key, rows in grouped(wanted, lambda pair: pair[0].campaign_id)
    ]
    total = sum(deal.cents for deal in booked)
    kept = sum(cell.cents for cell, _ in wanted)
    is_cut = any(one is not None for one in (filters.channels, filters.campaigns, filters.reps, filters.teams))
    totals = {
        **_sums(wanted),
        "booked": money(total),
        "by_campaign": money(kept),
        "by_rep": money(kept),
        "no_campaign": money(sum(cell.cents for cell, _ in wanted if cell.campaign_id is None)),
        "no_rep": money(sum(cell.cents for cell, _ in wanted if cell.rep_id is None)),
        "no_amount_count": len({cell.deal.deal_id for cell, _ in wanted if cell.deal.row.get("amount") is None}),
        "is_exact": kept == total or is_cut,
    }
    asked = {"model": model, **what_if.params}
    return [(("revenue/pipeline", asked), by_campaign), (("revenue/pipeline_totals", asked), [totals])]


def _is_opened(filters: Filters, deal: Deal) -> bool:
    """Before the period's end, whenever it began."""
    return filters.ends_on is None or (deal.opened_on or date.min) < filters.ends_on


def _probability(facts: Facts, deal: Deal) -> Fraction | None:
    """That of the latest stage; a stage without one leaves it unknown."""
    stages = [row for row in facts.known.tables["deal_stages"] if row["deal_id"] == deal.deal_id]
    latest = max(stages, key=lambda row: row["entered_at"].at, default={})
    return None if latest.get("probability") is None else Fraction(latest["probability"])


def _weighted(facts: Facts, cells: list[Cell]) -> Weighted:
    """Each cell with the cents that are likely; those of a deal add up to its amount times its probability."""
    found: Weighted = []
    for _, of_deal in grouped(cells, lambda cell: cell.deal.deal_id):
        probability, running = _probability(facts, of_deal[0].deal), 0
        for cell in sorted(of_deal, key=lambda cell: (cell.newness, cell.rep_id or "")):
            before, running = running, running + cell.cents
            likely = None if probability is None else _rounded(probability * running) - _rounded(probability * before)
            found.append((cell, likely))
    return found


def _rounded(cents: Fraction) -> int:
    return floor(cents + Fraction(1, 2))


def _sums(rows: Weighted) -> Row:
    likely = [cents for _, cents in rows if cents is not None]
    return {
        "deal_count": len({cell.deal.deal_id for cell, _ in rows}),
        "influenced": money(sum(cell.cents for cell, _ in rows)),
        "deals_worth": worth_of([cell for cell, _ in rows]),
        "weighted": _money_of(likely),
        "no_probability_count": len({cell.deal.deal_id for cell, cents in rows if cents is None}),
    }


def _money_of(cents: list[int]) -> Decimal | None:
    return money(sum(cents)) if cents else None
