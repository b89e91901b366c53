-- How much of the revenue does each channel earn?
--
-- The channel of the touch that earns it; a touch without one stands under "not recorded", a deal without a touch under "no known campaign".
--
-- grain:   channel
-- params:  $filters, $model varchar = 'linear' in (first, last, linear)
-- reads:   seen.credit_seen
-- columns: channel, deal_count (count, deals_touched), revenue (money, revenue_credited)
-- opens:   revenue/deals channel_row=channel count=deal_count sum=revenue
with

cells as (

    select
        *,
        seen.model_cents($model, first_cents, last_cents, linear_cents) as cents
    from seen.credit_seen($filters)

)

select
    seen.channel_row(channel, has_touch) as channel,
    count(distinct deal_id) as deal_count,
    seen.money(cents) as revenue
from cells
group by seen.channel_row(channel, has_touch)
order by revenue desc, channel
