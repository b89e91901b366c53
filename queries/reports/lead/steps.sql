-- Which leads began this step of the funnel, and which of them made it in time?
--
-- in_group says that group_id is to be compared, so that a blank group can be asked for too.
--
-- formerly: leads/steps
-- grain:   lead_id, episode, stage
-- params:  $filters, $scope, $rows, @step_of_group, $state varchar = 'all' in (all, old_enough, made, lost)
-- reads:   filtered.steps_scoped, marts.leads, marts.campaigns, marts.reps
-- columns: lead_id, episode, stage, next_stage, lead_name, company, began_on (date), days_to_next (days), within_days (days),
--          channel, campaign_name, segment, region, rep_name
with

steps as (

    select
        *,
        case $dimension
            when 'channel' then channel when 'segment' then segment when 'region' then region when 'team' then team
            when 'reject_reason' then reject_reason else campaign_id
        end as its_group
    from filtered.steps_scoped($filters, $scope)

),

asked as not materialized (

    select *
    from steps
    where
        ($stage is null or steps.stage = $stage)
        and ($in_group = 'no' or steps.its_group is not distinct from $group_id)
        and case $state
            when 'old_enough' then steps.is_old_enough
            when 'made' then steps.is_old_enough and steps.is_made
            when 'lost' then steps.is_old_enough and not steps.is_made
            else true
        end

),

-- The last days, back to the one with which there are as many rows as wanted: those before are neither read whole nor sorted.
last_days as (

    select began_on
    from (
        select
            began_on,
            sum(count(*)) over (order by began_on desc) - count(*) as count_after
        from asked
        group by began_on
    )
    where count_after < $rows

),

first_rows as (

    select *
    from asked
    where began_on in (select last_days.began_on from last_days)
    order by began_on desc, lead_id, episode, stage
    limit $rows

)

select
    steps.lead_id,
    steps.episode,
    steps.stage,
    steps.next_stage,
    leads.lead_name,
    leads.company,
    steps.began_on,
    steps.days_to_next,
    steps.within_days,
    coalesce(steps.channel, 'not recorded') as channel,
    filtered.campaign_called(campaigns.campaign_name, steps.campaign_id) as campaign_name,
    coalesce(steps.segment, 'not recorded') as segment,
    coalesce(steps.region, 'not recorded') as region,
    filtered.person(coalesce(reps.rep_name, steps.rep_id), leads.is_holder_unknown) as rep_name
from first_rows as steps
inner join marts.leads on steps.lead_id = leads.lead_id
left join marts.campaigns on steps.campaign_id = campaigns.campaign_id
left join marts.reps on steps.rep_id = reps.rep_id
order by steps.began_on desc, steps.lead_id, steps.episode, steps.stage
