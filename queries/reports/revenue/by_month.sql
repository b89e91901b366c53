-- How much revenue was credited in each month?
--
-- grain:   month
-- params:  $filters, $model varchar = 'linear' in (first, last, linear)
-- reads:   seen.credit_seen
-- columns: month (date), deal_count (count, deals_won), revenue (money, revenue_credited)
with

cells as (

    select
        *,
        seen.model_cents($model, first_cents, last_cents, linear_cents) as cents
    from seen.credit_seen($filters)

)

select
    cast(date_trunc('month', closed_on) as date) as month,
    count(distinct deal_id) as deal_count,
    seen.money(cents) as revenue
from cells
group by all
order by month
