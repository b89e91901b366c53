-- How many leads are stuck at each step, longer than nine in ten of those that moved on took?
--
-- Leads that began the step in the period and still stand there, neither further nor lost, returned or rejected. Stuck: older than
-- `p90_days`, within which nine in ten of the company's leads that made the step made it; told where ten of them are known.
--
-- grain:   stage
-- params:  $filters
-- reads:   filtered.waiting_steps
-- columns: position (count), stage, next_stage, moved_count (count, steps_moved), median_days (days, step_median),
--          p90_days (days, step_p90), waiting_count (count, steps_waiting), stuck_count (count, steps_stuck)
-- opens:   funnel/stuck_leads stage=stage state='waiting' count=waiting_count
--          funnel/stuck_leads stage=stage state='stuck' count=stuck_count
select
    position,
    stage,
    next_stage,
    max(moved_count) as moved_count,
    cast(max(median_days) as bigint) as median_days,
    max(p90_days) as p90_days,
    count(*) as waiting_count,
    case when max(p90_days) is not null then count(*) filter (where is_stuck) end as stuck_count
from filtered.waiting_steps($filters)
group by all
order by position
