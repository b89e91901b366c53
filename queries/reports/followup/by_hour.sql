-- At which hours of the week do leads arrive, and which of them are followed up in time?
--
-- Hours of the calendar each lead's clock runs on, from 0 (Monday, midnight to one) to 167; handoffs
-- known by their day alone stand in a row of their own. A level without a number has days without a clock in it.
--
-- grain:   hour_of_week?, has_hour
-- params:  $filters
-- reads:   filtered.followup_levels
-- needs:   handoffs, activities
-- columns: hour_of_week (count), has_hour, hour_name, weekday (count), hour (count), handoff_count (count, handoffs, of handoffs),
--          due_count (count, followups_due, of activities), in_time_count (count, followups_in_time, of activities),
--          service_level (rate, service_level, of activities), service_level_low (rate,, of activities),
--          service_level_high (rate,, of activities), lowest_level (rate, service_level_by_date, of activities),
--          highest_level (rate, service_level_by_date, of activities)
-- opens:   followup/list hour_of_week=hour_of_week has_hour=has_hour count=handoff_count
--          followup/list hour_of_week=hour_of_week has_hour=has_hour state='due' count=due_count
--          followup/list hour_of_week=hour_of_week has_hour=has_hour state='in_time' count=in_time_count
with

levels as (

    select
        *,
        cast(group_id as integer) as hour_of_week
    from filtered.followup_levels($filters, 'hour')

)

select
    hour_of_week,
    case when hour_of_week is null then 'no' else 'yes' end as has_hour,
    coalesce(filtered.hour_of_week_name(hour_of_week), 'no hour recorded') as hour_name,
    1 + hour_of_week // 24 as weekday,
    hour_of_week % 24 as hour,
    handoff_count,
    due_count,
    in_time_count,
    service_level,
    service_level_low,
    service_level_high,
    lowest_level,
    highest_level
from levels
order by hour_of_week nulls last
