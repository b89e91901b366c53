-- What has become of every handoff, so far?
--
-- Seven states that add up to all handoffs: the first that fits, judged as of now. An eighth, on_the_day, where there are any:
-- contacted on a day without a clock, in time or late.
--
-- grain:   state
-- params:  $filters
-- reads:   filtered.followups
-- needs:   handoffs, activities
-- columns: position (count), state, is_due (flag), handoff_count (count, handoffs_by_state, of activities),
--          share (rate, handoffs_by_state_share, of activities)
-- opens:   followup/list state=state count=handoff_count
with

states as (

    select
        unnest(range(1, 9)) as position,
        unnest(
            ['excused', 'in_time', 'not_yet_due', 'on_the_day', 'late', 'pending', 'closed_unanswered', 'overdue']
        ) as state

),

counted as (

    select
        state,
        count(*) as handoff_count
    from filtered.followups($filters)
    group by all

),

overall as (

    select sum(handoff_count) as total
    from counted

)

select
    states.position,
    states.state,
    states.state in ('in_time', 'on_the_day', 'late', 'closed_unanswered', 'overdue') as is_due,
    coalesce(counted.handoff_count, 0) as handoff_count,
    filtered.rate(coalesce(counted.handoff_count, 0), overall.total) as share
from states
cross join overall
left join counted on states.state = counted.state
where states.state <> 'on_the_day' or counted.handoff_count > 0
order by states.position
