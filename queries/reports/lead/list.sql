-- Which leads are behind this number?
--
-- state: all; won (so far, or within `within_days`, over those that have had them); old_enough (for within_days, else the agreed
-- days to win).
--
-- formerly: leads/list
-- grain:   lead_id
-- params:  $filters, $scope, $rows, $state varchar = 'all' in (all, won, old_enough), $within_days integer = null
-- reads:   filtered.leads_judged_scoped, marts.campaigns, marts.reps
-- columns: lead_id, lead_name, company, created_on (date), channel, campaign_name, segment, region, rep_name, stage,
--          handed_at (time), won_on (date), days_to_won (days), touch_count (count,, of touches), deal_count (count,, of deals)
with

leads as (

    select *
    from filtered.leads_judged_scoped($filters, $scope, $within_days)

),

first_rows as (

    select *
    from leads
    where
        case $state
            when 'won' then leads.counts_as_won
            when 'old_enough' then leads.is_old_enough
            else true
        end
    order by leads.created_on desc, leads.lead_id
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
    leads.latest_stage as stage,
    leads.handed_at,
    leads.won_on,
    leads.days_to_won,
    leads.touch_count,
    leads.deal_count
from first_rows as leads
left join marts.campaigns on leads.campaign_id = campaigns.campaign_id
left join marts.reps on leads.rep_id = reps.rep_id
order by leads.created_on desc, leads.lead_id
