"""Whom marketing, sales or both met, in plain Python: deals won and lost, and leads that never became one."""

from naive_deals import Deal, ends, group
from naive_facts import Facts, grouped, money, rate, wilson
from naive_filters import in_period, keeps_deal, shared_cents
from naive_markov import lost_at
from naive_revenue import Asked
from naive_rounds import Lead
from naive_rows import Row, When
from naive_touches import age_of, is_inside, path_of, touches_of

from overlap.reports import Filters

CONTACTS = {
    (True, True): "both",
    (False, True): "only_sales",
    (True, False): "only_marketing",
    (False, False): "neither",
}


def overlap(facts: Facts, filters: Filters) -> tuple[Asked, list[Row]]:
    """revenue/overlap: three partitions, of the deals won, the deals lost, and the leads that never opened one.

    Deals are new business, unless kinds are asked for.

    A lead that entered opportunity or won opened one, even if nobody recorded the deal.
    """
    closed = [
        deal
        for deal in facts.deals
        if not deal.is_open and in_period(filters, deal.closed_on) and keeps_deal(filters, deal)
    ]
    new = closed if filters.kinds is not None else [deal for deal in closed if deal.kind == "new"]
    rows = []
    for outcome in ("won", "lost"):
        of_outcome = [
            (_met_deal(facts, deal), shared_cents(filters, deal)) for deal in new if deal.row["outcome"] == outcome
        ]
        rows += _partition(outcome, of_outcome, has_amount=True)
    in_deals = {lead_id for deal in facts.deals for lead_id in group(facts.known, deal)}
    alone = [
        lead
        for lead in facts.leads_in(filters)
        if lead.person.lead_id not in in_deals
        and not any(stage in ("opportunity", "won") for stage, _ in lead.entries)
        and facts.known.is_old_enough(lead.created_at, facts.agreed_days(lead.created_at, "won"))
    ]
    return ("revenue/overlap", {}), rows + _partition(
        "never_opened", [(_met_lead(facts, lead), 0) for lead in alone], has_amount=False
    )


def overlap_by_kind(facts: Facts, filters: Filters) -> tuple[Asked, list[Row]]:
    """revenue/overlap_by_kind: the deals won and lost by kind, all three unless some are asked for."""
    closed = [
        (deal.row["outcome"], deal.kind, _met_deal(facts, deal), shared_cents(filters, deal))
        for deal in facts.deals
        if not deal.is_open and in_period(filters, deal.closed_on) and keeps_deal(filters, deal)
    ]
    rows = [
        {
            "outcome": outcome, "kind": kind, "contact": contact, "record_count": len(of_both),
            "amount": money(sum(cents for *_, cents in of_both)),
        }
        for (outcome, kind, contact), of_both in grouped(closed, lambda one: one[:3])
    ]  # fmt: skip
    return ("revenue/overlap_by_kind", {}), rows


def _partition(outcome: str, records: list[tuple[str, int]], *, has_amount: bool) -> list[Row]:
    cents = {contact: sum(amount for met, amount in records if met == contact) for contact in CONTACTS.values()}
    is_whole = has_amount and min(cents.values()) >= 0
    rows = []
    for contact in CONTACTS.values():
        count = len([met for met, _ in records if met == contact])
        low, high = wilson(count, len(records))
        rows.append(
            {
                "outcome": outcome, "contact": contact, "record_count": count,
                "share": rate(count, len(records)), "share_low": low, "share_high": high,
                "amount": money(cents[contact]) if has_amount else None,
                "amount_share": rate(cents[contact], sum(cents.values())) if is_whole else None,
            }
        )  # fmt: skip
    return rows


def _met_deal(facts: Facts, deal: Deal) -> str:
    """A touch that counts for the deal; an activity of a person in the same window, on the deal or on its group."""
    known, end, members = facts.known, ends(facts.known, deal), group(facts.known, deal)
    window_days = known.agreed("attribution", end.at)["window_days"]
    ages = [
        age_of(known, row["occurred_at"], end)
        for row in _by_people(facts)
        if row["deal_id"] == deal.deal_id or (row["deal_id"] is None and row["lead_id"] in members)
    ]
    is_worked = any(age is not None and is_inside(age, window_days) for age in ages)
    return CONTACTS[bool(path_of(known, deal, window_days).touches), is_worked]


def _met_lead(facts: Facts, lead: Lead) -> str:
    """From the window before its creation to its loss, else to the end of its agreed days to win."""
    known, lead_id = facts.known, lead.person.lead_id
    window_days = known.agreed("attribution", lead.created_at.at)["window_days"]
    days, lost = facts.agreed_days(lead.created_at, "won"), lost_at(lead)

    def is_in_time(at: When) -> bool:
        before, after = age_of(known, at, lead.created_at), age_of(known, lead.created_at, at)
        is_after_window = before is None or is_inside(before, window_days)
        is_in_days = after is None or after < days * 86400
        return is_after_window and (is_in_days if lost is None else age_of(known, at, lost) is not None)

    touched = [row["touched_at"] for row in touches_of(known, {lead_id})]
    worked = [row["occurred_at"] for row in _by_people(facts) if row["lead_id"] == lead_id]
    return CONTACTS[any(map(is_in_time, touched)), any(map(is_in_time, worked))]


def _by_people(facts: Facts) -> list[Row]:
    return [row for row in facts.known.tables["activities"] if not row.get("is_automated")]
