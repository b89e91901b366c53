-- How many of those that begin a step have made it after so many days?
--
-- Every step begun in the period, young ones for as long as they are known: `share` counts leads that were lost, returned or rejected
-- as leads that can make it no more (Aalen-Johansen); `share_if_open` is the share if they had stayed open (one less Kaplan-Meier),
-- which is always more. First times as an MQL.
--
-- grain:   days
-- params:  $filters, $stage varchar = 'mql' in (mql, sal, sql, opportunity)
-- reads:   filtered.steps
-- then:    overlap.subjects.funnel.steps.time_to_next.time_to_next
-- columns: stage, next_stage, days (days, time_days), at_risk_count (count, time_at_risk, handoffs), share (rate, time_share, handoffs),
--          share_low (rate,, handoffs), share_high (rate,, handoffs), share_if_open (rate, time_share_if_open, handoffs)
with

timed as (

    select
        stage,
        next_stage,
        case
            when days_to_next is not null and (days_to_end is null or days_to_next <= days_to_end) then greatest(days_to_next, 0)
            else coalesce(days_to_end, greatest(age_days, 0))
        end as days,
        days_to_next is not null and (days_to_end is null or days_to_next <= days_to_end) as is_made,
        days_to_end is not null as is_ended
    from filtered.steps($filters)
    where stage = $stage

)

select
    stage,
    next_stage,
    days,
    count(*) filter (where is_made) as event_count,
    count(*) filter (where is_ended and not is_made) as competing_count,
    count(*) filter (where not is_ended and not is_made) as censored_count
from timed
group by all
order by days
