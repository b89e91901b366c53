-- How was each person's share of a week's handoffs followed up, and how full was the week?
--
-- The week's load is of all that came to the people asked for against what they agreed they can take; null: no capacity agreed.
--
-- grain:   week, rep_key
-- params:  $filters, $any_day_filters, $people_filters, $as_of
-- reads:   filtered.followups, filtered.sides_loads, filtered.sides_periods
-- needs:   handoffs, activities
-- columns: week (date), rep_key, load (number, load, of handoffs), due_count (count, followups_due, of activities),
--          in_time_count (count, followups_in_time, of activities), by_date_count (count, followups_due, of activities),
--          agreed (number, followups_agreed, of activities)
-- opens:   sides/handoffs week=week rep_key=rep_key state='due' count=due_count
--          sides/handoffs week=week rep_key=rep_key state='in_time' count=in_time_count
--          sides/handoffs week=week rep_key=rep_key state='by_date' count=by_date_count
with

followups as (

    select
        filtered.week_of(handoffs.handed_on) as first_on,
        case
            when handoffs.is_holder_unknown then 'transferred'
            else coalesce('rep ' || handoffs.rep_id, 'unassigned')
        end as rep_key,
        handoffs.is_in_time,
        handoffs.is_known_by_date,
        handoffs.target
    from filtered.followups($any_day_filters) as handoffs
    inner join filtered.sides_periods($filters, $as_of) as periods
        on handoffs.handed_on >= periods.starts_on and handoffs.handed_on < periods.ends_on
    where handoffs.is_due

)

select
    followups.first_on as week,
    followups.rep_key,
    loads.load,
    count(*) as due_count,
    count(*) filter (where followups.is_in_time) as in_time_count,
    count(*) filter (where followups.is_known_by_date) as by_date_count,
    cast(sum(cast(followups.target as decimal(9, 6))) as double) as agreed
from followups
left join filtered.sides_loads($people_filters, $as_of) as loads on followups.first_on = loads.first_on
group by all
order by all
