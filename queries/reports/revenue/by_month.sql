-- How much revenue was credited in each month?
--
-- grain:   month
-- params:  $filters, $model varchar = 'linear' in (first, last, linear, position, u_shaped, w_shaped,
--          full_path, time_decay, shapley, markov, custom), $window_days integer = null in 1..365,
--          $half_life_days double = null in 0.01..3650, $weights weights = null
-- reads:   seen.credit_seen
-- columns: month (date), deal_count (count, deals_won), revenue (money, credited_to)
with

cells as (

    select *
    from seen.credit_seen($filters, $model, $window_days, $half_life_days, $weights::bigint[])

)

select
    cast(date_trunc('month', closed_on) as date) as month,
    count(distinct deal_id) as deal_count,
    seen.money(cents) as revenue
from cells
group by all
order by month
