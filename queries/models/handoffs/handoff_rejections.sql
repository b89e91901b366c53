-- When sales sent a handoff back: on or after it was handed over, and not after the lead was handed over again.
--
-- A rejection without a clock on the day of the handing over came with it.
--
-- grain: handoff_id
-- scope: cluster
-- reads: marts.merged_handoffs
select
    handoff_id,
    lead_id,
    greatest(rejected_at, handed_at) as rejected_at,
    rejected_is_date_only as is_date_only
from marts.merged_handoffs
where
    is_from(handed_at, rejected_at, is_date_only or rejected_is_date_only, $zone)
    and coalesce(rejected_at <= next_handed_at, true)
order by handoff_id
