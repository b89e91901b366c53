-- Every id a contact has gone by, and the lead it is now.
--
-- grain: contact_id
-- reads: raw.living_contacts, raw.merges
with recursive

steps as (

    select
        contact_id,
        contact_id as reached
    from raw.living_contacts
    union
    select
        contact_id,
        merged_into
    from raw.merges
    union
    select
        steps.contact_id,
        merges.merged_into
    from steps
    inner join raw.merges on steps.reached = merges.contact_id

)

select
    steps.contact_id,
    min(steps.reached) as lead_id
from steps
inner join raw.living_contacts on steps.reached = living_contacts.contact_id
left join raw.merges on steps.reached = merges.contact_id
where merges.contact_id is null
group by steps.contact_id
