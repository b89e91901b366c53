-- The contacts of an opportunity and their roles.
--
-- grain: deal_id, lead_id
-- reads: raw.contacts_of_deals
-- needs: rows
select
    opportunity_id as deal_id,
    lead_id,
    role
from raw.contacts_of_deals
