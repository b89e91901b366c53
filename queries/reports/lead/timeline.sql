-- What happened to this lead, in order?
--
-- Feedback typed here appears in it at once, also when it was typed after the data's as-of.
--
-- formerly: leads/timeline
-- grain:   event_id
-- params:  $scope, $lead_id varchar required
-- reads:   marts.lead_events, filtered.leads_scoped, marts.campaigns, marts.reps, marts.merged_leads, store.feedback,
--          meta.house
-- columns: happened_at (time), happened_local (time), is_date_only (flag), lane, event, what, detail, campaign_name, rep_name,
--          amount (money), event_id
with

visible as (

    select lead_id
    from filtered.leads_scoped(null::filters, $scope)
    where lead_id = $lead_id

),

events as (

    select
        -- a stage may be entered again
        concat_ws(' ', event, event_key, case when event = 'stage' then cast(happened_at as varchar) end) as event_id,
        lead_id, happened_at, is_date_only, event, what, detail, campaign_id, rep_id, amount
    from marts.lead_events
    where lead_id = $lead_id
    union all
    select
        'typed ' || feedback.feedback_id, coalesce(merged_leads.merged_into, feedback.lead_id), feedback.given_at, false,
        'feedback', cast(feedback.rating as varchar), nullif(feedback.comment, ''), null, feedback.rep_id, null
    from store.feedback
    left join marts.merged_leads on feedback.lead_id = merged_leads.lead_id
    where coalesce(merged_leads.merged_into, feedback.lead_id) = $lead_id and feedback.withdrawn_at is null

)

select
    events.happened_at,
    cast(timezone(house.time_zone, events.happened_at) as timestamp) as happened_local,
    events.is_date_only,
    case
        when events.event in ('created', 'touch') then 'marketing'
        when events.event = 'stage' then 'shared'
        when events.event in ('deal opened', 'deal won', 'deal lost') then 'deal'
        else 'sales'
    end as lane,
    events.event,
    events.what,
    events.detail,
    coalesce(campaigns.campaign_name, events.campaign_id) as campaign_name,
    coalesce(reps.rep_name, events.rep_id) as rep_name,
    events.amount,
    events.event_id
from visible
inner join events on visible.lead_id = events.lead_id
cross join meta.house
left join marts.campaigns on events.campaign_id = campaigns.campaign_id
left join marts.reps on events.rep_id = reps.rep_id
order by events.happened_at, events.event_id
