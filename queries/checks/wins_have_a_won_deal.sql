-- A lead that a source calls won has a won deal; where all its new deals are lost or open, the win does not count.
--
-- group: Time runs forward
-- level: warn
-- scope: cluster
-- reads: marts.cancelled_wins
select
    lead_id,
    entered_at,
    deal_count
from marts.cancelled_wins
