-- Who owned each lead from when on: by the history of the owner, else the owner now, from the lead's creation.
--
-- A blank rep: a queue. A change of owner stands in the history twice, once with ids and once with names.
--
-- grain: lead_id, owned_at
-- reads: raw.lead_history, raw.living_leads, raw.lead_ids, raw.people
with

changes as (

    select
        history.lead_id as id,
        history.changed_at,
        history.changed_at_is_date_only as is_date_only,
        before.rep_id as rep_before,
        after.rep_id
    from raw.lead_history as history
    left join raw.people as before on lower(trim(history.old_value)) = before.called
    left join raw.people as after on lower(trim(history.value)) = after.called
    where
        regexp_replace(lower(history.property), '[^a-z]', '', 'g') in ('owner', 'leadowner', 'ownerid', 'ownerassignment')
        and not coalesce(history.is_deleted, false)

),

beginnings as (

    select
        leads.id,
        leads.created_at as changed_at,
        leads.created_at_is_date_only as is_date_only,
        case when first_changes.id is not null then first_changes.rep_before else people.rep_id end as rep_id
    from raw.living_leads as leads
    left join (
        select
            id,
            arg_min(rep_before, changed_at) filter (where rep_before is not null) as rep_before
        from changes
        where changed_at = (select min(earlier.changed_at) from changes as earlier where earlier.id = changes.id)
        group by id
    ) as first_changes on leads.id = first_changes.id
    left join raw.people on lower(trim(leads.owner)) = people.called

),

each_moment as (

    select
        lead_ids.lead_id,
        told.changed_at as owned_at,
        max(told.rep_id) as rep_id,
        bool_and(told.is_date_only) as is_date_only
    from (
        select id, changed_at, is_date_only, rep_id from changes
        union all
        select id, changed_at, is_date_only, rep_id from beginnings
    ) as told
    inner join raw.lead_ids on told.id = lead_ids.known_as
    group by lead_ids.lead_id, told.changed_at

)

select
    *,
    lag(rep_id) over (partition by lead_id order by owned_at) as rep_before
from each_moment
qualify rep_id is distinct from rep_before
