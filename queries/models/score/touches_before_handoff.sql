-- How many touches of each kind a lead had had before a handoff that is old enough to tell whether it was sales-qualified.
--
-- grain: handoff_id, kind
-- scope: cluster
-- reads: marts.handoffs, canonical.touches
select
    handoffs.handoff_id,
    coalesce(touches.kind, 'not recorded') as kind,
    count(*) as touch_count
from marts.handoffs
inner join canonical.touches on handoffs.lead_id = touches.lead_id
where
    handoffs.age_days >= handoffs.sql_within_days
    and not is_from(
        handoffs.handed_at, touches.touched_at, handoffs.is_date_only or touches.touched_at_is_date_only, $zone
    )
group by all
order by handoffs.handoff_id, kind
