-- At which step does each channel, segment, region or campaign lose its leads?
--
-- Step rates over the steps that began in the period and have had their days; `lost_count` are those not made in time.
-- `house_rate` is the whole company's in the period, whatever the filters. A cell is marked `is_young` while any of its steps is
-- too recent. Comparisons between groups are raw: other things differ between them too.
--
-- grain:   group_id?, stage
-- params:  $filters, $company_filters, $dimension varchar = 'channel' in (channel, segment, region, campaign)
-- reads:   filtered.steps, marts.campaigns
-- columns: group_id, group_name, position (count), stage, next_stage, began_count (count, steps_begun, handoffs),
--          old_enough_count (count, steps_old_enough, handoffs), made_count (count, steps_made, handoffs),
--          lost_count (count, steps_lost, handoffs), step_rate (rate, step_rate, handoffs),
--          step_rate_low (rate,, handoffs), step_rate_high (rate,, handoffs), house_rate (rate, step_rate, handoffs), is_young (flag)
-- opens:   lead/steps group_id=group_id stage=stage in_group='yes' count=began_count
--          lead/steps group_id=group_id stage=stage in_group='yes' state='old_enough' count=old_enough_count
--          lead/steps group_id=group_id stage=stage in_group='yes' state='made' count=made_count
--          lead/steps group_id=group_id stage=stage in_group='yes' state='lost' count=lost_count
with

steps as (

    select
        case $dimension when 'channel' then channel when 'segment' then segment when 'region' then region else campaign_id end
            as group_id,
        position,
        stage,
        next_stage,
        is_old_enough,
        is_made
    from filtered.steps($filters)

),

counted as (

    select
        group_id,
        position,
        stage,
        next_stage,
        count(*) as began_count,
        count(*) filter (where is_old_enough) as old_enough_count,
        count(*) filter (where is_old_enough and is_made) as made_count
    from steps
    group by all

),

of_company as (

    select
        stage,
        filtered.rate(count(*) filter (where is_old_enough and is_made), count(*) filter (where is_old_enough)) as house_rate
    from filtered.steps($company_filters)
    group by all

)

select
    counted.group_id,
    case
        when counted.group_id is not null then coalesce(campaigns.campaign_name, counted.group_id)
        when $dimension = 'campaign' then 'no known campaign'
        else 'not recorded'
    end as group_name,
    counted.position,
    counted.stage,
    counted.next_stage,
    counted.began_count,
    counted.old_enough_count,
    counted.made_count,
    counted.old_enough_count - counted.made_count as lost_count,
    filtered.rate(counted.made_count, counted.old_enough_count) as step_rate,
    filtered.wilson_low(counted.made_count, counted.old_enough_count) as step_rate_low,
    filtered.wilson_high(counted.made_count, counted.old_enough_count) as step_rate_high,
    of_company.house_rate,
    counted.old_enough_count < counted.began_count as is_young
from counted
left join of_company on counted.stage = of_company.stage
left join marts.campaigns on $dimension = 'campaign' and counted.group_id = campaigns.campaign_id
order by lost_count desc, counted.began_count desc, group_name, counted.position
