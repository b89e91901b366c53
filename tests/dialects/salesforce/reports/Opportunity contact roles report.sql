select
    deal_leads.deal_id as "Opportunity ID",
    deal_leads.lead_id as "Contact ID",
    role as "Contact Role",
    case when deal_leads.lead_id = deals.lead_id then '1' else '0' end as "Primary"
from deal_leads
inner join deals on deal_leads.deal_id = deals.deal_id
