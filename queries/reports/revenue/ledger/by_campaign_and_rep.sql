-- Which campaigns and which people earned the revenue together?
--
-- The ledger: rows add up to the campaigns' revenue, columns to the people's, both to what was booked.
--
-- grain:   campaign_id?, rep_id?
-- params:  $filters, @credit_rule
-- reads:   filtered.credited_deals
-- columns: campaign_id, rep_id, deal_count (count, deals_touched), revenue (money, credited_to),
--          deals_worth (number, deals_credited)
-- opens:   revenue/deals in_campaign='yes' campaign_id=campaign_id in_rep='yes' rep_id=rep_id count=deal_count sum=revenue
select
    campaign_id,
    rep_id,
    count(distinct deal_id) as deal_count,
    filtered.money(cents) as revenue,
    filtered.deals_worth(cents, amount_cents) as deals_worth
from filtered.credited_deals($filters, $model, $window_days, $half_life_days, $weights::bigint[])
group by campaign_id, rep_id
order by revenue desc, campaign_id, rep_id
