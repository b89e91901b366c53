-- Did sales follow up as fast as was agreed, month by month?
--
-- Handoffs by the month they were handed over in; a level without a number has days without a clock in it.
--
-- grain:   month
-- params:  $filters
-- reads:   filtered.followups
-- needs:   handoffs, activities
-- columns: month (date), next_month (date), handoff_count (count, handoffs, of handoffs),
--          due_count (count, followups_due, of activities), in_time_count (count, followups_in_time, of activities),
--          service_level (rate, service_level, of activities), service_level_low (rate,, of activities),
--          service_level_high (rate,, of activities), lowest_level (rate, service_level_by_date, of activities),
--          highest_level (rate, service_level_by_date, of activities)
-- opens:   followup/list starts_on=month ends_on=next_month count=handoff_count
--          followup/list starts_on=month ends_on=next_month state='due' count=due_count
--          followup/list starts_on=month ends_on=next_month state='in_time' count=in_time_count
with

counted as (

    select
        date_trunc('month', handed_on) as month,
        count(*) as handoff_count,
        count(*) filter (where is_due) as due_count,
        count(*) filter (where is_in_time) as in_time_count,
        count(*) filter (where state = 'on_the_day') as on_the_day_count,
        count(*) filter (where is_due and is_known_by_date) as by_date_count
    from filtered.followups($filters)
    group by all

)

select
    cast(month as date) as month,
    cast(month + interval 1 month as date) as next_month,
    handoff_count,
    due_count,
    in_time_count,
    case when by_date_count = 0 then filtered.rate(in_time_count, due_count) end as service_level,
    case when by_date_count = 0 then filtered.wilson_low(in_time_count, due_count) end as service_level_low,
    case when by_date_count = 0 then filtered.wilson_high(in_time_count, due_count) end as service_level_high,
    filtered.rate(in_time_count, due_count) as lowest_level,
    filtered.rate(in_time_count + on_the_day_count, due_count) as highest_level
from counted
order by month
