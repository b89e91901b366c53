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
-- reads:   filtered.goals, filtered.goal_plans, marts.deals, marts.deal_shares, marts.reps, marts.episodes, marts.leads,
--          marts.handoffs, filtered.data_days
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

    select
        goals.*,
        least(goals.period_end, data_days.whole_until) as seen_until
    from filtered.goals() as goals
    cross join filtered.data_days($as_of) as data_days
    where
        goals.period_start < data_days.whole_until
        and ($which = 'begun' or (goals.period_end > data_days.whole_until) = ($which = 'running'))

),

-- A row for each part of what is counted; a deal's cents are those of one person, so that a team's add up.
won_parts as (

    select
        deals.deal_id as counted_id,
        deals.closed_on as day,
        reps.team,
        deals.region,
        coalesce(deal_shares.rep_cents, deals.amount_cents) as cents
    from marts.deals
    left join marts.deal_shares on deals.deal_id = deal_shares.deal_id
    left join marts.reps on deal_shares.rep_id = reps.rep_id
    where deals.is_won

),

opened_parts as (

    select
        deals.deal_id as counted_id,
        deals.opened_on as day,
        reps.team,
        deals.region
    from marts.deals
    left join marts.deal_shares on deals.deal_id = deal_shares.deal_id
    left join marts.reps on deal_shares.rep_id = reps.rep_id
    where deals.kind = 'new' and deals.opened_on is not null

),

counted as (

    select 'booked_from' as metric, counted_id, day, team, region, cents
    from won_parts
    union all
    select 'deals_won', counted_id, day, team, region, null
    from won_parts
    union all
    select 'deals_opened', counted_id, day, team, region, null
    from opened_parts
    union all
    select 'leads_created', lead_id, created_on, team, region, null
    from marts.leads
    union all
    select 'leads_qualified', lead_id, mql_on, team, region, null
    from marts.episodes
    where episode = 1 and mql_on is not null
    union all
    select 'handoffs', handoff_id, handed_on, team, region, null
    from marts.handoffs

),

recorded as (

    select distinct metric
    from counted

),

measured as (

    select
        goals.origin,
        goals.goal_id,
        count(distinct counted.counted_id) as counted_count,
        coalesce(filtered.money(counted.cents), 0) as booked
    from goals
    left join counted
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
    left join recorded on goals.metric = recorded.metric

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
