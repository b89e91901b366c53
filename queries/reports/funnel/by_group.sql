-- How many leads of each channel, region or segment were won?
--
-- Without within_days: won so far, over all leads of the period. With it: won within so many days, over the leads that have had
-- these days; a more recent lead that already converted is left out too.
--
-- formerly: funnel/by_channel by=channel, funnel/by_region by=region, funnel/by_segment by=segment
-- grain:   [by]
-- params:  $filters, $by varchar = 'channel' in (channel, region, segment), $within_days integer = null
-- reads:   filtered.leads_judged
-- columns: [by], lead_count (count, leads_created, handoffs), won_count (count, leads_won, of won, handoffs),
--          win_rate (rate, lead_to_won, of won, handoffs), win_rate_low (rate,, of won, handoffs), win_rate_high (rate,, of won, handoffs),
--          old_enough_count (count, leads_old_enough, handoffs)
-- opens:   lead/list [by]s=[by] count=lead_count
--          lead/list [by]s=[by] state='won' count=won_count
--          lead/list [by]s=[by] state='old_enough' count=old_enough_count
with

counted as (

    select
        coalesce(case $by when 'channel' then channel when 'region' then region else segment end, 'not recorded') as "[by]",
        count(*) as lead_count,
        count(*) filter (where counts_as_won) as won_count,
        count(*) filter (where is_old_enough) as old_enough_count,
        case when $within_days is null then count(*) else count(*) filter (where is_old_enough) end as rate_of
    from filtered.leads_judged($filters, $within_days)
    group by all

)

select
    "[by]",
    lead_count,
    won_count,
    filtered.rate(won_count, rate_of) as win_rate,
    filtered.wilson_low(won_count, rate_of) as win_rate_low,
    filtered.wilson_high(won_count, rate_of) as win_rate_high,
    old_enough_count
from counted
order by lead_count desc, "[by]"
