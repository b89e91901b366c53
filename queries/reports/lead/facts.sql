-- Who is this lead, where did it come from, and how far did it get?
--
-- formerly: leads/facts
-- grain:   lead_id
-- params:  $scope, $lead_id varchar required
-- reads:   filtered.leads_scoped, marts.campaigns, marts.reps
-- columns: lead_id, lead_name, title, company, email, created_at (time), created_on (date), channel, campaign_name, segment,
--          region, was_customer (flag), sourced_by, rep_name, team, handoff_count (count), handed_at (time), stage,
--          won_on (date), days_to_won (days), touch_count (count), deal_count (count), age_days (days)
with

leads as (

    select *
    from filtered.leads_scoped(null::filters, $scope)
    where lead_id = $lead_id

)

select
    leads.lead_id,
    leads.lead_name,
    leads.title,
    leads.company,
    leads.email,
    leads.created_at,
    leads.created_on,
    leads.channel,
    filtered.campaign_called(campaigns.campaign_name, leads.campaign_id) as campaign_name,
    leads.segment,
    leads.region,
    leads.was_customer,
    leads.sourced_by,
    filtered.person(coalesce(reps.rep_name, leads.rep_id), leads.is_holder_unknown) as rep_name,
    leads.team,
    leads.handoff_count,
    leads.handed_at,
    leads.latest_stage as stage,
    leads.won_on,
    leads.days_to_won,
    leads.touch_count,
    leads.deal_count,
    leads.age_days
from leads
left join marts.campaigns on leads.campaign_id = campaigns.campaign_id
left join marts.reps on leads.rep_id = reps.rep_id
order by leads.lead_id
