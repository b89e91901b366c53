-- How much revenue was credited in each month?
--
-- deal_count is deals won with a touch or a person wanted, deals_worth how many whole deals their part of them is worth.
--
-- grain:   month
-- params:  $filters, @credit_rule
-- reads:   filtered.credited_deals
-- columns: month (date), deal_count (count, deals_touched), revenue (money, credited_to),
--          deals_worth (number, deals_credited)
select
    cast(date_trunc('month', closed_on) as date) as month,
    count(distinct deal_id) as deal_count,
    filtered.money(cents) as revenue,
    filtered.deals_worth(cents, amount_cents) as deals_worth
from filtered.credited_deals($filters, $model, $window_days, $half_life_days, $weights::bigint[])
group by all
order by month
