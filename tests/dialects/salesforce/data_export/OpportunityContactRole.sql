select
    'R' || row_number() over (order by deal_leads.deal_id, deal_leads.lead_id) as "Id",
    'false' as "IsDeleted",
    deal_leads.deal_id as "OpportunityId",
    deal_leads.lead_id as "ContactId",
    role as "Role",
    (deal_leads.lead_id = deals.lead_id)::varchar as "IsPrimary",
    '2026-01-01T00:00:00Z' as "CreatedDate"
from deal_leads
inner join deals on deal_leads.deal_id = deals.deal_id
