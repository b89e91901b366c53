-- Which leads were created in both periods, how were they followed up, and what was won in the same number of days?
--
-- A row for leads alike in points, channel and follow-up, and for what was won beside them. Accounts are in 200 buckets, whole, that
-- are resampled for intervals. points_half: below or from the middle of both periods' points in the first 14 days; channel_group:
-- the three largest channels of both periods, all others together.
--
-- grain:   arm, bucket, part, points_half?, channel_group?, response?
-- params:  $filters, $comparison, $as_of, $within_days integer = null in 1..1095
-- reads:   filtered.bridge_leads, filtered.bridge_other_deals
-- needs:   handoffs, deals
-- columns: arm, bucket (number), part, points_half (number), channel_group, response, lead_count (count, leads_of_cohort),
--          accepted_count (count, leads_of_cohort_accepted, of handoffs, of sal), won_count (count, leads_of_cohort_won, of won),
--          revenue (money, cohort_revenue, of deals)
with

leads as (

    select *
    from filtered.bridge_leads($filters, $comparison, $as_of, $within_days)

),

largest as (

    select channel
    from leads
    where channel is not null
    group by all
    order by count(*) desc, channel
    limit 3

),

middle as (

    select quantile_disc(points, 0.5) as points
    from leads

)

select
    leads.arm,
    leads.bucket,
    case when leads.response is null then 'not handed over' else 'handed over' end as part,
    cast(leads.points >= middle.points as bigint) as points_half,
    coalesce(largest.channel, 'all others') as channel_group,
    leads.response,
    count(*) as lead_count,
    count(*) filter (where leads.is_accepted) as accepted_count,
    count(*) filter (where leads.is_won) as won_count,
    filtered.money(leads.cents) as revenue
from leads
cross join middle
left join largest on leads.channel = largest.channel
group by all
union all
select
    arm,
    bucket,
    part,
    null,
    null,
    null,
    0,
    0,
    count(*),
    filtered.money(cents)
from filtered.bridge_other_deals($filters, $comparison, $as_of, $within_days)
group by all
order by all
