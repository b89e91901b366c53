"""Revenue per lead by the handbook: new business won in time, over leads old enough, zeros included."""

from collections.abc import Sequence
from fractions import Fraction
from math import exp, sqrt
from typing import Any

from naive_facts import Facts, money
from naive_rounds import Lead
from naive_rows import Row

FEW_WINS = 10


def won_days(facts: Facts, lead: Lead) -> int:
    """The days to win that were agreed when the lead was created."""
    return facts.agreed_days(lead.created_at, "won")


def revenue_per_lead(facts: Facts, judged: Sequence[Lead], wins: int) -> Row:
    """New business won within the days of creation, per lead old enough; the interval draws accounts again."""
    known, by_account = facts.known, {}
    for lead in judged:
        account = (
            facts.account_of[lead.person.lead_id] or lead.person.lead_id,
            bool(facts.account_of[lead.person.lead_id]),
        )
        cents = sum(
            deal.cents
            for deal in facts.deals
            if deal.is_won
            and deal.kind == "new"
            and deal.row.get("lead_id") == lead.person.lead_id
            and known.is_within(lead.created_at, deal.row["closed_at"], won_days(facts, lead))
        )
        before = by_account.get(account, (0, 0))
        by_account[account] = before[0] + cents, before[1] + 1
    total, n = sum(cents for cents, _ in by_account.values()), len(judged)
    ratio = Fraction(total, n) if n else None
    row: dict[str, Any] = {
        "revenue": money(total),
        "revenue_per_lead": None if ratio is None else money(_rounded(ratio)),
        "revenue_per_lead_low": None,
        "revenue_per_lead_high": None,
        "rests_on": None if wins >= FEW_WINS or not judged else f"rests on {wins} win{'' if wins == 1 else 's'}",
    }
    if ratio and ratio > 0:
        error = sqrt(sum((cents - ratio * leads) ** 2 for cents, leads in by_account.values())) / n
        spread = exp(1.96 * error / float(ratio))
        row["revenue_per_lead_low"] = money(_rounded(Fraction(float(ratio) / spread)))
        row["revenue_per_lead_high"] = money(_rounded(Fraction(float(ratio) * spread)))
    return row


def _rounded(cents: Fraction) -> int:
    return int(cents + Fraction(1, 2)) if cents >= 0 else -int(-cents + Fraction(1, 2))
