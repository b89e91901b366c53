"""Why leads are rejected, by the handbook: by reason over the house, and of each campaign."""

from naive_facts import Facts, rate, with_interval
from naive_filters import whole
from naive_handoffs import Handoff
from naive_quality import is_rejected
from naive_rows import Row
from naive_shares import shrunk, verdict

from overlap.reports import Filters

OWNERS = {
    "duplicate": "marketing",
    "no_budget": "both",
    "chose_other": "sales",
    "expired": "rule",
}  # of the reasons companies are drawn with


def reject_reasons(facts: Facts, filters: Filters) -> list[Row]:
    """quality/reject_reasons."""
    old = _old(facts, filters)
    rejected = [one for one in old if is_rejected(facts, one)]
    found = []
    for reason in {reason_of(one) for one in rejected}:
        those = [one for one in rejected if reason_of(one) == reason]
        found.append(
            {
                "reason": reason or "not recorded",
                "owner": OWNERS.get(reason or ""),
                "rejected_count": len(those),
                "lead_count": len({one.lead_id for one in those}),
                "old_enough_count": len(old),
                **with_interval("share", len(those), len(old)),
                "of_rejected": rate(len(those), len(rejected)),
            }
        )
    return found


def reason_by_campaign(facts: Facts, filters: Filters, reason: str | None) -> list[Row]:
    """quality/reason_by_campaign."""
    found = _by_campaign(facts, filters, reason)
    company = None if filters == whole(filters) else _by_campaign(facts, whole(filters), reason)
    drawn = shrunk(_pairs(found), None if company is None else _pairs(company))
    for row, (house, mean, low, high) in zip(found, drawn, strict=True):
        row |= {"shrunk_share": mean, "shrunk_low": low, "shrunk_high": high, "house_share": house}
        row["verdict"] = verdict(row["rejected_count"], row["old_enough_count"], house, low, high)
    return found


def _by_campaign(facts: Facts, filters: Filters, reason: str | None) -> list[Row]:
    of_lead = {lead.person.lead_id: lead.person.campaign_id for lead in facts.leads}
    names = {one["campaign_id"]: one.get("campaign_name") for one in facts.known.tables["campaigns"]}
    old, found = _old(facts, filters), []
    for campaign in {of_lead[one.lead_id] for one in facts.handoffs_in(filters)}:
        those = [one for one in old if of_lead[one.lead_id] == campaign]
        hit = [
            one
            for one in those
            if is_rejected(facts, one) and (reason is None or (reason_of(one) or "not recorded") == reason)
        ]
        found.append(
            {
                "campaign_id": campaign,
                "campaign_name": names.get(campaign) or campaign or "no known campaign",
                "old_enough_count": len(those),
                "rejected_count": len(hit),
                **with_interval("share", len(hit), len(those)),
            }
        )
    return found


def _pairs(rows: list[Row]) -> list[tuple[int, int]]:
    return [(row["rejected_count"], row["old_enough_count"]) for row in rows]


def reason_of(one: Handoff) -> str | None:
    """The first reason that was given with a rejection."""
    given = [row for row in one.rows if row.get("rejected_at") and row.get("reject_reason")]
    return min(given, key=lambda row: row["rejected_at"].at)["reject_reason"] if given else None


def _old(facts: Facts, filters: Filters) -> list[Handoff]:
    return [
        one
        for one in facts.handoffs_in(filters)
        if facts.known.is_old_enough(one.handed_at, facts.agreed_days(one.handed_at, "sal"))
    ]
