"""Mistakes that people make in crediting a deal, to be planted one at a time."""

from mistakes import Mistake

# A mistake in a credit model is noticed in the ledger as it is built, without the rest of the house.
CREDIT_MISTAKES = (
    Mistake(
        "a touch as old as the window is left out",
        "models/credit/deal_journeys.sql",
        "touches.age_s <= touches.window_days * 86400 as is_in_window",
        "touches.age_s < touches.window_days * 86400 as is_in_window",
    ),
    Mistake(
        "of two touches at one instant the other one is the last",
        "models/credit/deal_journeys.sql",
        "order by touched_at desc, campaign_id desc, touch_id desc",
        "order by touched_at desc, campaign_id, touch_id",
    ),
    Mistake(
        "a touch in the second of the close or of a milestone comes after it",
        "macros/days.sql",
        "else later >= earlier\n",
        "else later > earlier\n",
    ),
    Mistake(
        "a deal all of whose touches come after it has none",
        "models/credit/deal_journeys.sql",
        "where is_dating_error or is_before_close",
        "where is_before_close",
    ),
    Mistake(
        "the lead of a group is the one created last",
        "models/credit/deal_journeys.sql",
        "min(leads.created_at) as lead_at",
        "max(leads.created_at) as lead_at",
    ),
    Mistake(
        "the opening of a deal comes before its group's opportunity",
        "models/credit/deal_journeys.sql",
        "coalesce(opportunities_of_groups.opportunity_at, deals.opened_at)",
        "coalesce(deals.opened_at, opportunities_of_groups.opportunity_at)",
    ),
    Mistake(
        "somebody named twice in a buying group counts twice",
        "models/deals/deal_groups.sql",
        "    union\n",
        "    union all\n",
    ),
    Mistake(
        "a touch at two milestones counts as two touches",
        "macros/credit_shares.sql",
        " and not (l > 0 and jo = jl)",
        "",
    ),
    Mistake(
        "a first touch that made the lead counts as two touches",
        "macros/credit_shares.sql",
        " and not (l > 0 and jl = n)",
        "",
    ),
    Mistake(
        "the weight of an absent milestone goes to the oldest touch",
        "macros/credit_shares.sql",
        "case when l > 0 and jl <= x then l else 0 end",
        "case when l > 0 and least(jl, n) <= x then l else 0 end",
    ),
    Mistake(
        "the cents that are left over are lost",
        "macros/credit_shares.sql",
        "a // t * c + a % t * c // t",
        "a // t * c",
    ),
    Mistake(
        "age counts to the second, not in whole days",
        "macros/credit_shares.sql",
        "(age_s // 86400)",
        "(age_s / 86400e0)",
    ),
    Mistake(
        "the half-life is the one agreed last, not at the close",
        "models/credit/deal_touches.sql",
        "on deals.ends_at >= attribution.effective_from\n        and deals.ends_at < attribution.effective_to",
        "on attribution.effective_to = 'infinity'",
    ),
    Mistake(
        "a campaign counts at its oldest touch",
        "models/credit/deal_touches.sql",
        "= min(deal_journeys.j) over",
        "= max(deal_journeys.j) over",
    ),
    Mistake(
        "a campaign counts with each of its touches",
        "models/credit/deal_touches.sql",
        "w_shapley * effect as w_markov",
        "effect as w_markov",
    ),
    Mistake(
        "who is in no deal made no journey",
        "models/credit/campaign_transitions.sql",
        "    from touches_of_deals\n    union all\n    from touches_of_leads",
        "    from touches_of_deals",
    ),
    Mistake(
        "who is young and not won yet is lost",
        "models/credit/campaign_transitions.sql",
        "leads.age_days >= leads.won_within_days as is_old_enough",
        "true as is_old_enough",
    ),
    Mistake(
        "touches after a lead was lost lead to the loss",
        "models/credit/campaign_transitions.sql",
        "coalesce(leads_in_no_deal.won_at, leads_in_no_deal.lost_at, cast($as_of as timestamptz)) as ends_at",
        "cast($as_of as timestamptz) as ends_at",
    ),
    Mistake(
        "a deal without a touch is nobody's",
        "models/credit/credit.sql",
        "where totals.deal_id is null",
        "where false",
    ),
)
