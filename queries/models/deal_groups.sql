-- The buying group of a deal: its own lead and everybody named beside it, each once.
--
-- grain: deal_id, lead_id
-- reads: canonical.deal_leads, canonical.leads, marts.deals
with

members as (

    select deal_id, lead_id
    from canonical.deal_leads
    union
    select deal_id, lead_id
    from marts.deals
    where lead_id is not null

)

select
    members.deal_id,
    members.lead_id
from members
inner join canonical.leads on members.lead_id = leads.lead_id
order by members.deal_id, members.lead_id
