-- At which hours of the week do leads arrive, and which of them are followed up in time?
--
-- Hours of the calendar each lead's clock runs on, from 0 (Monday, midnight to one) to 167.
--
-- grain:   hour_of_week
-- params:  $filters
-- reads:   seen.followup_levels
-- needs:   handoffs, activities
-- columns: hour_of_week (count), weekday (count), hour (count), handoff_count (count, handoffs, of handoffs),
--          due_count (count, followups_due, of activities), in_time_count (count, followups_in_time, of activities),
--          service_level (rate, service_level, of activities), service_level_low (rate,, of activities),
--          service_level_high (rate,, of activities)
-- opens:   followup/list hour_of_week=hour_of_week count=handoff_count
--          followup/list hour_of_week=hour_of_week state='due' count=due_count
--          followup/list hour_of_week=hour_of_week state='in_time' count=in_time_count
with

levels as (

    select
        *,
        cast(group_id as integer) as hour_of_week
    from seen.followup_levels($filters, 'hour')

)

select
    hour_of_week,
    1 + hour_of_week // 24 as weekday,
    hour_of_week % 24 as hour,
    handoff_count,
    due_count,
    in_time_count,
    service_level,
    service_level_low,
    service_level_high
from levels
order by hour_of_week
