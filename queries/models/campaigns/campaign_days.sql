-- What campaigns did a day, spend in the reporting currency.
--
-- grain: campaign_id, day, measure
-- scope: shared
-- reads: canonical.campaign_days, canonical.campaigns, canonical.rates, agreements.rates
with

valued as (

    select
        campaign_days.campaign_id,
        campaign_days.day,
        campaign_days.measure,
        max_by(rates.rate, rates.day) as rate
    from canonical.campaign_days
    inner join canonical.rates
        on campaign_days.currency = rates.currency
        and rates.day <= campaign_days.day
    inner join agreements.rates as agreed
        on timezone($zone, cast(campaign_days.day as timestamp)) >= agreed.effective_from
        and timezone($zone, cast(campaign_days.day as timestamp)) < agreed.effective_to
        and campaign_days.day - rates.day <= agreed.max_age_days
    where campaign_days.measure = 'spend' and campaign_days.currency <> $currency
    group by all

)

select
    campaign_days.campaign_id,
    campaigns.channel,
    campaign_days.day,
    campaign_days.measure,
    campaign_days.quantity,
    case
        when campaign_days.measure <> 'spend' then null
        when coalesce(campaign_days.currency, $currency) = $currency then campaign_days.quantity
        else cast(floor(campaign_days.quantity * valued.rate * 100 + 0.5) * 0.01 as decimal(18, 2))
    end as spend
from canonical.campaign_days
left join canonical.campaigns on campaign_days.campaign_id = campaigns.campaign_id
left join valued
    on campaign_days.campaign_id = valued.campaign_id
    and campaign_days.day = valued.day
    and campaign_days.measure = valued.measure
order by campaign_days.day, campaign_days.campaign_id, campaign_days.measure
