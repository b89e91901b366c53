-- What happened to this lead, in order?
--
-- grain:   event_id
-- params:  $scope, $lead_id varchar required
-- reads:   marts.lead_events, seen.leads_scoped, marts.campaigns, marts.reps
-- columns: happened_at (time), happened_local (time), is_date_only (flag), lane, event, what, detail, campaign_name, rep_name,
--          amount (money), event_id
with

visible as (

    select lead_id
    from seen.leads_scoped(null, $scope)
    where lead_id = $lead_id

)

select
    lead_events.happened_at,
    lead_events.happened_local,
    lead_events.is_date_only,
    lead_events.lane,
    lead_events.event,
    lead_events.what,
    lead_events.detail,
    coalesce(campaigns.campaign_name, lead_events.campaign_id) as campaign_name,
    coalesce(reps.rep_name, lead_events.rep_id) as rep_name,
    lead_events.amount,
    lead_events.event_id
from visible
inner join marts.lead_events on visible.lead_id = lead_events.lead_id
left join marts.campaigns on lead_events.campaign_id = campaigns.campaign_id
left join marts.reps on lead_events.rep_id = reps.rep_id
where lead_events.lead_id = $lead_id
order by lead_events.happened_at, lead_events.event_id
