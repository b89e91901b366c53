-- A deal is not closed before it was opened.
--
-- group: Time runs forward
-- level: warn
-- scope: cluster
-- reads: marts.deals
select
    deal_id,
    opened_on,
    closed_on
from marts.deals
where closed_at < opened_at
