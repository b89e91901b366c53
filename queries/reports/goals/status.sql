-- Is each goal on its plan?
--
-- Actual counts the whole days of the goal's period that the data reach; the plan to date spreads the target over the period by the
-- weights of its months, agreed when it begins, and evenly over a month's days. Pace is actual / plan to date, attainment actual /
-- target. Goals are imported, or written here and signed by both teams; an imported one that a signed one replaces is marked. A team
-- of sales narrows revenue to its people's shares and deals to those it has a share in, as a filter does; a region to the leads of
-- it. A metric that nobody records, or that no goal can be measured by yet, has no actual. Revenue of a period that runs has the
-- forecast of goals/forecast, low to high holding 80%, and the chance of the target; any other metric has none, and says so.
--
-- grain:   origin, goal_id
-- params:  $as_of, $which varchar = 'running' in (running, ended, begun)
-- reads:   filtered.goals_begun, filtered.goal_plans, filtered.goal_records, filtered.metrics_recorded
-- with:    forecast=goals/forecast
-- then:    overlap.subjects.goals.steps.goal_forecasts.beside
-- columns: goal_id, parent_goal_id, origin, is_replaced (flag), metric, team, region, owner, people_team, period_start (date), period_end (date), seen_until (date),
--          day_count (count, goal_days), seen_day_count (count, goal_days), is_money (flag),
--          target (number, goal_target), actual (number, goal_actual),
--          plan_share (number), plan_to_date (number, goal_plan_to_date),
--          pace (number, goal_pace), attainment (number, goal_attainment),
--          forecast_low (money,, of deals), forecast_mid (money, goal_forecast, of deals), forecast_high (money,, of deals),
--          chance (rate, goal_chance, of deals), forecast_verdict
with

goals as (

    select *
    from filtered.goals_begun($as_of, $which)

),

measured as (

    select
        goals.origin,
        goals.goal_id,
        count(distinct counted.counted_id) as counted_count,
        coalesce(filtered.money(counted.cents), 0) as booked
    from goals
    left join filtered.goal_records() as counted
        on
            goals.metric = counted.metric
            and counted.day >= goals.period_start and counted.day < goals.seen_until
            and (goals.people_team is null or goals.people_team = counted.team)
            and (goals.region is null or goals.region = counted.region)
    group by goals.origin, goals.goal_id

),

planned as (

    select
        goals.origin,
        goals.goal_id,
        sum(plans.weight) filter (where plans.day < goals.seen_until) / nullif(sum(plans.weight), 0) as plan_share
    from goals
    inner join filtered.goal_plans() as plans on goals.origin = plans.origin and goals.goal_id = plans.goal_id
    group by goals.origin, goals.goal_id

),

compared as (

    select
        goals.*,
        goals.metric = 'booked_from' as is_money,
        date_diff('day', goals.period_start, goals.period_end) as day_count,
        date_diff('day', goals.period_start, goals.seen_until) as seen_day_count,
        case
            when recorded.metric is null then null
            when goals.metric = 'booked_from' then measured.booked
            else cast(measured.counted_count as decimal(18, 2))
        end as actual,
        planned.plan_share
    from goals
    inner join measured on goals.origin = measured.origin and goals.goal_id = measured.goal_id
    inner join planned on goals.origin = planned.origin and goals.goal_id = planned.goal_id
    left join filtered.metrics_recorded() as recorded on goals.metric = recorded.metric

)

select
    goal_id,
    parent_goal_id,
    origin,
    is_replaced,
    metric,
    team,
    region,
    owner,
    people_team,
    period_start,
    period_end,
    seen_until,
    day_count,
    seen_day_count,
    is_money,
    target,
    actual,
    plan_share,
    cast(target * plan_share as decimal(18, 2)) as plan_to_date,
    actual / nullif(target * plan_share, 0) as pace,
    actual / nullif(target, 0) as attainment
from compared
order by period_start, period_end, parent_goal_id nulls first, is_replaced, origin, goal_id
