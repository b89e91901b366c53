-- What did a measure and the company's handoffs do in each week?
--
-- Whole weeks whose handoffs have had the outcome's agreed days; handoffs are those made in the week, whatever the channel or
-- campaign asked for.
--
-- grain:   measure, week
-- params:  $filters, $measure varchar = null, $outcome varchar = 'accepted' in (accepted, won, revenue)
-- reads:   filtered.translation_weeks
-- needs:   campaign_days, handoffs
-- columns: week (date), next_week (date), measure, unit_count (number, translation_units, of campaign_days), campaign_count (count, translation_campaigns, of campaign_days),
--          other_spend (number, other_spend, of campaign_days), handoff_count (count, handoffs, of handoffs),
--          accepted_count (count, handoffs_accepted, of sal), won_count (count, handoffs_won, of won),
--          paid_count (count, handoffs_paid, of deals), revenue (money, translation_revenue, of deals)
-- opens:   translation/handoffs measure=measure starts_on=week ends_on=next_week outcome='all' count=handoff_count
--          translation/handoffs measure=measure starts_on=week ends_on=next_week outcome='accepted' count=accepted_count
--          translation/handoffs measure=measure starts_on=week ends_on=next_week outcome='won' count=won_count
--          translation/handoffs measure=measure starts_on=week ends_on=next_week outcome='revenue' count=paid_count sum=revenue
--          translation/units measure=measure starts_on=week ends_on=next_week count=campaign_count
select
    week,
    next_week,
    measure,
    unit_count,
    campaign_count,
    other_spend,
    handoff_count,
    accepted_count,
    case when is_won_known then won_count end as won_count,
    case when is_won_known then paid_count end as paid_count,
    case when is_won_known then cast(cents * 0.01 as decimal(18, 2)) end as revenue
from filtered.translation_weeks($filters)
where
    ($measure is null or measure = $measure)
    and case $outcome when 'accepted' then is_accepted_known else is_won_known end
order by measure, week
