-- What campaigns did in each week, spend spread over the days it stands for. Weeks begin on the agreed weekday.
--
-- grain: campaign_id, week, measure
-- scope: shared
-- reads: marts.campaign_days, marts.spend_days, marts.campaigns, marts.week_starts
with

units as (

    select
        campaign_id,
        day,
        measure,
        cast(quantity as double) as quantity
    from marts.campaign_days
    where measure <> 'spend'
    union all
    select
        campaign_id,
        day,
        'spend' as measure,
        cents * 0.01e0 as quantity
    from marts.spend_days

)

select
    units.campaign_id,
    campaigns.channel,
    week_start(units.day, week_starts.first_day) as week,
    units.measure,
    round(sum(units.quantity), 2) as unit_count
from units
cross join marts.week_starts
left join marts.campaigns on units.campaign_id = campaigns.campaign_id
group by all
order by week, units.campaign_id, units.measure
