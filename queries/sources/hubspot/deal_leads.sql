-- The contacts of a deal.
--
-- grain: deal_id, lead_id
-- reads: raw.contacts_of_deals
-- needs: rows
select
    deal_id,
    lead_id
from raw.contacts_of_deals
