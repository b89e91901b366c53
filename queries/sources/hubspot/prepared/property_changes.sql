-- Changes of the properties that something is read from, whether the file calls them by API name or by label.
--
-- grain: contact_id, property, changed_at, value
-- reads: raw.contact_history
with

names as (

    select *
    from (
        values
        ('lifecyclestage', 'lifecyclestage'), ('hsleadstatus', 'hs_lead_status'), ('leadstatus', 'hs_lead_status'),
        ('hubspotownerid', 'hubspot_owner_id'), ('contactowner', 'hubspot_owner_id'),
        ('hubspotowner', 'hubspot_owner_id'), ('hubspotscore', 'hubspotscore'),
        ('hsleaddisqualificationreason', 'hs_lead_disqualification_reason'),
        ('leaddisqualificationreason', 'hs_lead_disqualification_reason'),
        ('disqualificationreason', 'hs_lead_disqualification_reason'),
        ('hsemailoptout', 'hs_email_optout'), ('unsubscribedfromallemail', 'hs_email_optout'),
        ('segment', 'segment'), ('customersegment', 'segment'), ('companysegment', 'segment'), ('region', 'region'),
        ('salesregion', 'region'), ('country', 'region'), ('countryregion', 'region'), ('jobtitle', 'title'),
        ('industry', 'industry'), ('numemployees', 'employees'), ('numberofemployees', 'employees')
    ) as known(called, property)

)

select
    history.contact_id,
    names.property,
    history.value,
    history.changed_at,
    history.changed_at_is_date_only
from raw.contact_history as history
inner join names on regexp_replace(lower(history.property), '[^a-z]', '', 'g') = names.called
