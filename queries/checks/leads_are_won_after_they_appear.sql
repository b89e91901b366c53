-- A lead is not won before it was created; such a lead is kept and counted.
--
-- group: Time runs forward
-- level: warn
-- scope: cluster
-- reads: marts.leads
select
    lead_id,
    created_on,
    won_on,
    days_to_won
from marts.leads
where days_to_won < 0
