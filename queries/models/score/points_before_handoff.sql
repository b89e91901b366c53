-- What each handed-over lead had earned by its touches before the handoff, in thousandths of a point, and its segment then.
--
-- A touch counts the points in force when it happened, halved for each agreed half-life of whole days up to the handoff; a touch
-- of the same day counts only where both are known by the clock. Of a lead whose segment changed it is the last value before the
-- handoff; none where it was first filled in later. Blank while a handoff is too young to be judged: whether it was won in time.
--
-- grain: handoff_id
-- scope: cluster
-- reads: marts.handoffs, canonical.touches, canonical.lead_changes, agreements.scoring, agreements.decay
with

followed as (

    select
        handoffs.*,
        decay.half_life_days
    from marts.handoffs
    left join agreements.decay
        on handoffs.handed_at >= decay.effective_from
        and handoffs.handed_at < decay.effective_to

),

-- In thousandths of a point, whole numbers: their sum is the same in any order.
touched as (

    select
        followed.handoff_id,
        cast(sum(scoring.points * touch_weight(
            whole_days(
                touches.touched_at, followed.handed_at, followed.is_date_only or touches.touched_at_is_date_only, $zone
            ),
            followed.half_life_days
        )) as bigint) as thousandths
    from followed
    inner join canonical.touches on followed.lead_id = touches.lead_id
    inner join agreements.scoring
        on touches.kind = scoring.touch_kind
        and touches.touched_at >= scoring.effective_from
        and touches.touched_at < scoring.effective_to
    where
        not is_from(
            followed.handed_at, touches.touched_at, followed.is_date_only or touches.touched_at_is_date_only, $zone
        )
    group by all

),

segments_then as (

    select
        followed.handoff_id,
        struct_extract(max_by(
            {'value': lead_changes.value}, lead_changes.changed_at
        ) filter (
            where not is_from(
                followed.handed_at, lead_changes.changed_at,
                followed.is_date_only or lead_changes.changed_at_is_date_only, $zone
            )
        ), 'value') as segment,
        true as has_history
    from followed
    inner join canonical.lead_changes on followed.lead_id = lead_changes.lead_id
    where lead_changes.attribute = 'segment'
    group by all

)

select
    followed.handoff_id,
    coalesce(touched.thousandths, 0) as thousandths,
    case when segments_then.has_history then segments_then.segment else followed.segment end as segment_then,
    case when followed.age_days >= followed.won_within_days
        then coalesce(followed.days_to_won < followed.won_within_days, false)
    end as is_won
from followed
left join touched on followed.handoff_id = touched.handoff_id
left join segments_then on followed.handoff_id = segments_then.handoff_id
order by followed.handoff_id
