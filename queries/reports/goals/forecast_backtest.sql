-- How did the forecast of each revenue goal do at the start of past months?
--
-- For each month's start the forecast made again with what the data say was known then, for as many days as the goal has to go: what
-- was expected, what came, and the share of the distribution below what came (`place`). Even places, and 8 of 10 held (within the
-- 80% interval), are a forecast to rely on. Periods overlap where more than a month is to go.
--
-- grain:   origin, goal_id, origin_on
-- params:  $as_of
-- reads:   filtered.forecast_goals
-- needs:   deals
-- with:    facts=goals/forecast_facts, ends=goals/deal_ends
-- then:    overlap.subjects.goals.steps.forecast.backtest
-- columns: goal_id, origin, origin_on (date), expected (money, goal_forecast_mean, of deals), came (money, booked_from, of deals),
--          place (rate, forecast_place, of deals), is_held (flag)
select
    goal_id,
    origin,
    people_team,
    region,
    period_end,
    seen_until,
    days_to_go,
    forecast_scope
from filtered.forecast_goals($as_of)
order by origin, goal_id
