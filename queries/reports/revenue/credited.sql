-- How much revenue is credited under these filters, and on how many deals does it rest?
--
-- Under a channel, campaign, rep or team filter only the cells wanted count, so this is part of what was booked.
--
-- grain:   one row
-- params:  $filters, $model varchar = 'linear' in (first, last, linear)
-- reads:   seen.credit_seen
-- columns: deal_count (count, deals_touched), revenue (money, revenue_credited)
-- opens:   revenue/deals count=deal_count sum=revenue
with

cells as (

    select
        deal_id,
        seen.model_cents($model, first_cents, last_cents, linear_cents) as cents
    from seen.credit_seen($filters)

)

select
    count(distinct deal_id) as deal_count,
    cast(coalesce(sum(cents), 0) * 0.01 as decimal(18, 2)) as revenue
from cells
