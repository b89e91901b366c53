-- Users who own something; the team is the role in Salesforce, else the department.
--
-- grain: rep_id
-- reads: raw.people, raw.users, raw.user_roles
select
    people.rep_id,
    coalesce(
        any_value(coalesce(users.full_name, nullif(trim(concat_ws(' ', users.first_name, users.last_name)), ''))),
        people.rep_id
    ) as rep_name,
    any_value(coalesce(users.role_name, roles.role_name, users.department)) as team,
    any_value(users.email) as email
from raw.people
left join raw.users on people.rep_id = users.id
left join raw.user_roles as roles on users.role_id = roles.id
group by people.rep_id
