-- What will each revenue goal end at, and how likely is it reached?
--
-- The forecast is a distribution: booked so far, what the deals open now bring by the period's end, and what deals still to be
-- opened bring; forecast_low to forecast_high hold 80% of 10,000 draws. Deals are won and lost by what became of earlier ones of
-- their kind at the same stage and age, week by week; without stages by their age alone, and `rests_on` says so. A shock that all
-- deals of a period share is as large as past forecasts were wrong. Past months' forecasts are made again from what the data say was
-- known then: an optimistic test, since a deal that was written down late is known in time here. From 8 of them on their record is
-- told (held_count of origin_count), else the forecast is not yet tested. The chance is rounded to 5%, and never below 5% or
-- above 95%. won_more, open_more, larger and new_more are arithmetic: what alone would close the gap to the target, if all else stays.
--
-- grain:   origin, goal_id
-- params:  $as_of
-- reads:   filtered.forecast_goals
-- needs:   deals
-- with:    facts=goals/forecast_facts, ends=goals/deal_ends
-- then:    overlap.subjects.goals.steps.forecast.forecast
-- columns: goal_id, origin, is_replaced (flag), metric, team, region, period_start (date), period_end (date), seen_until (date),
--          day_count (count, goal_days), seen_day_count (count, goal_days), days_to_go (count, goal_days),
--          target (number, goal_target), booked (money, booked_from, of deals), open_deal_count (count, forecast_open_deals, of deals),
--          from_open (money, forecast_from_open, of deals), from_new (money, forecast_from_new, of deals),
--          forecast_low (money,, of deals), forecast_mid (money, goal_forecast, of deals), forecast_high (money,, of deals),
--          forecast_mean (money, goal_forecast_mean, of deals), chance (rate, goal_chance, of deals), gap (money, goal_gap, of deals),
--          mean_won (money, mean_won_amount, of deals), won_more (count, lever_won_more, of deals), open_more (number, lever_open_more, of deals),
--          larger (number, lever_larger, of deals), new_more (count, lever_new_more, of deals), rests_on (,, of deals),
--          shock_spread (number, forecast_shock, of deals), origin_count (count, forecasts_tested, of deals),
--          held_count (count, forecasts_held, of deals), verdict (,, of deals)
select
    goal_id,
    origin,
    is_replaced,
    metric,
    team,
    region,
    people_team,
    period_start,
    period_end,
    seen_until,
    days_to_go,
    target,
    forecast_scope
from filtered.forecast_goals($as_of)
order by period_start, period_end, team nulls first, is_replaced, origin, goal_id
