-- How much revenue is credited under these filters, and on how many deals does it rest?
--
-- Under a channel, campaign, rep or team filter only the cells wanted count, so this is part of what was booked.
--
-- grain:   one row
-- params:  $filters, @credit_rule
-- reads:   filtered.credited_deals
-- columns: deal_count (count, deals_touched, of deals), revenue (money, credited_to, of deals),
--          deals_worth (number, deals_credited, of deals)
-- opens:   revenue/deals count=deal_count sum=revenue
select
    count(distinct deal_id) as deal_count,
    cast(coalesce(sum(cents), 0) * 0.01 as decimal(18, 2)) as revenue,
    filtered.deals_worth(cents, amount_cents) as deals_worth
from filtered.credited_deals($filters, $model, $window_days, $half_life_days, $weights::bigint[])
