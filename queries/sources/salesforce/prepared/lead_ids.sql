-- Every id of a lead or contact, and the lead it is now: a converted lead lives on as its contact, a merged one in its master.
--
-- grain: known_as
-- reads: raw.leads, raw.contacts, raw.living_leads, raw.living_contacts
with recursive

pairs as (

    select
        id,
        merged_into as became
    from raw.leads
    where merged_into is not null
    union
    select
        id,
        merged_into
    from raw.contacts
    where merged_into is not null
    union
    select
        id,
        contact_id
    from raw.living_leads
    where
        contact_id is not null
        and contact_id in (select id from raw.contacts)

),

steps as (

    select
        id as known_as,
        id as reached
    from (select id from raw.leads union select id from raw.contacts)
    union
    select
        steps.known_as,
        pairs.became
    from steps
    inner join pairs on steps.reached = pairs.id

)

select
    steps.known_as,
    min(steps.reached) as lead_id
from steps
left join pairs on steps.reached = pairs.id
where
    pairs.id is null
    and (
        steps.reached in (select id from raw.living_leads)
        or steps.reached in (select id from raw.living_contacts)
    )
group by steps.known_as
