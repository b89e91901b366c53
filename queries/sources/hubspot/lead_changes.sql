-- What was filled in or changed about a contact after it was created, of the columns we know a lead by.
--
-- grain: lead_id, attribute, changed_at
-- reads: raw.contact_history, raw.lead_ids, raw.living_contacts
-- needs: rows
with

attributes as (

    select *
    from (
        values
        ('segment', 'segment'), ('region', 'region'), ('country', 'region'), ('jobtitle', 'title'),
        ('industry', 'industry'), ('numemployees', 'employees')
    ) as known(property, attribute)

)

select
    lead_ids.lead_id,
    attributes.attribute,
    history.changed_at,
    bool_and(history.changed_at_is_date_only) as changed_at_is_date_only,
    max(history.value) as value
from raw.contact_history as history
inner join attributes on lower(history.property) = attributes.property
inner join raw.lead_ids on history.contact_id = lead_ids.contact_id
inner join raw.living_contacts as contacts on lead_ids.lead_id = contacts.contact_id
where history.changed_at > contacts.created_at
group by lead_ids.lead_id, attributes.attribute, history.changed_at
