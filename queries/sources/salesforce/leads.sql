-- A lead is a lead or, where none became it, a contact; a converted lead lives on as its contact.
--
-- The campaign is the first one the person responded to by the day of creation.
--
-- grain: lead_id
-- reads: raw.persons, raw.accounts, raw.responses
with

first_campaigns as (

    select
        responses.lead_id,
        arg_min(responses.campaign_id, (responses.touched_at, responses.member_id)) as campaign_id
    from raw.responses
    inner join raw.persons on responses.lead_id = persons.lead_id
    where cast(timezone($zone, responses.touched_at) as date) <= cast(timezone($zone, persons.created_at) as date)
    group by responses.lead_id

)

select
    persons.lead_id,
    persons.account_id,
    persons.created_at,
    persons.created_at_is_date_only,
    persons.full_name as lead_name,
    coalesce(persons.company, accounts.company_name) as company,
    coalesce(persons.segment, accounts.segment) as segment,
    coalesce(persons.region, accounts.region) as region,
    first_campaigns.campaign_id as source_campaign_id,
    replace(lower(persons.source), ' ', '_') as channel,
    case
        when lower(persons.sourced_by) in ('marketing', 'sales', 'partner') then lower(persons.sourced_by)
    end as sourced_by,
    persons.email,
    persons.title,
    coalesce(persons.industry, accounts.industry) as industry,
    try_cast(nullif(regexp_replace(
        coalesce(persons.employees, accounts.employees), '[,. ](\d{3})|\.0+$', '\1', 'g'
    ), '') as bigint) as employees
from raw.persons
left join raw.accounts on persons.account_id = accounts.id
left join first_campaigns on persons.lead_id = first_campaigns.lead_id
