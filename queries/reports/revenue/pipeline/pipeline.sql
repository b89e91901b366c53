-- How much of the open pipeline is each campaign part of?
--
-- Deals still open that were opened before the period's end. influenced shares their amounts as the ledger shares revenue, which it is
-- not yet; weighted is the same times the probability of the deal's latest stage. Deals without one are counted, not taken as 0.
-- deals_worth is how many whole deals the influenced part is worth.
--
-- grain:   campaign_id?
-- params:  $filters, $deal_filters, @credit_rule
-- reads:   filtered.pipeline_credit, marts.campaigns
-- columns: campaign_id, campaign_name, deal_count (count, pipeline_deals_touched), influenced (money, pipeline_influenced),
--          deals_worth (number, pipeline_deals_credited), weighted (money, pipeline_weighted), no_probability_count (count, pipeline_no_probability)
-- opens:   revenue/deals_open in_campaign='yes' campaign_id=campaign_id count=deal_count sum=influenced
--          revenue/deals_open in_campaign='yes' campaign_id=campaign_id state='no_probability' count=no_probability_count
with

cells as (

    select *
    from filtered.pipeline_credit($filters, $deal_filters, $model, $window_days, $half_life_days, $weights::bigint[])

),

campaigns_credited as (

    select
        campaign_id,
        count(distinct deal_id) as deal_count,
        filtered.money(cents) as influenced,
        filtered.deals_worth(cents, amount_cents) as deals_worth,
        filtered.money(weighted_cents) as weighted,
        count(distinct case when probability is null then deal_id end) as no_probability_count
    from cells
    group by all

)

select
    credited.campaign_id,
    filtered.campaign_called(campaigns.campaign_name, credited.campaign_id) as campaign_name,
    credited.deal_count,
    credited.influenced,
    credited.deals_worth,
    credited.weighted,
    credited.no_probability_count
from campaigns_credited as credited
left join marts.campaigns on credited.campaign_id = campaigns.campaign_id
order by credited.influenced desc, campaign_name, credited.campaign_id
