-- The last campaign that a lead touched before a handoff that is old enough to be judged.
--
-- A touch on the day of a handoff known only by its date may have come after it: the day before is the last that counts.
--
-- grain: handoff_id
-- scope: cluster
-- reads: marts.handoffs, canonical.touches
select
    handoffs.handoff_id,
    max_by(touches.campaign_id, (touches.touched_at, touches.campaign_id, touches.touch_id)) as campaign_id
from marts.handoffs
inner join canonical.touches on handoffs.lead_id = touches.lead_id
where
    handoffs.age_days >= handoffs.won_within_days
    and touches.campaign_id is not null
    and not is_from(
        handoffs.handed_at, touches.touched_at, handoffs.is_date_only or touches.touched_at_is_date_only, $zone
    )
group by all
order by handoffs.handoff_id
