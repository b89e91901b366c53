-- Which leads are behind a change of a step, in the period or in the one compared with?
--
-- Steps of a lead's first time as an MQL that have had their days, under the filters. In the order of the
-- groups by which the change is split into mix and rate.
--
-- grain:   lead_id, stage
-- params:  $filters, $comparison, $scope, $rows, $stage varchar = null in (mql, sal, sql, opportunity, won),
--          $grouping varchar = 'channel_segment' in (channel_segment, channel, segment, region, campaign),
--          $of varchar = 'now' in (now, before), $state varchar = 'all' in (all, made)
-- reads:   filtered.change_steps_scoped, marts.leads, marts.campaigns, marts.reps
-- columns: lead_id, stage, next_stage, lead_name, company, began_on (date), days_to_next (days), within_days (days), is_made (flag),
--          channel, segment, region, campaign_name, rep_name
with

first_rows as (

    select *
    from filtered.change_steps_scoped($filters, $scope, $comparison) as steps
    where
        ($stage is null or steps.stage = $stage)
        and case $of when 'now' then steps.is_now else steps.is_before end
        and ($state = 'all' or steps.is_made)
    order by
        case $grouping
            when 'segment' then steps.segment when 'region' then steps.region when 'campaign' then steps.campaign_id else steps.channel
        end nulls last,
        case $grouping when 'channel_segment' then steps.segment end nulls last,
        steps.began_on desc, steps.lead_id, steps.position
    limit $rows

)

select
    steps.lead_id,
    steps.stage,
    steps.next_stage,
    leads.lead_name,
    leads.company,
    steps.began_on,
    steps.days_to_next,
    steps.within_days,
    steps.is_made,
    coalesce(steps.channel, 'not recorded') as channel,
    coalesce(steps.segment, 'not recorded') as segment,
    coalesce(steps.region, 'not recorded') as region,
    filtered.campaign_called(campaigns.campaign_name, steps.campaign_id) as campaign_name,
    filtered.person(coalesce(reps.rep_name, steps.rep_id), leads.is_holder_unknown) as rep_name
from first_rows as steps
inner join marts.leads on steps.lead_id = leads.lead_id
left join marts.campaigns on steps.campaign_id = campaigns.campaign_id
left join marts.reps on steps.rep_id = reps.rep_id
order by
    case $grouping
        when 'segment' then steps.segment when 'region' then steps.region when 'campaign' then steps.campaign_id else steps.channel
    end nulls last,
    case $grouping when 'channel_segment' then steps.segment end nulls last,
    steps.began_on desc, steps.lead_id, steps.position
