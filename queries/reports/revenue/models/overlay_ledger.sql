-- Which campaigns and which people outside the split (SDR, sales engineer) are behind the same revenue?
--
-- Each overlay share of a deal over the deal's touches by the same weights as the ledger; rows add up to revenue/by_overlay.
--
-- grain:   campaign_id?, rep_id
-- params:  $filters, @credit_rule
-- reads:   filtered.overlays
-- columns: campaign_id, rep_id, deal_count (count, deals_supported), overlay (money, revenue_overlay)
-- opens:   revenue/overlay_deals in_campaign='yes' campaign_id=campaign_id in_rep='yes' rep_id=rep_id count=deal_count sum=overlay
with

cells as (

    select *
    from filtered.overlays($filters, $model, $window_days, $half_life_days, $weights::bigint[])

)

select
    campaign_id,
    rep_id,
    count(distinct deal_id) as deal_count,
    filtered.money(cents) as overlay
from cells
group by campaign_id, rep_id
order by overlay desc, campaign_id, rep_id
