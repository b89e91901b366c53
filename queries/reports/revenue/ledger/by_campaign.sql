-- How much revenue is credited to each campaign?
--
-- Deals won in the period, each cent credited once; deal_count is deals with a touch of the campaign in their window, deals_worth
-- how many whole deals its part of them is worth.
--
-- grain:   campaign_id?
-- params:  $filters, @credit_rule
-- reads:   filtered.credited_deals, marts.campaigns
-- columns: campaign_id, campaign_name, deal_count (count, deals_touched), revenue (money, credited_to),
--          deals_worth (number, deals_credited)
-- opens:   revenue/deals in_campaign='yes' campaign_id=campaign_id count=deal_count sum=revenue
with

campaigns_credited as (

    select
        campaign_id,
        count(distinct deal_id) as deal_count,
        filtered.money(cents) as revenue,
        filtered.deals_worth(cents, amount_cents) as deals_worth
    from filtered.credited_deals($filters, $model, $window_days, $half_life_days, $weights::bigint[])
    group by all

)

select
    credited.campaign_id,
    filtered.campaign_called(campaigns.campaign_name, credited.campaign_id) as campaign_name,
    credited.deal_count,
    credited.revenue,
    credited.deals_worth
from campaigns_credited as credited
left join marts.campaigns on credited.campaign_id = campaigns.campaign_id
order by credited.revenue desc, campaign_name, credited.campaign_id
