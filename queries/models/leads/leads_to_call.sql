-- Whom sales may call again as of now, and why not the others: the first reason of this order that holds.
--
-- opted_out; no_contact: the latest handoff was rejected for a reason that both agreed excuses sales from contacting; open_deal,
-- won_deal: new business with the lead; attempted: an attempt of an agreed kind in the last days in which leads are left alone, of a day without a clock from
-- its last moment. Records merged into another are no leads of their own. last_attempt_at: the latest of all attempts.
--
-- grain: lead_id
-- scope: cluster
-- reads: canonical.leads, canonical.activities, canonical.deals, marts.handoffs, marts.deals, agreements.attempts, agreements.no_contact
with

attempts_in_force as (

    select kinds
    from agreements.attempts
    where cast($as_of as timestamptz) >= effective_from and cast($as_of as timestamptz) < effective_to

),

no_contact_in_force as (

    select reasons
    from agreements.no_contact
    where cast($as_of as timestamptz) >= effective_from and cast($as_of as timestamptz) < effective_to

),

attempts as (

    select
        coalesce(activities.lead_id, deals.lead_id) as lead_id,
        max(latest_moment(activities.occurred_at, activities.occurred_at_is_date_only, $zone)) as last_attempt_at
    from canonical.activities
    cross join attempts_in_force
    left join canonical.deals on activities.deal_id = deals.deal_id
    where
        not coalesce(activities.is_automated, false)
        and is_done(activities.status)
        and coalesce(activities.direction, 'outbound') <> 'inbound'
        and list_contains(attempts_in_force.kinds, activities.kind)
    group by all

),

rejected as (

    select
        lead_id,
        max_by(reject_reason, (handed_at, handoff_id)) filter (where rejected_at is not null) as reject_reason,
        max_by(rejected_at is not null, (handed_at, handoff_id)) as is_rejected
    from marts.handoffs
    group by all

),

new_business as (

    select
        lead_id,
        bool_or(outcome = 'open') as has_open_deal,
        bool_or(outcome = 'won') as has_won_deal
    from marts.deals
    where lead_id is not null and kind = 'new'
    group by all

)

select
    leads.lead_id,
    case
        when leads.opted_out_at is not null then 'opted_out'
        when rejected.is_rejected and list_contains(no_contact_in_force.reasons, rejected.reject_reason) then 'no_contact'
        when new_business.has_open_deal then 'open_deal'
        when new_business.has_won_deal then 'won_deal'
        when attempts.last_attempt_at + to_days(left_alone_days()) > cast($as_of as timestamptz) then 'attempted'
    end as left_out,
    attempts.last_attempt_at,
    cast(timezone($zone, attempts.last_attempt_at) as date) as last_attempt_on
from canonical.leads
cross join no_contact_in_force
left join rejected on leads.lead_id = rejected.lead_id
left join new_business on leads.lead_id = new_business.lead_id
left join attempts on leads.lead_id = attempts.lead_id
order by leads.lead_id
