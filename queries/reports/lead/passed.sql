-- Which leads created in the period were handed over within 30 days of their creation?
--
-- state: all; passable (30 days have passed); of those passed (handed over within them).
--
-- formerly: leads/passed
-- grain:   lead_id
-- params:  $filters, $scope, $rows, $state varchar = 'all' in (all, passable, passed)
-- reads:   filtered.lead_outcomes_scoped, marts.leads, marts.campaigns
-- columns: lead_id, lead_name, company, created_on (date), campaign_name, channel, segment, stage, handed_at (time),
--          is_passed (flag)
with

first_rows as (

    select *
    from filtered.lead_outcomes_scoped($filters, $scope) as wanted
    where case $state when 'passable' then wanted.is_passable when 'passed' then wanted.is_passed else true end
    order by wanted.created_on desc, wanted.lead_id
    limit $rows

)

select
    leads.lead_id,
    leads.lead_name,
    leads.company,
    leads.created_on,
    filtered.campaign_called(campaigns.campaign_name, leads.campaign_id) as campaign_name,
    coalesce(leads.channel, 'not recorded') as channel,
    coalesce(leads.segment, 'not recorded') as segment,
    leads.latest_stage as stage,
    leads.handed_at,
    wanted.is_passed
from first_rows as wanted
inner join marts.leads on wanted.lead_id = leads.lead_id
left join marts.campaigns on leads.campaign_id = campaigns.campaign_id
order by wanted.created_on desc, wanted.lead_id
