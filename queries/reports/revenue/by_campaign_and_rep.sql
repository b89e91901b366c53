-- Which campaigns and which people earned the revenue together?
--
-- The ledger: rows add up to the campaigns' revenue, columns to the people's, both to what was booked.
--
-- grain:   campaign_id?, rep_id?
-- params:  $filters, $model varchar = 'linear' in (first, last, linear, position, u_shaped, w_shaped,
--          full_path, time_decay, shapley, markov, custom), $window_days integer = null in 1..365,
--          $half_life_days double = null in 0.01..3650, $weights weights = null
-- reads:   seen.credit_seen
-- columns: campaign_id, rep_id, deal_count (count, deals_touched), revenue (money, credited_to)
-- opens:   revenue/deals in_campaign='yes' campaign_id=campaign_id in_rep='yes' rep_id=rep_id count=deal_count sum=revenue
with

cells as (

    select *
    from seen.credit_seen($filters, $model, $window_days, $half_life_days, $weights::bigint[])

)

select
    campaign_id,
    rep_id,
    count(distinct deal_id) as deal_count,
    seen.money(cents) as revenue
from cells
group by campaign_id, rep_id
order by revenue desc, campaign_id, rep_id
