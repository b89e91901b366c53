-- Calls, meetings, e-mails, messages and tasks as one list, each with whom and which deals it was about.
--
-- grain: activity_id
-- reads: raw.calls, raw.meetings, raw.emails, raw.messages, raw.tasks, raw.engagements, raw.engagement_contacts, raw.engagement_deals, raw.lead_ids, raw.known_deals, raw.people, raw.living_contacts
with

listed as (

    select
        'call' as kind, id, coalesce(occurred_at, logged_at) as occurred_at,
        coalesce(occurred_at_is_date_only, logged_at_is_date_only) as is_date_only,
        owner, direction, outcome, call_status as state, duration, null as ends_at, null as replies, null as sequence,
        made_by, contact_ids, deal_ids, coalesce(is_gone, is_archived, false) as is_gone
    from raw.calls
    union all
    select
        'meeting', id, coalesce(occurred_at, logged_at),
        coalesce(occurred_at_is_date_only, logged_at_is_date_only),
        owner, null, outcome, null, null, ends_at, null, null,
        made_by, contact_ids, deal_ids, coalesce(is_gone, is_archived, false)
    from raw.meetings
    union all
    select
        'email', id, coalesce(occurred_at, logged_at),
        coalesce(occurred_at_is_date_only, logged_at_is_date_only),
        owner, direction, send_status, null, null, null, replies, sequence,
        made_by, contact_ids, deal_ids, coalesce(is_gone, is_archived, false)
    from raw.emails
    union all
    select
        'message', id, coalesce(occurred_at, logged_at),
        coalesce(occurred_at_is_date_only, logged_at_is_date_only),
        owner, null, null, null, null, null, null, null,
        made_by, contact_ids, deal_ids, coalesce(is_gone, is_archived, false)
    from raw.messages
    union all
    select
        'task', id, coalesce(done_at, due_at),
        coalesce(done_at_is_date_only, due_at_is_date_only),
        owner, null, null, task_status, null, null, null, null,
        made_by, contact_ids, deal_ids, coalesce(is_gone, is_archived, false)
    from raw.tasks

),

associated as (

    select
        engagement_id as id,
        contact_id
    from raw.engagement_contacts
    union
    select
        id,
        trim(unnest(string_split(contact_ids, ';')))
    from listed
    where contact_ids is not null

),

contacts as (

    select
        associated.id,
        arg_min(lead_ids.lead_id, (living.created_at, lead_ids.lead_id)) as lead_id
    from associated
    inner join raw.lead_ids on associated.contact_id = lead_ids.contact_id
    inner join raw.living_contacts as living on lead_ids.lead_id = living.contact_id
    group by associated.id

),

about_deals as (

    select
        engagement_id as id,
        deal_id
    from raw.engagement_deals
    union
    select
        id,
        trim(unnest(string_split(deal_ids, ';')))
    from listed
    where deal_ids is not null

),

deals as (

    select
        about_deals.id,
        min(about_deals.deal_id) as deal_id
    from about_deals
    inner join raw.known_deals on about_deals.deal_id = known_deals.deal_id
    group by about_deals.id

)

select
    listed.kind,
    listed.id as activity_id,
    coalesce(listed.occurred_at, engagements.occurred_at) as occurred_at,
    coalesce(listed.is_date_only, engagements.occurred_at_is_date_only) as is_date_only,
    coalesce(by_owner.rep_id, by_engagement.rep_id) as rep_id,
    lower(listed.direction) as direction,
    regexp_replace(lower(listed.outcome), '[^\pL\pN]', '', 'g') as outcome,
    regexp_replace(lower(listed.state), '[^\pL\pN]', '', 'g') as state,
    listed.duration,
    listed.ends_at,
    listed.replies,
    listed.sequence,
    lower(listed.made_by) as made_by,
    listed.is_gone,
    contacts.lead_id,
    deals.deal_id
from listed
left join raw.engagements on listed.id = engagements.id
left join raw.people as by_owner on lower(trim(listed.owner)) = by_owner.called
left join raw.people as by_engagement on lower(trim(engagements.owner)) = by_engagement.called
left join contacts on listed.id = contacts.id
left join deals on listed.id = deals.id
