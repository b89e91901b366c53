-- What was filled in or changed about a contact after it was created, of the columns we know a lead by.
--
-- grain: lead_id, attribute, changed_at
-- reads: raw.property_changes, raw.lead_ids, raw.living_contacts
-- needs: rows
select
    lead_ids.lead_id,
    history.property as attribute,
    history.changed_at,
    bool_and(history.changed_at_is_date_only) as changed_at_is_date_only,
    max(history.value) as value
from raw.property_changes as history
inner join raw.lead_ids on history.contact_id = lead_ids.contact_id
inner join raw.living_contacts as contacts on lead_ids.lead_id = contacts.contact_id
where
    history.property in ('segment', 'region', 'title', 'industry', 'employees')
    and history.changed_at > contacts.created_at
group by lead_ids.lead_id, history.property, history.changed_at
