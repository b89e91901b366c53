-- A won deal names a lead, or is of an account none of whose leads had a touch: else its credit has a name nobody gave it.
--
-- group: Links found
-- level: warn
-- reads: marts.deals_without_lead
select
    deal_id,
    account_id,
    lead_count
from marts.deals_without_lead
order by deal_id
