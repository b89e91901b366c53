-- What Salesforce calls a contact: the lead it is there, and the contact it has become.
--
-- grain: lead_id, person
-- reads: raw.contacts, raw.lead_ids
-- needs: rows
with

told as (

    select id, salesforce_contact_id as person from raw.contacts
    union
    select id, salesforce_lead_id from raw.contacts

)

select distinct
    lead_ids.lead_id,
    told.person
from told
inner join raw.lead_ids on told.id = lead_ids.contact_id
where told.person is not null
