"""What campaigns cost and what came back, in plain Python: revenue and cost over the same old-enough days."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from math import floor
from typing import Any

from naive_deals import Deal, share
from naive_facts import Facts, grouped, money
from naive_filters import in_period, keeps, keeps_cell
from naive_intervals import Limits, expected_square, interval, mean_square
from naive_ledger import Cell, WhatIf
from naive_per_lead import limits_of, won_days
from naive_revenue import Asked, worth_of
from naive_rounds import ORDER, Lead
from naive_rows import DAY, Known, Row, earliest
from naive_weights import Model

from overlap.reports import Filters

ONE_DAY = timedelta(days=1)
FEW_WINS = 10
FEW_DAYS = Fraction(1, 10)  # of a campaign's days with spend: under this it is spread over them all

Spend = dict[tuple[str, date], int]


def returns(facts: Facts, filters: Filters, model: Model, what_if: WhatIf) -> tuple[Asked, list[Row]]:
    """revenue/return_by_campaign under a model of the cash view."""
    known = facts.known
    spend, spread = spend_days(facts)
    channels = {row["campaign_id"]: row.get("channel") for row in known.tables["campaigns"]}
    names = {row["campaign_id"]: row.get("campaign_name") for row in known.tables["campaigns"]}
    kept = {
        (campaign, day): cents
        for (campaign, day), cents in spend.items()
        if in_period(filters, day)
        and keeps(filters.campaigns, campaign)
        and keeps(filters.channels, channels.get(campaign))
    }
    days = [day for day in _days(facts, spend) if in_period(filters, day)]
    judged = {day for day in days if is_old_enough(facts, day)}
    leads = dict(grouped(facts.leads_in(filters), lambda lead: lead.person.campaign_id))
    cells = [
        cell
        for cell in facts.cells("won", model, what_if)
        if in_period(filters, cell.deal.closed_on) and keeps_cell(filters, cell)
    ]
    cash = dict(grouped(cells, lambda cell: cell.campaign_id))
    won = [deal for deal in facts.deals if deal.is_won and in_period(filters, deal.closed_on)]
    rows = []
    for campaign in {*leads, *cash, *(campaign for campaign, _ in kept)}:
        is_known = _is_comparable(filters) and any(one == campaign for one, _ in spend)
        cost = [cents for (one, _), cents in kept.items() if one == campaign]
        old = [cents for (one, day), cents in kept.items() if one == campaign and day in judged]
        row = {
            "campaign_id": campaign,
            "campaign_name": names.get(campaign) or campaign or "no known campaign",
            "cost": money(sum(cost)) if is_known else None,
            "judged_cost": money(sum(old)) if is_known else None,
            "is_spread": is_known and campaign in spread,
            "day_count": len(days),
            "judged_day_count": len(judged),
            "cash_deal_count": len({cell.deal.deal_id for cell in cash.get(campaign, [])}),
            "cash_revenue": money(sum(cell.cents for cell in cash.get(campaign, []))),
            "cash_deals_worth": worth_of(cash.get(campaign, [])),
        }
        row |= _cash_returned(cash.get(campaign, []), won, row["cost"])
        rows.append(row | _came_back(facts, leads.get(campaign, []), judged, row["cost"], row["judged_cost"], filters))
    return ("revenue/return_by_campaign", {"model": model, **what_if.params}), rows


def _cash_returned(cells: list[Cell], won: list[Deal], cost: Any) -> Row:
    """What was credited for each unit spent; the interval is that of the credit over accounts, as everywhere."""
    limits = _credit_limits(cells, won) if cost else None
    return {
        "cash_return": float(money(sum(cell.cents for cell in cells)) / cost) if cost else None,
        "cash_return_low": limits and limits[0] / 100 / float(cost),
        "cash_return_high": limits and limits[1] / 100 / float(cost),
    }


def _credit_limits(cells: list[Cell], won: list[Deal]) -> Limits | None:
    amounts = [(deal.kind, deal.segment, float(deal.cents)) for deal in won]
    accounts: dict[str, list[tuple[float, float, float]]] = {}
    for _, those in grouped(cells, lambda cell: cell.deal.deal_id):
        deal, cents = those[0].deal, float(sum(cell.cents for cell in those))
        square = mean_square(amounts, deal.kind, deal.segment)
        account = deal.row.get("account_id")
        unit = f"account {account}" if account else f"deal {deal.deal_id}"
        accounts.setdefault(unit, []).append((cents, cents / deal.cents if deal.cents else 0.0, square))
    units = [
        (sum(cents for cents, *_ in those), expected_square([(part, square) for _, part, square in those]))
        for those in accounts.values()
    ]
    return interval(units) if units else None


def spend_days(facts: Facts) -> tuple[Spend, set[str]]:
    """Cents by campaign and day, and the campaigns whose spend was spread over the days they ran."""
    known = facts.known
    booked: Spend = {}
    for row in known.tables.get("campaign_days", []):
        day = date.fromisoformat(row["day"])
        if row["measure"] == "spend" and day <= known.day(known.as_of):
            booked[row["campaign_id"], day] = _cents(known, row, day)
    found, spread = dict(booked), set()
    for campaign in known.tables["campaigns"]:
        first, last = (campaign.get(name) and date.fromisoformat(campaign[name]) for name in ("started_on", "ended_on"))
        own = {day: cents for (one, day), cents in booked.items() if one == campaign["campaign_id"]}
        if not own or not first or not last or last < first:
            continue
        length = (last - first).days + 1
        if len([day for day in own if first <= day <= last]) < FEW_DAYS * length:
            spread.add(campaign["campaign_id"])
            found = {key: cents for key, cents in found.items() if key[0] != campaign["campaign_id"]}
            for place in range(length):
                upto, before = (share(sum(own.values()), Fraction(place + more, length)) for more in (1, 0))
                found[campaign["campaign_id"], first + place * ONE_DAY] = upto - before
    return found, spread


def is_old_enough(facts: Facts, day: date) -> bool:
    """Whether even what happened last on a day has had its days to win, the longest agreed on that day."""
    known = facts.known
    starts, ends = _midnight(known, day), _midnight(known, day + ONE_DAY)
    signed = [datetime.fromisoformat(one.effective_from) for one in facts.company.signings if one.kind == "conversion"]
    within = max(known.agreed("conversion", at)["won"] for at in [starts, *(at for at in signed if starts < at < ends)])
    return ends + within * DAY <= known.as_of


def _came_back(
    facts: Facts, leads: list[Lead], judged: set[date], cost: Any, judged_cost: Any, filters: Filters
) -> Row:
    known = facts.known
    old = [lead for lead in leads if known.on(lead.created_at) in judged]
    mqls, sqls = ([lead for lead in old if _reached(known, facts, lead, stage)] for stage in ("mql", "sql"))
    won = [lead for lead in old if known.is_within(lead.created_at, lead.won_at, won_days(facts, lead))]
    deals = [
        deal
        for lead in old
        for deal in facts.deals
        if deal.is_won
        and deal.kind == "new"
        and deal.row.get("lead_id") == lead.person.lead_id
        and known.is_within(lead.created_at, deal.row["closed_at"], won_days(facts, lead))
    ]
    revenue, margins = sum(deal.cents for deal in deals), [deal.row.get("gross_margin") for deal in deals]
    earned = None if None in margins else sum(_margin(deal.cents, deal.row["gross_margin"]) for deal in deals)
    can_return = judged_cost and old
    limits = limits_of(facts, old, filters) if can_return else None
    return {
        "lead_count": len(leads),
        "old_enough_count": len(old),
        "mql_count": len(mqls) if facts.is_recorded("mql") else None,
        "sql_count": len(sqls) if facts.is_recorded("sql") else None,
        "won_count": len(won),
        "cost_per_lead": _each(cost, len(leads)),
        "cost_per_mql": _each(judged_cost, len(mqls)) if facts.is_recorded("mql") else None,
        "cost_per_sql": _each(judged_cost, len(sqls)) if facts.is_recorded("sql") else None,
        "cost_per_won": _each(judged_cost, len(won)),
        "deal_count": len(deals),
        "revenue": money(revenue),
        "return_on_spend": float(money(revenue) / judged_cost) if can_return else None,
        "return_low": limits and limits[0] / 100 / float(judged_cost),
        "return_high": limits and limits[1] / 100 / float(judged_cost),
        "payback_months": (
            12 * float(judged_cost) / (earned / 100) if judged_cost is not None and earned and earned > 0 else None
        ),
        "no_margin_count": margins.count(None),
        "is_young": bool(leads) and not old,
        "verdict": _verdict(leads, old, len(won), revenue, cost, judged_cost),
    }


def _verdict(leads: list[Lead], old: list[Lead], won: int, revenue: int, cost: Any, judged_cost: Any) -> str | None:
    if cost is None:
        return None
    if not leads:
        return "no lead" if cost else None
    if not old or not judged_cost:
        return None
    if won < FEW_WINS:
        return f"rests on {won} win{'' if won == 1 else 's'}"
    return "more came back than it cost" if money(revenue) >= judged_cost else "less came back than it cost"


def _reached(known: Known, facts: Facts, lead: Lead, stage: str) -> bool:
    wanted = ORDER[ORDER.index(stage) :]
    first = earliest(at for entered, at in lead.entries if entered in wanted)
    return known.is_within(lead.created_at, first, won_days(facts, lead))


def _is_comparable(filters: Filters) -> bool:
    named = (filters.reps, filters.teams, filters.regions, filters.segments)
    return all(one is None for one in named) and (filters.kinds is None or "new" in filters.kinds)


def _days(facts: Facts, spend: Spend) -> Iterator[date]:
    """From the first day with a lead or a spend to the last."""
    seen = [day for lead in facts.leads if (day := facts.known.on(lead.created_at))] + [day for _, day in spend]
    day = min(seen, default=date.max)
    while seen and day <= max(seen):
        yield day
        day += ONE_DAY


def _cents(known: Known, row: Row, day: date) -> int:
    currency = row.get("currency") or known.company.currency
    rate = Fraction(1) if currency == known.company.currency else known.rate(currency, day)
    return floor(Fraction(row["quantity"]) * rate * 100 + Fraction(1, 2))


def _margin(cents: int, margin: str) -> int:
    return floor(cents * Fraction(margin) + Fraction(1, 2))


def _each(cost: Any, number: int) -> Any:
    """By so many, to the cent; half a cent goes away from zero, of a credit note too."""
    if cost is None or not number:
        return None
    cents = floor(abs(Fraction(cost)) * 100 / number + Fraction(1, 2))
    return money(cents if cost > 0 else -cents)


def _midnight(known: Known, day: date) -> datetime:
    """The instant; days added to it are then of 24 hours, also over a night on which the clock changes."""
    return datetime.combine(day, time(), known.zone).astimezone(UTC)
