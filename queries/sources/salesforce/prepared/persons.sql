-- One row a person: what the lead says first, what the contact it became says where that is blank.
--
-- grain: lead_id
-- reads: raw.living_leads, raw.living_contacts, raw.lead_ids
with

records as (

    select
        lead_ids.lead_id, true as is_lead, leads.id, leads.created_at, leads.created_at_is_date_only,
        coalesce(leads.full_name, nullif(trim(concat_ws(' ', leads.first_name, leads.last_name)), '')) as full_name,
        leads.email, leads.company, leads.title, leads.industry, leads.employees, leads.region, leads.segment,
        leads.source, leads.sourced_by, leads.owner, leads.account_id, leads.status, leads.converted_at,
        leads.converted_at_is_date_only, leads.reject_reason
    from raw.living_leads as leads
    inner join raw.lead_ids on leads.id = lead_ids.known_as
    union all
    select
        lead_ids.lead_id, false, contacts.id, contacts.created_at, contacts.created_at_is_date_only,
        coalesce(contacts.full_name, nullif(trim(concat_ws(' ', contacts.first_name, contacts.last_name)), '')),
        contacts.email, null, contacts.title, null, null, contacts.region, contacts.segment,
        contacts.source, contacts.sourced_by, contacts.owner, contacts.account_id, null, null, null, null
    from raw.living_contacts as contacts
    inner join raw.lead_ids on contacts.id = lead_ids.known_as

)

select
    lead_id,
    bool_or(is_lead) as is_lead,
    min(created_at) as created_at,
    arg_min(created_at_is_date_only, created_at) as created_at_is_date_only,
    arg_min(full_name, (not is_lead, created_at, id)) as full_name,
    arg_min(email, (not is_lead, created_at, id)) as email,
    arg_min(company, (not is_lead, created_at, id)) as company,
    arg_min(title, (not is_lead, created_at, id)) as title,
    arg_min(industry, (not is_lead, created_at, id)) as industry,
    arg_min(employees, (not is_lead, created_at, id)) as employees,
    arg_min(region, (not is_lead, created_at, id)) as region,
    arg_min(segment, (not is_lead, created_at, id)) as segment,
    arg_min(source, (not is_lead, created_at, id)) as source,
    arg_min(sourced_by, (not is_lead, created_at, id)) as sourced_by,
    arg_min(owner, (not is_lead, created_at, id)) as owner,
    arg_min(account_id, (is_lead, created_at, id)) as account_id,
    min(converted_at) as converted_at,
    arg_min(converted_at_is_date_only, converted_at) as converted_at_is_date_only,
    arg_min(reject_reason, (not is_lead, created_at, id)) as reject_reason
from records
group by lead_id
