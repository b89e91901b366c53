"""Lead quality by the handbook: acceptance in three shares, qualified, won, pass-through, revenue per lead."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from naive_deals import Deal
from naive_facts import Facts, rate, with_interval
from naive_filters import whole
from naive_handoffs import Handoff, is_accepted
from naive_per_lead import revenue_per_lead, won_days
from naive_ratings import Rating, ratings
from naive_rounds import Lead
from naive_rows import Row
from naive_shares import shrunk, verdict

from overlap.reports import Filters

PASSED_WITHIN = 30
SO_FAR = 100_000  # days: whenever it was
STARS = ("rating_count", "rating_mean", "rating_low", "rating_high")


@dataclass(frozen=True)
class Members:
    """The records of the house, or of one group of it."""

    handoffs: Sequence[Handoff]
    leads: Sequence[Lead]
    opened: Sequence[Deal]
    ratings: Sequence[Rating]


def members(facts: Facts, filters: Filters) -> Members:
    """Everything that the filters leave of the period."""
    handed = facts.handoffs_in(filters)
    return Members(
        handed,
        facts.leads_in(filters),
        facts.opened_in(filters),
        [one for one in ratings(facts) if one.handoff in handed],
    )


def totals(facts: Facts, filters: Filters) -> Row:
    """quality/totals."""
    all_of_it = members(facts, filters)
    known, handed = facts.known, all_of_it.handoffs
    passable = [lead for lead in all_of_it.leads if known.is_old_enough(lead.created_at, PASSED_WITHIN)]
    passed = [lead for lead in passable if _is_passed(facts, lead)]
    days = {facts.agreed_days(one.handed_at, "sql") for one in handed}
    row = counts(facts, all_of_it, filters)
    for name in ("rating_count", "rating_mean", "rating_low", "rating_high", "is_young", "lead_count"):
        del row[name]
    return {
        **row,
        "passable_count": len(passable),
        "passed_count": len(passed),
        **with_interval("pass_through", len(passed), len(passable)),
        "implied_count": len([one for one in handed if is_implied(facts, one)]),
        "taken_back_count": len([one for one in handed if is_taken_back(facts, one)]),
        "sql_days": days.pop() if len(days) == 1 else None,
    }


def by_group(facts: Facts, filters: Filters, attribute: str) -> list[Row]:
    """quality/by_campaign and by_group: a row for each group anything of which lies in the period."""
    found = _groups(facts, filters, attribute)
    pairs, company = _pairs(found), None
    if filters != whole(filters):
        company = _pairs(_groups(facts, whole(filters), attribute))
    for row, (house, mean, low, high) in zip(found, shrunk(pairs, company), strict=True):
        row |= {"shrunk_rate": mean, "shrunk_low": low, "shrunk_high": high, "house_rate": house}
        row["verdict"] = verdict(row["accepted_count"], row["old_enough_count"], house, low, high)
    return [_named(facts, row, attribute) for row in found]


def _groups(facts: Facts, filters: Filters, attribute: str) -> list[Row]:
    all_of_it, of_lead = members(facts, filters), {}
    for lead in facts.leads:
        of_lead[lead.person.lead_id] = getattr(lead.person, attribute)
    groups = {of_lead[one.lead_id] for one in all_of_it.handoffs} | {
        of_lead[lead.person.lead_id] for lead in all_of_it.leads
    }
    groups |= {getattr(deal, attribute) for deal in all_of_it.opened}
    return [
        {
            "group": group,
            **counts(
                facts,
                Members(
                    [one for one in all_of_it.handoffs if of_lead[one.lead_id] == group],
                    [lead for lead in all_of_it.leads if of_lead[lead.person.lead_id] == group],
                    [deal for deal in all_of_it.opened if getattr(deal, attribute) == group],
                    [one for one in all_of_it.ratings if of_lead[one.handoff.lead_id] == group],
                ),
                filters,
            ),
        }
        for group in groups
    ]


def _pairs(rows: list[Row]) -> list[tuple[int, int]]:
    return [(row["accepted_count"], row["old_enough_count"]) for row in rows]


def counts(facts: Facts, of: Members, filters: Filters) -> Row:
    """The numbers that the house and each group have."""
    known = facts.known
    old, sql, won = (_old_handoffs(facts, of.handoffs, stage) for stage in ("sal", "sql", "won"))
    shares = {
        "accepted": [one for one in old if _accepts(facts, one)],
        "rejected": [one for one in old if is_rejected(facts, one)],
    }
    so_far = [one for one in of.handoffs if is_accepted(known, one, SO_FAR)]
    undecided = len(old) - sum(map(len, shares.values()))
    qualified = [one for one in sql if _reaches(facts, one, "sql")]
    wins = [one for one in won if _reaches(facts, one, "won")]
    opened = [deal for deal in of.opened if known.is_old_enough(deal.row["opened_at"], _days(facts, deal))]
    closed = [
        deal
        for deal in opened
        if deal.is_won and known.is_within(deal.row["opened_at"], deal.row["closed_at"], _days(facts, deal))
    ]
    judged = [lead for lead in of.leads if known.is_old_enough(lead.created_at, won_days(facts, lead))]
    won_leads = [lead for lead in judged if known.is_within(lead.created_at, lead.won_at, won_days(facts, lead))]
    return {
        "created_count": len(of.leads),
        "lead_count": len({one.lead_id for one in of.handoffs}),
        "handoff_count": len(of.handoffs),
        "old_enough_count": len(old),
        "accepted_count": len(shares["accepted"]),
        "rejected_count": len(shares["rejected"]),
        "undecided_count": undecided,
        **with_interval("acceptance_rate", len(shares["accepted"]), len(old)),
        "accepted_so_far_count": len(so_far),
        "accepted_so_far": rate(len(so_far), len(of.handoffs)),
        "rejection_rate": rate(len(shares["rejected"]), len(old)),
        "undecided_rate": rate(undecided, len(old)),
        "qualifiable_count": len(sql),
        **_if(
            facts,
            "sql",
            {"qualified_count": len(qualified), **with_interval("qualified_share", len(qualified), len(sql))},
        ),
        "winnable_count": len(won),
        **_if(facts, "won", {"won_count": len(wins), **with_interval("won_share", len(wins), len(won))}),
        "opened_old_enough_count": len(opened) if facts.knows_openings else None,
        "opened_won_count": len(closed) if facts.knows_openings else None,
        **with_interval("win_rate", len(closed), len(opened)),
        **(stars_of(of.ratings) if facts.knows_feedback else dict.fromkeys(STARS)),
        "judged_lead_count": len(judged),
        "won_lead_count": len(won_leads),
        **revenue_per_lead(facts, judged, len(won_leads), filters),
        "is_young": len(old) < len(of.handoffs),
    }


def _if(facts: Facts, stage: str, row: Row) -> Row:
    """Numbers of a stage that some source records; else they are unknown."""
    return row if facts.is_recorded(stage) else dict.fromkeys(row)


def stars_of(those: Sequence[Rating]) -> Row:
    """How many ratings, their mean, and 1.96 standard errors each side of it."""
    n = len(those)
    mean = Fraction(sum(one.stars for one in those), n) if n else None
    error = None
    if len({one.stars for one in those}) > 1 and mean is not None:
        error = 1.96 * sqrt(sum((one.stars - mean) ** 2 for one in those) / (n - 1) / n)
    return {
        "rating_count": n,
        "rating_mean": None if mean is None else float(mean),
        "rating_low": None if error is None or mean is None else max(1.0, float(mean) - error),
        "rating_high": None if error is None or mean is None else min(5.0, float(mean) + error),
    }


def is_rejected(facts: Facts, one: Handoff) -> bool:
    """Rejected by a person within the days and, whatever was clicked or implied, not accepted.

    What a rule closed, nobody rejected: it stays undecided.
    """
    return _refuses(facts, one) and not _accepts(facts, one) and not _is_closed_by_rule(one)


def _is_closed_by_rule(one: Handoff) -> bool:
    """The first reason given with a rejection is one that a rule gives."""
    given = [row for row in one.rows if row.get("rejected_at") and row.get("reject_reason")]
    return bool(given) and min(given, key=lambda row: row["rejected_at"].at)["reject_reason"] == "expired"


def is_implied(facts: Facts, one: Handoff) -> bool:
    """Accepted although nobody clicked accept."""
    return _is_old(facts, one, "sal") and _accepts(facts, one) and one.accepted_at is None


def is_taken_back(facts: Facts, one: Handoff) -> bool:
    """Accepted, then rejected, both within the days."""
    known, days = facts.known, facts.agreed_days(one.handed_at, "sal")
    return (
        _is_old(facts, one, "sal")
        and known.follows_within(one.handed_at, one.accepted_at, days)
        and known.follows_within(one.handed_at, one.rejected_at, days)
        and one.accepted_at is not None
        and one.rejected_at is not None
        and known.is_from(one.accepted_at, one.rejected_at)
        and not _is_closed_by_rule(one)
    )


def _accepts(facts: Facts, one: Handoff) -> bool:
    return is_accepted(facts.known, one, facts.agreed_days(one.handed_at, "sal"))


def _refuses(facts: Facts, one: Handoff) -> bool:
    return facts.known.follows_within(one.handed_at, one.rejected_at, facts.agreed_days(one.handed_at, "sal"))


def _is_old(facts: Facts, one: Handoff, stage: str) -> bool:
    return facts.known.is_old_enough(one.handed_at, facts.agreed_days(one.handed_at, stage))


def _old_handoffs(facts: Facts, those: Sequence[Handoff], stage: str) -> list[Handoff]:
    return [one for one in those if _is_old(facts, one, stage)]


def _reaches(facts: Facts, one: Handoff, stage: str) -> bool:
    reached = one.qualified_at if stage == "sql" else one.won_at
    return facts.known.is_within(one.handed_at, reached, facts.agreed_days(one.handed_at, stage))


def _days(facts: Facts, deal: Deal) -> int:
    return facts.agreed_days(deal.row["opened_at"], "won")


def _is_passed(facts: Facts, lead: Lead) -> bool:
    first = min((one.handed_at for one, of in facts.handoffs if of is lead), key=lambda when: when.at, default=None)
    return facts.known.is_within(lead.created_at, first, PASSED_WITHIN)


def _named(facts: Facts, row: Row, attribute: str) -> Row:
    group = row.pop("group")
    if attribute != "campaign_id":
        return {attribute: group or "not recorded", **row}
    names = {one["campaign_id"]: one.get("campaign_name") for one in facts.known.tables["campaigns"]}
    return {"campaign_id": group, "campaign_name": names.get(group) or group or "no known campaign", **row}
