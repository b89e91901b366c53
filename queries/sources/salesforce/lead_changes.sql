-- What was filled in or changed about a lead after it was created, of the columns we know it by.
--
-- grain: lead_id, attribute, changed_at
-- reads: raw.lead_history, raw.lead_ids, raw.persons
-- needs: rows
with

attributes as (

    select *
    from (
        values
        ('segment', 'segment'), ('segmentc', 'segment'), ('region', 'region'), ('regionc', 'region'),
        ('country', 'region'), ('title', 'title'), ('industry', 'industry'), ('numberofemployees', 'employees')
    ) as known(property, attribute)

)

select
    lead_ids.lead_id,
    attributes.attribute,
    history.changed_at,
    bool_and(history.changed_at_is_date_only) as changed_at_is_date_only,
    max(history.value) as value
from raw.lead_history as history
inner join attributes on regexp_replace(lower(history.property), '[^a-z]', '', 'g') = attributes.property
inner join raw.lead_ids on history.lead_id = lead_ids.known_as
inner join raw.persons on lead_ids.lead_id = persons.lead_id
where
    history.changed_at > persons.created_at
    and not coalesce(history.is_deleted, false)
group by lead_ids.lead_id, attributes.attribute, history.changed_at
