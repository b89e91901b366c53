-- Leads that belong to an opportunity: by its contact roles, its own contact, and the lead that was converted into it.
--
-- grain: opportunity_id, lead_id
-- reads: raw.opportunity_contacts, raw.known_deals, raw.living_leads, raw.lead_ids, raw.persons
with

named as (

    select
        opportunity_id,
        contact_id as known_as,
        role,
        case when coalesce(is_primary, false) then 2 else 3 end as place
    from raw.opportunity_contacts
    where not coalesce(is_deleted, false)
    union all
    select
        id,
        contact_id,
        null,
        2
    from raw.known_deals
    where contact_id is not null
    union all
    select
        opportunity_id,
        id,
        null,
        1
    from raw.living_leads
    where opportunity_id is not null

)

select
    named.opportunity_id,
    lead_ids.lead_id,
    arg_min(named.role, named.place) as role,
    min(named.place) as place,
    min(persons.created_at) as created_at
from named
inner join raw.known_deals as deals on named.opportunity_id = deals.id
inner join raw.lead_ids on named.known_as = lead_ids.known_as
inner join raw.persons on lead_ids.lead_id = persons.lead_id
group by named.opportunity_id, lead_ids.lead_id
