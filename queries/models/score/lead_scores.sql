-- What every handed-over lead had earned at that moment: the agreed points of its touches before it, and of its segment then.
--
-- A touch counts the points in force when it happened, halved for each agreed half-life of whole days up to the handoff; a touch
-- of the same day counts only where both are known by the clock. The segment is the one known then; where a house keeps no history
-- of it, today's counts only if it is blank about as often (10 points) among the won as among the others, since what sales fills
-- in while winning foretells nothing. The score is the source's own where it has one. Points are null where no touch was ever
-- recorded. later_points and points_30d are what the touches of the 60 and of the 30 days after the handoff added.
--
-- grain: handoff_id
-- scope: house
-- reads: marts.handoffs, marts.leads, marts.points_after_handoff, canonical.touches, canonical.lead_changes, agreements.scoring,
--        agreements.fit, agreements.decay
with

followed as (

    select
        handoffs.*,
        coalesce(leads.account_id, 'lead ' || handoffs.lead_id) as account_id,
        decay.half_life_days
    from marts.handoffs
    inner join marts.leads on handoffs.lead_id = leads.lead_id
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

-- Of a lead whose segment changed, the last value before the handoff; none where it was first filled in later.
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

),

joined as (

    select
        followed.*,
        coalesce(touched.thousandths, 0) as thousandths,
        case when segments_then.has_history then segments_then.segment else followed.segment end as segment_then,
        case when followed.age_days >= followed.won_within_days
            then coalesce(followed.days_to_won < followed.won_within_days, false)
        end as is_won
    from followed
    left join touched on followed.handoff_id = touched.handoff_id
    left join segments_then on followed.handoff_id = segments_then.handoff_id

),

known as (

    select
        (select count(*) from canonical.touches) > 0 as has_touches,
        (select count(*) from canonical.lead_changes where attribute = 'segment') > 0
        or coalesce(abs(
            avg(case when is_won then case when segment_then is null then 1e0 else 0e0 end end)
            - avg(case when not is_won then case when segment_then is null then 1e0 else 0e0 end end)
        ) <= 0.1e0, true) as is_segment_fair
    from joined

),

pointed as (

    select
        joined.*,
        case when known.is_segment_fair then joined.segment_then end as fair_segment,
        case when known.has_touches then cast(floor(joined.thousandths / 1000e0 + 0.5e0) as bigint) end as points_behaviour,
        case when known.is_segment_fair then coalesce(fit.points, 0) else 0 end as points_fit
    from joined
    cross join known
    left join agreements.fit
        on joined.segment_then = fit.segment
        and joined.handed_at >= fit.effective_from
        and joined.handed_at < fit.effective_to

)

select
    pointed.handoff_id,
    pointed.lead_id,
    pointed.account_id,
    pointed.handed_at,
    pointed.handed_on,
    pointed.rep_id,
    pointed.team,
    pointed.is_holder_unknown,
    pointed.channel,
    pointed.campaign_id,
    pointed.region,
    pointed.segment,
    pointed.was_customer,
    pointed.fair_segment,
    pointed.points_behaviour,
    pointed.points_fit,
    pointed.points_behaviour + pointed.points_fit as points,
    pointed.score as source_score,
    coalesce(pointed.score, pointed.points_behaviour + pointed.points_fit) as score,
    coalesce(points_after_handoff.points, 0) as later_points,
    coalesce(points_after_handoff.points_30d, 0) as points_30d,
    pointed.days_to_accepted,
    pointed.days_to_rejected,
    pointed.days_to_sql,
    pointed.days_to_won,
    pointed.age_days,
    pointed.within_days,
    pointed.sql_within_days,
    pointed.won_within_days,
    pointed.is_qualifiable,
    pointed.is_qualified,
    pointed.is_winnable,
    pointed.is_won_in_time
from pointed
left join marts.points_after_handoff on pointed.handoff_id = points_after_handoff.handoff_id
order by pointed.handed_on, pointed.handoff_id
