-- Which leads stand in this state today?
--
-- grain:   lead_id
-- params:  $filters, $scope, $rows, $state varchar = null in (lead, mql, sal, sql, opportunity, won, lost, recycled, rejected)
-- reads:   filtered.lead_states_scoped, marts.campaigns, marts.reps
-- columns: lead_id, lead_name, company, created_on (date), channel, campaign_name, segment, region, rep_name, state
with

asked as not materialized (

    select *
    from filtered.lead_states_scoped($filters, $scope) as leads
    where $state is null or leads.state = $state

),

-- The last days, back to the one with which there are as many rows as wanted: leads of earlier ones are neither read whole nor sorted.
last_days as (

    select created_on
    from (
        select
            created_on,
            sum(count(*)) over (order by created_on desc) - count(*) as count_after
        from asked
        group by created_on
    )
    where count_after < $rows

),

first_rows as (

    select *
    from asked
    where created_on in (select last_days.created_on from last_days)
    order by created_on desc, lead_id
    limit $rows

)

select
    leads.lead_id,
    leads.lead_name,
    leads.company,
    leads.created_on,
    coalesce(leads.channel, 'not recorded') as channel,
    filtered.campaign_called(campaigns.campaign_name, leads.campaign_id) as campaign_name,
    coalesce(leads.segment, 'not recorded') as segment,
    coalesce(leads.region, 'not recorded') as region,
    filtered.person(coalesce(reps.rep_name, leads.rep_id), leads.is_holder_unknown) as rep_name,
    leads.state
from first_rows as leads
left join marts.campaigns on leads.campaign_id = campaigns.campaign_id
left join marts.reps on leads.rep_id = reps.rep_id
order by leads.created_on desc, leads.lead_id
