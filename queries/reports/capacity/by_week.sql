-- How much came to sales each week, against what it said it can take, and how was it followed up?
--
-- Weeks start on the agreed weekday, in the company's time zone. Capacity: the agreed weekly figures of those active, cut to the working days
-- of each one's calendar, and in a week that the period or now cuts to those on this side of the cut. The level is of the handoffs
-- made in the week; where days without a clock leave it open there is none, but how low and how high it may be.
--
-- grain:   week
-- params:  $filters, $as_of
-- reads:   filtered.weeks
-- needs:   handoffs, activities
-- columns: week (date), next_week (date), is_whole (flag), handoff_count (count, handoffs, of handoffs),
--          capacity (number, capacity_in_days), load (number, load, of handoffs),
--          due_count (count, followups_due, of activities), in_time_count (count, followups_in_time, of activities),
--          service_level (rate, service_level, of activities), service_level_low (rate,, of activities),
--          service_level_high (rate,, of activities), lowest_level (rate, service_level_by_date, of activities),
--          highest_level (rate, service_level_by_date, of activities)
-- opens:   followup/list starts_on=week ends_on=next_week count=handoff_count
--          followup/list starts_on=week ends_on=next_week state='due' count=due_count
--          followup/list starts_on=week ends_on=next_week state='in_time' count=in_time_count
select
    week,
    next_week,
    is_whole,
    handoff_count,
    capacity,
    load,
    due_count,
    in_time_count,
    case when by_date_count = 0 then filtered.rate(in_time_count, due_count) end as service_level,
    case when by_date_count = 0 then filtered.wilson_low(in_time_count, due_count) end as service_level_low,
    case when by_date_count = 0 then filtered.wilson_high(in_time_count, due_count) end as service_level_high,
    filtered.rate(in_time_count, due_count) as lowest_level,
    filtered.rate(in_time_count + on_the_day_count, due_count) as highest_level
from filtered.weeks($filters, $as_of)
order by week
