-- E-mail addresses that belong to one lead alone, as files without ids name people.
--
-- grain: email
-- reads: raw.living_contacts, raw.lead_ids
select
    lower(trim(living_contacts.email)) as email,
    min(lead_ids.lead_id) as lead_id
from raw.living_contacts
inner join raw.lead_ids on living_contacts.contact_id = lead_ids.contact_id
where living_contacts.email is not null
group by 1
having count(distinct lead_ids.lead_id) = 1
