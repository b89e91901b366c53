"""The overview reports in plain Python: what happened in a period, and in each of its months."""

from datetime import date, timedelta
from fractions import Fraction

from naive_deals import Deal, valued_on
from naive_facts import Facts, grouped, money, with_interval
from naive_filters import days_of_month, following_month, is_shared_with_others, shared_cents, shared_part
from naive_handoffs import is_accepted
from naive_rows import Row, When

from overlap.reports import Filters

OF_LEADS = ("leads", "touches", "stage_entries", "handoffs", "activities", "feedback", "deals")


def totals(facts: Facts, filters: Filters) -> Row:
    """goals/totals."""
    created, won, opened = (
        facts.leads_in(filters),
        facts.won_in(filters),
        opened_counts(facts, facts.opened_in(filters)),
    )
    handed = handed_counts(facts, filters)
    return {
        "lead_count": len(created),
        "won_count": len([lead for lead in created if lead.won_at]) if facts.is_recorded("won") else None,
        "mql_count": len(facts.qualified_in(filters)) if facts.is_recorded("mql") else None,
        "came_back_count": len(facts.rounds_in(filters)) - len(facts.qualified_in(filters))
        if facts.is_recorded("mql")
        else None,
        **handed,
        **with_interval("acceptance_rate", handed["accepted_count"], handed["handoff_old_enough_count"]),
        "deal_count": len(won),
        "shared_count": len([deal for deal in won if is_shared_with_others(filters, deal)]),
        "revenue": money(sum(shared_cents(filters, deal) for deal in won)),
        **opened,
        **with_interval("win_rate", opened["opened_won_count"] or 0, opened["opened_old_enough_count"] or 0),
    }


def by_month(facts: Facts, filters: Filters) -> list[Row]:
    """goals/by_month: every month in which something happened, cut to the period."""
    known = facts.known
    days = [known.on(lead.created_at) for lead in facts.leads_in(filters)]
    days += [known.on(one.reach["mql"]) for one in facts.rounds_in(filters)]
    days += [known.on(one.handed_at) for one in facts.handoffs_in(filters)]
    days += [deal.closed_on for deal in facts.won_in(filters)] + [deal.opened_on for deal in facts.opened_in(filters)]
    covered_to = min(filters.ends_on or date.max, _whole_until(facts))
    found = []
    for first in sorted({day.replace(day=1) for day in days if day}):
        following = following_month(first)
        starts, ends = days_of_month(filters, first)
        row = totals(facts, filters.period(starts, ends))
        row = {
            name: value for name, value in row.items() if not name.endswith(("_low", "_high")) and name != "won_count"
        }
        is_whole = starts == first and following <= covered_to
        found.append({"month": starts, "next_month": ends, "is_whole": is_whole, **row})
    return found


def _whole_until(facts: Facts) -> date:
    """The first day that is not over: at midnight nothing has begun, but a date alone tells of its whole day."""
    known = facts.known
    here, today = known.as_of.astimezone(known.zone), known.day(known.as_of)
    of_leads = [table for table in known.tables if table in OF_LEADS]
    times = [value for name in of_leads for row in known.tables[name] for value in row.values()]
    is_dated = any(isinstance(value, When) and value.is_day and value.at == known.as_of for value in times)
    if (here.hour, here.minute, here.second) == (0, 0, 0):
        return today + timedelta(days=is_dated)
    return today + timedelta(days=(here.hour, here.minute) == (23, 59))


def by_kind(facts: Facts, filters: Filters) -> tuple[tuple[str, dict[str, str]], list[Row]]:
    """revenue/by_kind: what was won by kind of deal."""
    rows = [
        {
            "kind": kind,
            "deal_count": len(deals),
            "shared_count": len([deal for deal in deals if is_shared_with_others(filters, deal)]),
            "revenue": money(sum(shared_cents(filters, deal) for deal in deals)),
        }
        for kind, deals in grouped(facts.won_in(filters), lambda deal: deal.kind)
    ]
    return ("revenue/by_kind", {}), rows


def by_currency(facts: Facts, filters: Filters) -> tuple[tuple[str, dict[str, str]], list[Row]]:
    """revenue/by_currency: what was won by the currency written on the deals, and the rates of the days they closed."""
    known, rows = facts.known, []
    own = known.company.currency
    for currency, deals in grouped(facts.won_in(filters), lambda deal: deal.row.get("currency") or own):
        said = [deal for deal in deals if deal.row.get("amount") is not None]
        amount = sum(Fraction(deal.row["amount"]) for deal in said)
        cents = sum(deal.cents for deal in said)
        rates = [Fraction(1) if currency == own else known.rate(currency, valued_on(known, deal)) for deal in said]
        rows.append({
            "currency": currency,
            "deal_count": len(deals),
            "shared_count": len([deal for deal in deals if is_shared_with_others(filters, deal)]),
            "no_amount_count": len(deals) - len(said),
            "own_amount": money(int(amount * 100)) if said else None,
            "booked": money(cents),
            "revenue": money(sum(shared_cents(filters, deal) for deal in deals)),
            "exchange_rate": float(cents / amount / 100) if amount else None,
            "lowest_rate": float(min(rates)) if said else None,
            "highest_rate": float(max(rates)) if said else None,
            "rate_count": len(set(rates)),
        })  # fmt: skip
    return ("revenue/by_currency", {}), rows


def closed(facts: Facts, filters: Filters) -> tuple[tuple[str, dict[str, str]], list[Row]]:
    """revenue/deals_closed, the won ones: what of each is the selection's."""
    rows = [
        {
            "deal_id": deal.deal_id,
            "revenue": None if deal.row.get("amount") is None else money(shared_cents(filters, deal)),
            "share": shared_part(filters, deal),
        }
        for deal in facts.won_in(filters)
    ]
    return ("revenue/deals_closed", {"outcome": "won"}), rows


def handed_counts(facts: Facts, filters: Filters) -> dict[str, int]:
    """Handoffs, those old enough, and the accepted among them."""
    known, rows = facts.known, facts.handoffs_in(filters)
    old = [one for one in rows if known.is_old_enough(one.handed_at, facts.agreed_days(one.handed_at, "sal"))]
    taken = [one for one in old if is_accepted(known, one, facts.agreed_days(one.handed_at, "sal"))]
    return {"handoff_count": len(rows), "handoff_old_enough_count": len(old), "accepted_count": len(taken)}


def opened_counts(facts: Facts, opened: list[Deal]) -> dict[str, int | None]:
    """Deals opened, those old enough, those won in time among them; unknown where no deal says when it was opened."""
    known = facts.known
    if not facts.knows_openings:
        return dict.fromkeys(("opened_count", "opened_old_enough_count", "opened_won_count"))
    old = [
        deal
        for deal in opened
        if known.is_old_enough(deal.row["opened_at"], facts.agreed_days(deal.row["opened_at"], "won"))
    ]
    in_time = [
        deal
        for deal in old
        if deal.is_won
        and known.is_within(
            deal.row["opened_at"], deal.row["closed_at"], facts.agreed_days(deal.row["opened_at"], "won")
        )
    ]
    return {"opened_count": len(opened), "opened_old_enough_count": len(old), "opened_won_count": len(in_time)}
