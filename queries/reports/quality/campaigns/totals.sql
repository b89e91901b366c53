-- How good are the leads that marketing hands over, judging by what sales does with them?
--
-- Handoffs of the period, each share over the mature ones; accepted, rejected and undecided add up to one. Leads by the day they
-- were created: pass-through is the share handed over within 30 days, the denominator without which an SQL share cannot be
-- compared with another company's. `accepted_so_far` is of all handoffs, whenever sales took them. A SAL may be implied (it became
-- an SQL without a click) and may have been taken back.
--
-- grain:   one row
-- params:  $filters
-- reads:   filtered.quality_groups
-- then:    overlap.subjects.quality.steps.revenue_per_lead.totals
-- columns: created_count (count, leads_created), passable_count (count, leads_passable), passed_count (count, leads_passed, of handoffs),
--          pass_through (rate, pass_through, of handoffs), pass_through_low (rate,, of handoffs),
--          pass_through_high (rate,, of handoffs), handoff_count (count, handoffs, of handoffs),
--          old_enough_count (count, handoffs_old_enough, of handoffs), accepted_count (count, handoffs_accepted, of handoffs, of sal),
--          rejected_count (count, handoffs_rejected, of handoffs, of rejected), undecided_count (count, handoffs_undecided, of handoffs, of sal),
--          acceptance_rate (rate, acceptance_rate, of handoffs, of sal), acceptance_rate_low (rate,, of handoffs, of sal),
--          acceptance_rate_high (rate,, of handoffs, of sal), accepted_so_far_count (count, handoffs_accepted_so_far, of handoffs, of sal),
--          accepted_so_far (rate, accepted_so_far, of handoffs, of sal), rejection_rate (rate, rejection_rate, of handoffs, of rejected),
--          undecided_rate (rate, undecided_rate, of handoffs, of sal), implied_count (count, handoffs_implied, of handoffs, of sal),
--          taken_back_count (count, handoffs_taken_back, of handoffs, of rejected), sql_days (days, days_to_qualify, of handoffs),
--          qualifiable_count (count, handoffs_qualifiable, of handoffs), qualified_count (count, handoffs_qualified, of sql),
--          qualified_share (rate, qualified_share, of sql), qualified_share_low (rate,, of sql),
--          qualified_share_high (rate,, of sql), winnable_count (count, handoffs_judged, of handoffs),
--          won_count (count, handoffs_won, of won), won_share (rate, handoffs_won_share, of won),
--          won_share_low (rate,, of won), won_share_high (rate,, of won),
--          opened_old_enough_count (count, deals_opened, of deals), opened_won_count (count, deals_won_in_time, of deals),
--          win_rate (rate, win_rate, of deals), win_rate_low (rate,, of deals), win_rate_high (rate,, of deals),
--          judged_lead_count (count, leads_old_enough), won_lead_count (count, leads_won_in_time, of deals),
--          revenue (money, return_revenue, of deals), revenue_per_lead (money, revenue_per_lead, of deals),
--          revenue_per_lead_low (money,, of deals), revenue_per_lead_high (money,, of deals), rests_on
-- opens:   lead/passed count=created_count
--          lead/passed state='passable' count=passable_count
--          lead/passed state='passed' count=passed_count
--          quality/handoffs count=handoff_count
--          quality/handoffs state='old_enough' count=old_enough_count
--          quality/handoffs state='accepted' count=accepted_count
--          quality/handoffs state='accepted_so_far' count=accepted_so_far_count
--          quality/handoffs state='rejected' count=rejected_count
--          quality/handoffs state='undecided' count=undecided_count
--          quality/handoffs state='implied' count=implied_count
--          quality/handoffs state='taken_back' count=taken_back_count
--          quality/handoffs state='qualifiable' count=qualifiable_count
--          quality/handoffs state='qualified' count=qualified_count
--          quality/handoffs state='winnable' count=winnable_count
--          quality/handoffs state='won' count=won_count
--          revenue/deals_opened state='old_enough' count=opened_old_enough_count
--          revenue/deals_opened state='won_in_time' count=opened_won_count
--          revenue/return_leads state='old_enough' count=judged_lead_count sum=revenue
--          revenue/return_leads state='won' count=won_lead_count
with

house as (

    select 1 as house

)

select
    coalesce(created_count, 0) as created_count,
    coalesce(passable_count, 0) as passable_count,
    coalesce(passed_count, 0) as passed_count,
    filtered.rate(passed_count, passable_count) as pass_through,
    filtered.wilson_low(passed_count, passable_count) as pass_through_low,
    filtered.wilson_high(passed_count, passable_count) as pass_through_high,
    coalesce(handoff_count, 0) as handoff_count,
    coalesce(old_enough_count, 0) as old_enough_count,
    coalesce(accepted_count, 0) as accepted_count,
    coalesce(rejected_count, 0) as rejected_count,
    coalesce(undecided_count, 0) as undecided_count,
    filtered.rate(accepted_count, old_enough_count) as acceptance_rate,
    filtered.wilson_low(accepted_count, old_enough_count) as acceptance_rate_low,
    filtered.wilson_high(accepted_count, old_enough_count) as acceptance_rate_high,
    coalesce(accepted_so_far_count, 0) as accepted_so_far_count,
    filtered.rate(accepted_so_far_count, handoff_count) as accepted_so_far,
    filtered.rate(rejected_count, old_enough_count) as rejection_rate,
    filtered.rate(undecided_count, old_enough_count) as undecided_rate,
    coalesce(implied_count, 0) as implied_count,
    coalesce(taken_back_count, 0) as taken_back_count,
    sql_days,
    coalesce(qualifiable_count, 0) as qualifiable_count,
    coalesce(qualified_count, 0) as qualified_count,
    filtered.rate(qualified_count, qualifiable_count) as qualified_share,
    filtered.wilson_low(qualified_count, qualifiable_count) as qualified_share_low,
    filtered.wilson_high(qualified_count, qualifiable_count) as qualified_share_high,
    coalesce(winnable_count, 0) as winnable_count,
    coalesce(won_count, 0) as won_count,
    filtered.rate(won_count, winnable_count) as won_share,
    filtered.wilson_low(won_count, winnable_count) as won_share_low,
    filtered.wilson_high(won_count, winnable_count) as won_share_high,
    filtered.if_openings_are_known(coalesce(opened_old_enough_count, 0)) as opened_old_enough_count,
    filtered.if_openings_are_known(coalesce(opened_won_count, 0)) as opened_won_count,
    filtered.rate(opened_won_count, opened_old_enough_count) as win_rate,
    filtered.wilson_low(opened_won_count, opened_old_enough_count) as win_rate_low,
    filtered.wilson_high(opened_won_count, opened_old_enough_count) as win_rate_high,
    coalesce(judged_lead_count, 0) as judged_lead_count,
    coalesce(won_lead_count, 0) as won_lead_count,
    cast(coalesce(cents, 0) * 0.01e0 as decimal(18, 2)) as revenue,
    filtered.per_lead(cents, judged_lead_count) as revenue_per_lead,
    sums,
    case when judged_lead_count > 0 then filtered.rests_on(won_lead_count) end as rests_on
from house
left join filtered.quality_groups($filters, 'house') as groups on true
