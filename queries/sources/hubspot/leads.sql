-- A lead is a contact: whoever was merged lives on in the one that stayed, the deleted and archived are left out.
--
-- The campaign is the first one that converted the contact, else what the first page says behind utm_campaign.
--
-- grain: lead_id
-- reads: raw.living_contacts, raw.companies, raw.campaigns_named, raw.property_changes
with

opted_out as (

    select
        contact_id,
        arg_max(changed_at, changed_at) filter (where lower(value) in ('true', 'yes')) as opted_out_at,
        arg_max(changed_at_is_date_only, changed_at) filter (where lower(value) in ('true', 'yes')) as is_date_only
    from raw.property_changes
    where property = 'hs_email_optout'
    group by contact_id

),

told as (

    select
        *,
        coalesce(
            first_campaign,
            nullif(replace(url_decode(regexp_extract(first_url, '[?&]utm_campaign=([^&#]*)', 1)), '+', ' '), '')
        ) as campaign
    from raw.living_contacts

)

select
    told.contact_id as lead_id,
    trim(split_part(told.company_id, ';', 1)) as account_id,
    told.created_at,
    told.created_at_is_date_only,
    nullif(trim(concat_ws(' ', told.first_name, told.last_name)), '') as lead_name,
    coalesce(told.company, companies.company_name) as company,
    told.segment,
    told.region,
    coalesce(campaigns.campaign_id, told.campaign) as source_campaign_id,
    replace(lower(told.source), ' ', '_') as channel,
    case when lower(told.sourced_by) in ('marketing', 'sales', 'partner') then lower(told.sourced_by) end as sourced_by,
    told.email,
    told.title,
    coalesce(told.industry, companies.industry) as industry,
    try_cast(nullif(regexp_replace(coalesce(told.employees, companies.employees), '[,. ](\d{3})|\.0+$', '\1', 'g'), '') as bigint) as employees,
    opted_out.opted_out_at,
    opted_out.is_date_only as opted_out_at_is_date_only
from told
left join raw.companies on trim(split_part(told.company_id, ';', 1)) = companies.id
left join raw.campaigns_named as campaigns on lower(trim(told.campaign)) = campaigns.called
left join opted_out on told.contact_id = opted_out.contact_id
