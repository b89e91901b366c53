-- Everybody a file names as an owner: by id, name or e-mail address, folded, and the id of the user.
--
-- A queue (an id that begins with 00G) is nobody. One whom no file of users lists goes by what the file calls them.
--
-- grain: called
-- reads: raw.users, raw.leads, raw.contacts, raw.opportunities, raw.splits, raw.team_members, raw.tasks, raw.events, raw.lead_history
with

users as (

    select
        id,
        [id, coalesce(full_name, nullif(trim(concat_ws(' ', first_name, last_name)), '')), email] as names
    from raw.users

),

listed as (

    select
        id,
        position,
        lower(trim(names[position])) as called
    from users, unnest(range(1, 4)) as numbers(position)
    where names[position] is not null

),

known as (

    select
        called,
        min(id) as rep_id
    from listed
    group by called, position
    having count(distinct id) = 1

),

named as (

    select owner from raw.leads
    union
    select owner from raw.contacts
    union
    select owner from raw.opportunities
    union
    select owner from raw.splits
    union
    select person from raw.team_members
    union
    select owner from raw.tasks
    union
    select owner from raw.events

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
    and not starts_with(owner, '00G')
    and not regexp_matches(lower(owner), '\bqueue\b')
    and lower(trim(owner)) not in (select called from known)
group by 1
