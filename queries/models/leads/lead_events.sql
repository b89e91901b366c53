-- Everything that happened to a lead, in one line of time, sorted by lead so that one lead is found without an index.
--
-- Narrow, since it is the longest of all: what follows from a column is worked out for the one lead that is looked at.
--
-- grain: lead_id, event, event_key, happened_at
-- scope: cluster
-- reads: canonical.leads, canonical.touches, canonical.stage_entries, canonical.handoffs, canonical.activities,
--        canonical.feedback, canonical.deals, marts.deals, marts.deal_groups
with

events as (

    select
        'created' as event, lead_id, lead_id as event_key, created_at as happened_at,
        created_at_is_date_only as is_date_only, source_campaign_id as campaign_id, cast(null as varchar) as rep_id,
        channel as what, cast(null as varchar) as detail, cast(null as decimal(18, 2)) as amount
    from canonical.leads
    union all
    select
        'touch', lead_id, touch_id, touched_at, touched_at_is_date_only, campaign_id, null, kind, content, null
    from canonical.touches
    union all
    select
        'stage', lead_id, stage, entered_at, entered_at_is_date_only,
        null, null, stage, null, null
    from canonical.stage_entries
    union all
    select
        'handed over', lead_id, handoff_id, handed_at, handed_at_is_date_only, null, rep_id,
        cast(score as varchar), null, null
    from canonical.handoffs
    union all
    select
        'accepted', lead_id, handoff_id, accepted_at, accepted_at_is_date_only, null, rep_id, null, null, null
    from canonical.handoffs
    where accepted_at is not null
    union all
    select
        'rejected', lead_id, handoff_id, rejected_at, rejected_at_is_date_only, null, rep_id, reject_reason, null, null
    from canonical.handoffs
    where rejected_at is not null
    union all
    select
        'activity', coalesce(activities.lead_id, deals.lead_id), activities.activity_id, activities.occurred_at,
        activities.occurred_at_is_date_only, null, activities.rep_id, activities.kind, activities.outcome, null
    from canonical.activities
    left join canonical.deals on activities.deal_id = deals.deal_id
    where is_done(activities.status)
    union all
    select
        'feedback', lead_id, feedback_id, given_at, given_at_is_date_only, null, rep_id,
        cast(rating as varchar), comment, null
    from canonical.feedback
    union all
    select
        'deal opened', deal_groups.lead_id, deals.deal_id, deals.opened_at, deals_read.opened_at_is_date_only,
        null, null, deals.deal_id, deals.kind, deals.amount
    from marts.deals
    inner join marts.deal_groups on deals.deal_id = deal_groups.deal_id
    inner join canonical.deals as deals_read on deals.deal_id = deals_read.deal_id
    where deals.opened_at is not null
    union all
    select
        case when deals.is_won then 'deal won' else 'deal lost' end, deal_groups.lead_id, deals.deal_id,
        deals.closed_at, coalesce(deals.closed_at_is_date_only, false), null, null, deals.deal_id,
        coalesce(deals.lost_reason, deals.kind), deals.amount
    from marts.deals
    inner join marts.deal_groups on deals.deal_id = deal_groups.deal_id
    where deals.closed_at is not null

)

select
    lead_id,
    event,
    event_key,
    happened_at,
    is_date_only,
    campaign_id,
    rep_id,
    what,
    detail,
    amount
from events
where lead_id is not null
order by lead_id, happened_at
