-- How did forecasts of revenue goals do, as they stood when they were made?
--
-- Of each month the first generation that another took the place of: what it said a goal would end at, beside what its period came to,
-- once that is over. Nothing is made again: what was written down late, or changed since, was not known to them. held: within the 80%
-- interval.
--
-- grain:   origin, goal_id, made_on
-- params:  $as_of
-- reads:   store.forecasts, filtered.goals_begun, filtered.goal_records
-- needs:   deals
-- columns: origin, goal_id, metric, team, region, period_start (date), period_end (date), made_on (date), days_to_go (count, goal_days),
--          target (number, goal_target), forecast_low (money,, of deals), forecast_mid (money, goal_forecast, of deals),
--          forecast_high (money,, of deals), chance (rate, goal_chance, of deals), came (money, booked_from, of deals), is_held (flag),
--          is_reached (flag)
with

ended as (

    select *
    from filtered.goals_begun($as_of, 'ended')
    where metric = 'booked_from'

),

booked as (

    select
        ended.origin,
        ended.goal_id,
        coalesce(filtered.money(counted.cents), 0) as came
    from ended
    left join filtered.goal_records() as counted
        on
            ended.metric = counted.metric
            and counted.day >= ended.period_start and counted.day < ended.period_end
            and (ended.people_team is null or ended.people_team = counted.team)
            and (ended.region is null or ended.region = counted.region)
    group by ended.origin, ended.goal_id

)

select
    ended.origin,
    ended.goal_id,
    ended.metric,
    ended.team,
    ended.region,
    ended.period_start,
    ended.period_end,
    forecasts.made_on,
    date_diff('day', forecasts.made_on, ended.period_end) as days_to_go,
    cast(forecasts.target as decimal(18, 2)) as target,
    cast(forecasts.forecast_low as decimal(18, 2)) as forecast_low,
    cast(forecasts.forecast_mid as decimal(18, 2)) as forecast_mid,
    cast(forecasts.forecast_high as decimal(18, 2)) as forecast_high,
    forecasts.chance,
    booked.came,
    booked.came between forecasts.forecast_low and forecasts.forecast_high as is_held,
    booked.came >= forecasts.target as is_reached
from store.forecasts
inner join ended
    on
        forecasts.origin = ended.origin and forecasts.goal_id = ended.goal_id
        and forecasts.period_start = ended.period_start and forecasts.period_end = ended.period_end
inner join booked on ended.origin = booked.origin and ended.goal_id = booked.goal_id
order by ended.period_end, ended.team nulls first, ended.origin, ended.goal_id, forecasts.made_on
