-- The contact that each lead is now, as far as what sales does with it asks.
--
-- grain: lead_id
-- reads: raw.living_contacts, raw.lead_ids
select
    lead_ids.lead_id,
    true as is_lead,
    contacts.created_at,
    contacts.created_at_is_date_only,
    contacts.reject_reason
from raw.living_contacts as contacts
inner join raw.lead_ids on contacts.contact_id = lead_ids.contact_id
where lead_ids.lead_id = contacts.contact_id
