-- When a lead first and last met a piece of content: seen in a touch with marketing, or sent to it by sales.
--
-- Seen: touches that name a piece, but for those that only stand in for a source. Sent: activities of sales that name one, are done and
-- not the lead's own; one with a deal only belongs to the deal's lead.
-- rep_id: who has the lead.
--
-- grain: lead_id, how, piece
-- scope: cluster
-- reads: marts.leads, canonical.touches, canonical.activities, canonical.deals
with

contacts as (

    select
        lead_id,
        'seen' as how,
        trim(content) as piece,
        touched_at as contact_at,
        coalesce(touched_at_is_date_only, false) as is_date_only
    from canonical.touches
    where trim(content) <> '' and not coalesce(is_stand_in(kind), false)
    union all
    select
        coalesce(activities.lead_id, deals.lead_id),
        'sent',
        trim(activities.content),
        activities.occurred_at,
        coalesce(activities.occurred_at_is_date_only, false)
    from canonical.activities
    left join canonical.deals on activities.deal_id = deals.deal_id
    where trim(activities.content) <> '' and is_done(activities.status) and activities.direction is distinct from 'inbound'

),

met as (

    select
        lead_id,
        how,
        piece,
        min(contact_at) as first_at,
        -- of two at one instant the one with a clock: one number, since a pair is compared much more slowly
        min(2 * epoch_us(contact_at) + cast(is_date_only as bigint)) & 1 = 1 as is_date_only,
        cast(timezone($zone, min(contact_at)) as date) as first_on,
        cast(timezone($zone, max(contact_at)) as date) as last_on,
        count(*) as times_count
    from contacts
    where lead_id is not null
    group by all

)

select
    met.*,
    leads.rep_id
from met
inner join marts.leads on met.lead_id = leads.lead_id
order by met.lead_id, met.how, met.piece
