-- How many leads of each region were won?
--
-- Without within_days: won so far, over all leads of the period. With it: won within so many days, over the leads old enough;
-- a young lead that already converted is left out too.
--
-- grain:   region
-- params:  $filters, $within_days integer = null
-- reads:   seen.leads_seen
-- columns: region, lead_count (count, leads_created, handoffs), won_count (count, leads_won, handoffs),
--          win_rate (rate, lead_to_won, handoffs), win_rate_low (rate,, handoffs), win_rate_high (rate,, handoffs),
--          old_enough_count (count, leads_old_enough, handoffs)
-- opens:   leads/list regions=region count=lead_count
--          leads/list regions=region state='won' count=won_count
--          leads/list regions=region state='old_enough' count=old_enough_count
with

leads_judged as (

    select
        coalesce(region, 'not recorded') as region,
        seen.counts_as_won(is_won, days_to_won, is_date_only, age_days, $within_days) as is_won,
        seen.is_old_enough(age_days, coalesce($within_days, won_within_days)) as is_old_enough
    from seen.leads_seen($filters)

),

counted as (

    select
        region,
        count(*) as lead_count,
        count(*) filter (where is_won) as won_count,
        count(*) filter (where is_old_enough) as old_enough_count
    from leads_judged
    group by all

)

select
    region,
    lead_count,
    won_count,
    seen.rate(won_count, case when $within_days is null then lead_count else old_enough_count end) as win_rate,
    seen.wilson_low(won_count, case when $within_days is null then lead_count else old_enough_count end) as win_rate_low,
    seen.wilson_high(won_count, case when $within_days is null then lead_count else old_enough_count end) as win_rate_high,
    old_enough_count
from counted
order by lead_count desc, region
