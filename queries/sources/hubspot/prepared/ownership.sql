-- Who owned each lead from when on: by the history of the owner, else the owner now, from the day it was assigned.
--
-- A blank rep: nobody from then on.
--
-- grain: lead_id, owned_at
-- reads: raw.property_changes, raw.living_contacts, raw.lead_ids, raw.people
with

changes as (

    select
        lead_ids.lead_id,
        people.rep_id,
        history.changed_at as owned_at,
        history.changed_at_is_date_only as is_date_only
    from raw.property_changes as history
    inner join raw.lead_ids on history.contact_id = lead_ids.contact_id
    left join raw.people on lower(trim(history.value)) = people.called
    where history.property = 'hubspot_owner_id'

),

owners_now as (

    select
        lead_ids.lead_id,
        people.rep_id,
        contacts.owner_assigned_at as owned_at,
        contacts.owner_assigned_at_is_date_only as is_date_only
    from raw.living_contacts as contacts
    inner join raw.lead_ids on contacts.contact_id = lead_ids.contact_id
    inner join raw.people on lower(trim(contacts.owner)) = people.called
    where
        contacts.owner_assigned_at is not null
        and lead_ids.lead_id not in (select lead_id from changes)

),

each_moment as (

    select
        lead_id,
        owned_at,
        max(rep_id) as rep_id,
        bool_and(is_date_only) as is_date_only
    from (from changes union all from owners_now)
    group by lead_id, owned_at

)

select
    *,
    lag(rep_id) over (partition by lead_id order by owned_at) as rep_before
from each_moment
qualify rep_id is distinct from rep_before
