-- Everybody who owns something; the team is the primary one.
--
-- grain: rep_id
-- reads: raw.people, raw.owners, raw.teams, raw.owner_teams
with

owners as (

    select
        coalesce(id, user_id, email, full_name) as rep_id,
        any_value(coalesce(full_name, nullif(trim(concat_ws(' ', first_name, last_name)), ''), email)) as rep_name,
        any_value(email) as email,
        any_value(team) as team
    from raw.owners
    group by 1

),

primary_teams as (

    select
        owner_teams.owner_id,
        arg_min(
            coalesce(teams.team_name, owner_teams.team_id),
            (not coalesce(owner_teams.is_primary, false), owner_teams.team_id)
        ) as team
    from raw.owner_teams
    left join raw.teams on owner_teams.team_id = teams.id
    group by owner_teams.owner_id

)

select
    people.rep_id,
    coalesce(any_value(owners.rep_name), people.rep_id) as rep_name,
    any_value(coalesce(primary_teams.team, owners.team)) as team,
    any_value(owners.email) as email
from raw.people
left join owners on people.rep_id = owners.rep_id
left join primary_teams on people.rep_id = primary_teams.owner_id
group by people.rep_id
