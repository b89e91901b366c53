-- Everybody a file names as an owner: by id, user id, e-mail address or name, folded, and the id in sales.
--
-- An owner that no file of owners lists goes by what the file calls them.
--
-- grain: called
-- reads: raw.owners, raw.contacts, raw.deals, raw.deal_splits, raw.calls, raw.meetings, raw.emails, raw.messages, raw.tasks, raw.engagements, raw.property_changes
with

owners as (

    select
        coalesce(id, user_id, email, full_name) as rep_id,
        [
            id,
            user_id,
            email,
            coalesce(full_name, nullif(trim(concat_ws(' ', first_name, last_name)), ''))
        ] as names
    from raw.owners

),

listed as (

    select
        rep_id,
        position,
        lower(trim(names[position])) as called
    from owners, unnest(range(1, 5)) as numbers(position)
    where
        rep_id is not null
        and names[position] is not null

),

known as (

    select
        called,
        min(rep_id) as rep_id
    from listed
    group by called, position
    having count(distinct rep_id) = 1

),

named as (

    select owner from raw.contacts
    union
    select owner from raw.deals
    union
    select owner from raw.deal_splits
    union
    select owner from raw.calls
    union
    select owner from raw.meetings
    union
    select owner from raw.emails
    union
    select owner from raw.messages
    union
    select owner from raw.tasks
    union
    select owner from raw.engagements
    union
    select value from raw.property_changes where property = 'hubspot_owner_id'
    union
    select nullif(trim(unnest(string_split(collaborators, ';'))), '') from raw.deals

)

select
    called,
    min(rep_id) as rep_id
from known
group by called
union all
select
    lower(trim(owner)),
    min(trim(owner))
from named
where
    owner is not null
    and lower(trim(owner)) not in (select called from known)
group by 1
