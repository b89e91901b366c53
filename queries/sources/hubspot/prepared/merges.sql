-- Contacts that HubSpot merged into another, and the one that stayed: its merged ids name those that are gone.
--
-- Ids stand apart by semicolons, in an older property each with the time of its merge behind a colon. One that several
-- contacts name belongs to one that is not gone itself.
--
-- grain: contact_id
-- reads: raw.living_contacts
with

named as (

    select
        contact_id as merged_into,
        unnest(string_split(merged_ids, ';')) as contact_id
    from raw.living_contacts
    where merged_ids is not null
    union
    select
        contact_id,
        unnest(string_split(merged_vids, ';'))
    from raw.living_contacts
    where merged_vids is not null

),

pairs as (

    select distinct
        trim(split_part(contact_id, ':', 1)) as contact_id,
        merged_into
    from named

)

select
    contact_id,
    arg_min(merged_into, (merged_into in (select contact_id from pairs), merged_into)) as merged_into
from pairs
where
    contact_id <> ''
    and contact_id <> merged_into
group by contact_id
