-- Leads that belong to a deal: by the associations, or as the export of deals lists them.
--
-- grain: deal_id, lead_id
-- reads: raw.deal_contacts, raw.known_deals, raw.lead_ids, raw.living_contacts
with

named as (

    select
        deal_id,
        contact_id
    from raw.deal_contacts
    union
    select
        deal_id,
        trim(unnest(string_split(contact_ids, ';')))
    from raw.known_deals
    where contact_ids is not null

)

select
    named.deal_id,
    lead_ids.lead_id,
    min(contacts.created_at) as created_at
from named
inner join raw.known_deals as deals on named.deal_id = deals.deal_id
inner join raw.lead_ids on named.contact_id = lead_ids.contact_id
inner join raw.living_contacts as contacts on lead_ids.lead_id = contacts.contact_id
group by named.deal_id, lead_ids.lead_id
