-- Which leads stand at this step, and since when?
--
-- state: waiting (all that stand there) or stuck (longer than nine in ten of those that moved on took); the longest first.
--
-- grain:   lead_id, stage
-- params:  $filters, $scope, $rows, $stage varchar = null in (mql, sal, sql, opportunity, won), $state varchar = 'stuck' in (waiting, stuck)
-- reads:   filtered.waiting_steps_scoped, marts.leads, marts.campaigns, marts.reps
-- columns: lead_id, lead_name, company, stage, next_stage, began_on (date), age_days (days), p90_days (days), rep_name, channel,
--          campaign_name, segment, region
with

first_rows as (

    select *
    from filtered.waiting_steps_scoped($filters, $scope) as steps
    where ($stage is null or steps.stage = $stage) and ($state = 'waiting' or steps.is_stuck)
    order by steps.age_days desc, steps.lead_id, steps.position
    limit $rows

)

select
    steps.lead_id,
    leads.lead_name,
    leads.company,
    steps.stage,
    steps.next_stage,
    steps.began_on,
    steps.age_days,
    steps.p90_days,
    filtered.person(coalesce(reps.rep_name, steps.rep_id), leads.is_holder_unknown) as rep_name,
    coalesce(steps.channel, 'not recorded') as channel,
    filtered.campaign_called(campaigns.campaign_name, steps.campaign_id) as campaign_name,
    coalesce(steps.segment, 'not recorded') as segment,
    coalesce(steps.region, 'not recorded') as region
from first_rows as steps
inner join marts.leads on steps.lead_id = leads.lead_id
left join marts.campaigns on steps.campaign_id = campaigns.campaign_id
left join marts.reps on steps.rep_id = reps.rep_id
order by steps.age_days desc, steps.lead_id, steps.position
