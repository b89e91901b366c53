-- Every won deal names a lead, unless no lead of its account had a touch.
--
-- group: Links found
-- level: warn
-- scope: cluster
-- reads: marts.deals_without_lead
select
    deal_id,
    account_id,
    lead_count
from marts.deals_without_lead
order by deal_id
