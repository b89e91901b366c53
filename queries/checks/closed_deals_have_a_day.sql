-- Every won or lost deal has the day it was closed, and no open deal has one.
--
-- group: Time runs forward
-- level: stop
-- scope: cluster
-- reads: canonical.deals
select
    deal_id,
    outcome,
    closed_at
from canonical.deals
where (outcome = 'open') <> (closed_at is null)
