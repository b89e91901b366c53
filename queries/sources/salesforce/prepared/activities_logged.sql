-- Tasks and events as one list: what kind, when, of whom, about whom and which opportunity.
--
-- What was done counts from when it was completed; logged on its own day, from when it was logged; else it is a day.
-- An event that begins after all that this export has seen is planned.
--
-- grain: activity_id
-- reads: raw.tasks, raw.events, raw.lead_ids, raw.known_deals, raw.people, raw.contacts_of_deals, raw.exported
with

told as (

    select
        tasks.id,
        case
            when regexp_matches(lower(coalesce(tasks.task_subtype, '')), 'call') then 'call'
            when regexp_matches(lower(coalesce(tasks.task_subtype, '')), 'email') then 'email'
            when regexp_matches(lower(coalesce(tasks.task_subtype, '')), 'linkedin|sms|chat') then 'message'
            when tasks.call_type is not null or regexp_matches(lower(coalesce(tasks.task_type, '')), 'call') then 'call'
            when regexp_matches(lower(coalesce(tasks.task_type, '')), 'e-?mail') then 'email'
            when regexp_matches(lower(coalesce(tasks.task_type, '')), 'linkedin|sms|chat|message') then 'message'
            when regexp_matches(lower(coalesce(tasks.task_type, '')), 'meeting|demo') then 'meeting'
            when regexp_matches(lower(coalesce(tasks.subject, '')), '^(\[.*\] ?)*(e-?mail|re:|aw:)|\[e-?mail\]') then 'email'
            when regexp_matches(lower(coalesce(tasks.subject, '')), '^(\[.*\] ?)*call\b|\[call\]') then 'call'
            else 'task'
        end as kind,
        case
            when tasks.done_at is not null then tasks.done_at
            when tasks.due_at_is_date_only and cast(timezone($zone, tasks.due_at) as date) <> cast(timezone($zone, tasks.created_at) as date) then tasks.due_at
            when tasks.created_at is not null and not coalesce(tasks.created_at_is_date_only, false) then tasks.created_at
            else coalesce(tasks.due_at, tasks.created_at)
        end as occurred_at,
        case
            when tasks.done_at is not null then tasks.done_at_is_date_only
            when tasks.due_at_is_date_only and cast(timezone($zone, tasks.due_at) as date) <> cast(timezone($zone, tasks.created_at) as date) then true
            when tasks.created_at is not null and not coalesce(tasks.created_at_is_date_only, false) then false
            else coalesce(tasks.due_at_is_date_only, tasks.created_at_is_date_only)
        end as is_date_only,
        coalesce(
            tasks.is_closed, regexp_matches(lower(tasks.task_status), 'complet|closed|done'), false
        ) as is_done,
        tasks.due_at,
        tasks.due_at_is_date_only,
        tasks.owner,
        coalesce(tasks.who, tasks.contact_id) as who,
        tasks.what,
        lower(tasks.call_type) as direction,
        regexp_replace(lower(tasks.call_result), '[^\pL\pN]', '', 'g') as outcome,
        try_cast(tasks.duration_s as bigint) as duration_s,
        tasks.cadence is not null or regexp_matches(lower(coalesce(tasks.task_subtype, '')), 'list|cadence') as is_automated,
        coalesce(tasks.is_gone, false) or coalesce(tasks.is_deleted, false) as is_gone
    from raw.tasks
    union all
    select
        events.id,
        'meeting',
        coalesce(events.starts_at, events.day),
        coalesce(events.starts_at_is_date_only, events.day_is_date_only),
        coalesce(events.starts_at, events.day) <= exported.seen_until,
        coalesce(events.starts_at, events.day),
        coalesce(events.starts_at_is_date_only, events.day_is_date_only),
        events.owner,
        coalesce(events.who, events.contact_id),
        events.what,
        null,
        case
            when events.no_show then 'noshow'
            else regexp_replace(lower(events.outcome), '[^\pL\pN]', '', 'g')
        end,
        cast(try_cast(events.minutes as double) * 60 as bigint),
        false,
        coalesce(events.is_gone, false) or coalesce(events.is_deleted, false) or coalesce(events.is_child, false)
    from raw.events
    cross join raw.exported

)

select
    told.kind,
    told.id as activity_id,
    case when told.is_done then told.occurred_at else told.due_at end as occurred_at,
    case when told.is_done then told.is_date_only else told.due_at_is_date_only end as is_date_only,
    told.is_done,
    people.rep_id,
    told.direction,
    told.outcome,
    told.duration_s,
    told.is_automated,
    told.is_gone,
    coalesce(who.lead_id, of_deal.lead_id) as lead_id,
    deals.id as deal_id
from told
left join raw.people on lower(trim(told.owner)) = people.called
left join raw.lead_ids as who on told.who = who.known_as
left join raw.known_deals as deals on told.what = deals.id
left join (
    select
        opportunity_id,
        arg_min(lead_id, (place, created_at, lead_id)) as lead_id
    from raw.contacts_of_deals
    group by opportunity_id
) as of_deal on told.what = of_deal.opportunity_id
