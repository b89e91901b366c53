"""Revenue per lead by the handbook: new business won in time, over leads old enough, zeros included."""

from collections.abc import Sequence
from fractions import Fraction

from naive_deals import Deal
from naive_facts import Facts, money
from naive_intervals import expected_square, interval, mean_square
from naive_rounds import Lead
from naive_rows import Row

from overlap.reports import Filters

FEW_WINS = 10


def won_days(facts: Facts, lead: Lead) -> int:
    """The days to win that were agreed when the lead was created."""
    return facts.agreed_days(lead.created_at, "won")


def revenue_per_lead(facts: Facts, judged: Sequence[Lead], wins: int, filters: Filters) -> Row:
    """New business won within the days of creation, per lead old enough; the interval is that of the sum."""
    deals, n = [deal for lead in judged for deal in returned(facts, lead)], len(judged)
    total, limits = sum(deal.cents for deal in deals), limits_of(facts, judged, filters)
    ratio = Fraction(total, n) if n else None
    return {
        "revenue": money(total),
        "revenue_per_lead": None if ratio is None else money(_rounded(ratio)),
        "revenue_per_lead_low": None if limits is None else money(_rounded(Fraction(limits[0] / n))),
        "revenue_per_lead_high": None if limits is None else money(_rounded(Fraction(limits[1] / n))),
        "rests_on": None if wins >= FEW_WINS or not judged else f"rests on {wins} win{'' if wins == 1 else 's'}",
    }


def limits_of(facts: Facts, leads: Sequence[Lead], filters: Filters) -> tuple[float, float] | None:
    """The interval, in cents, of what these leads returned, accounts as units."""
    everything = [(deal.kind, lead.person.segment, float(deal.cents)) for lead, deal in _period(facts, filters)]
    by_account: dict[tuple[str, bool], list[tuple[int, float]]] = {}
    for lead in leads:
        name = facts.account_of[lead.person.lead_id]
        for deal in returned(facts, lead):
            square = mean_square(everything, deal.kind, lead.person.segment)
            by_account.setdefault((name or lead.person.lead_id, bool(name)), []).append((deal.cents, square))
    units = [
        (float(sum(cents for cents, _ in those)), expected_square([(1.0, square) for _, square in those]))
        for those in by_account.values()
    ]
    return interval(units) if units else None


def returned(facts: Facts, lead: Lead) -> list[Deal]:
    """New business that the lead won within its days."""
    return [
        deal
        for deal in facts.deals
        if deal.is_won
        and deal.kind == "new"
        and deal.row.get("lead_id") == lead.person.lead_id
        and facts.known.is_within(lead.created_at, deal.row["closed_at"], won_days(facts, lead))
    ]


def _period(facts: Facts, filters: Filters) -> list[tuple[Lead, Deal]]:
    """What leads of the period returned, whatever the other filters."""
    period = Filters(starts_on=filters.starts_on, ends_on=filters.ends_on)
    old = [lead for lead in facts.leads_in(period) if facts.known.is_old_enough(lead.created_at, won_days(facts, lead))]
    return [(lead, deal) for lead in old for deal in returned(facts, lead)]


def _rounded(cents: Fraction) -> int:
    return int(cents + Fraction(1, 2)) if cents >= 0 else -int(-cents + Fraction(1, 2))
