-- What the touches of the 30 and of the 60 days after a handoff added to the lead's score, by the agreed points.
--
-- Had the lead been held back, those touches would have come in any case, unless a call of sales led to them. Without decay.
--
-- grain: handoff_id
-- scope: cluster
-- reads: marts.handoffs, canonical.touches, agreements.scoring
with

later as (

    select
        handoffs.handoff_id,
        scoring.points,
        whole_seconds(
            handoffs.handed_at, touches.touched_at, handoffs.is_date_only or touches.touched_at_is_date_only, $zone
        ) as seconds
    from marts.handoffs
    inner join canonical.touches on handoffs.lead_id = touches.lead_id
    inner join agreements.scoring
        on touches.kind = scoring.touch_kind
        and touches.touched_at >= scoring.effective_from
        and touches.touched_at < scoring.effective_to

)

select
    handoff_id,
    cast(coalesce(sum(points) filter (where seconds < 30 * 86400), 0) as integer) as points_30d,
    cast(sum(points) as integer) as points
from later
where seconds between 1 and 60 * 86400 - 1
group by all
order by handoff_id
