-- How much revenue is credited to each channel?
--
-- The channel of the touch that earns it; a touch without one stands under "not recorded", a deal without a touch under "no known
-- campaign".
--
-- grain:   channel
-- params:  $filters, @credit_rule
-- reads:   filtered.credited_deals
-- columns: channel, deal_count (count, deals_touched), revenue (money, credited_to),
--          deals_worth (number, deals_credited)
-- opens:   revenue/deals channel_row=channel count=deal_count sum=revenue
select
    filtered.channel_row(channel, has_touch) as channel,
    count(distinct deal_id) as deal_count,
    filtered.money(cents) as revenue,
    filtered.deals_worth(cents, amount_cents) as deals_worth
from filtered.credited_deals($filters, $model, $window_days, $half_life_days, $weights::bigint[])
group by filtered.channel_row(channel, has_touch)
order by revenue desc, channel
