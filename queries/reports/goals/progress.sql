-- How has each goal come along, week by week of its period, and where was its plan?
--
-- What was reached from the first day of the period up to the end of each of its weeks, and up to the last whole day known, beside the
-- plan up to there: the same counts, weights and days as in goals/status, whose row the last one equals. Weeks are counted from the
-- period's first day. A metric that nobody records has no line.
--
-- grain:   origin, goal_id, until
-- params:  $as_of, $which varchar = 'running' in (running, ended, begun)
-- reads:   filtered.goals_begun, filtered.goal_plans, filtered.goal_records, filtered.metrics_recorded
-- columns: origin, goal_id, until (date), is_money (flag), actual (number, goal_actual), plan_to_date (number, goal_plan_to_date),
--          target (number, goal_target)
with

goals as (

    select *
    from filtered.goals_begun($as_of, $which)
    where metric in (select recorded.metric from filtered.metrics_recorded() as recorded)

),

ends as (

    select
        origin,
        goal_id,
        cast(unnest(generate_series(period_start + 7, seen_until, interval 7 day)) as date) as until
    from goals
    union
    select
        origin,
        goal_id,
        seen_until
    from goals

),

-- A deal counts once for a goal: on its day, however many people share it.
firsts as (

    select
        goals.origin,
        goals.goal_id,
        counted.counted_id,
        min(counted.day) as day,
        coalesce(sum(counted.cents), 0) as cents
    from goals
    inner join filtered.goal_records() as counted
        on
            goals.metric = counted.metric
            and counted.day >= goals.period_start and counted.day < goals.seen_until
            and (goals.people_team is null or goals.people_team = counted.team)
            and (goals.region is null or goals.region = counted.region)
    group by goals.origin, goals.goal_id, counted.counted_id

),

reached as (

    select
        ends.origin,
        ends.goal_id,
        ends.until,
        count(firsts.counted_id) as counted_count,
        coalesce(filtered.money(firsts.cents), 0) as booked
    from ends
    left join firsts
        on ends.origin = firsts.origin and ends.goal_id = firsts.goal_id and firsts.day < ends.until
    group by all

),

planned as (

    select
        ends.origin,
        ends.goal_id,
        ends.until,
        sum(plans.weight) filter (where plans.day < ends.until) / nullif(sum(plans.weight), 0) as plan_share
    from ends
    inner join filtered.goal_plans() as plans on ends.origin = plans.origin and ends.goal_id = plans.goal_id
    group by all

)

select
    reached.origin,
    reached.goal_id,
    reached.until,
    goals.metric = 'booked_from' as is_money,
    case when goals.metric = 'booked_from' then reached.booked else cast(reached.counted_count as decimal(18, 2)) end as actual,
    cast(goals.target * planned.plan_share as decimal(18, 2)) as plan_to_date,
    goals.target
from reached
inner join goals on reached.origin = goals.origin and reached.goal_id = goals.goal_id
inner join planned on reached.origin = planned.origin and reached.goal_id = planned.goal_id and reached.until = planned.until
order by reached.origin, reached.goal_id, reached.until
