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

asked as not materialized (

    select
        *,
        case $grouping
            when 'segment' then segment when 'region' then region when 'campaign' then campaign_id else channel
        end as first_group,
        case $grouping when 'channel_segment' then segment end as second_group
    from filtered.change_steps_scoped($filters, $scope, $comparison) as steps
    where
        ($stage is null or steps.stage = $stage)
        and case $of when 'now' then steps.is_now else steps.is_before end
        and ($state = 'all' or steps.is_made)

),

-- The first groups, down to the one with which there are as many rows as wanted: those after it are neither read whole nor sorted.
first_groups as (

    select
        first_group,
        second_group
    from (
        select
            first_group,
            second_group,
            sum(count(*)) over (order by first_group nulls last, second_group nulls last) - count(*) as count_before
        from asked
        group by first_group, second_group
    )
    where count_before < $rows

),

first_rows as (

    select asked.*
    from asked
    semi join first_groups
        on
            asked.first_group is not distinct from first_groups.first_group
            and asked.second_group is not distinct from first_groups.second_group
    order by asked.first_group nulls last, asked.second_group nulls last, asked.began_on desc, asked.lead_id, asked.position
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
order by steps.first_group nulls last, steps.second_group nulls last, steps.began_on desc, steps.lead_id, steps.position
