-- Every handoff by its score: which account, how soon the lead was won, what its touches went on to add.
--
-- Won counts before the lead is handed over again. later_points are what touches of the 60 days after the handoff add by the
-- agreed points: had the lead been held back, they would have come in any case, unless a call of sales led to them.
--
-- grain: handoff_id
-- reads: marts.handoffs, marts.leads, marts.stage_events, canonical.touches, agreements.scoring, agreements.conversion
with

followed as (

    select
        handoff_id,
        lead_id,
        handed_at,
        handed_on,
        is_date_only,
        score,
        lead(handed_at) over (partition by lead_id order by round) as next_handed_at,
        lead(is_date_only) over (partition by lead_id order by round) as next_is_date_only
    from marts.handoffs

),

won as (

    select
        followed.handoff_id,
        min(days_from(
            followed.handed_at, stage_events.entered_at, followed.is_date_only or stage_events.is_date_only, $zone
        )) as days_to_won
    from followed
    inner join marts.stage_events on followed.lead_id = stage_events.lead_id
    where
        stage_events.stage = 'won'
        and is_from(
            followed.handed_at, stage_events.entered_at, followed.is_date_only or stage_events.is_date_only, $zone
        )
        and not coalesce(
            is_from(
                followed.next_handed_at, stage_events.entered_at,
                followed.next_is_date_only or stage_events.is_date_only, $zone
            ),
            false
        )
    group by all

),

added as (

    select
        followed.handoff_id,
        cast(sum(scoring.points) as integer) as later_points
    from followed
    inner join canonical.touches on followed.lead_id = touches.lead_id
    inner join agreements.scoring
        on touches.kind = scoring.touch_kind
        and touches.touched_at >= scoring.effective_from
        and touches.touched_at < scoring.effective_to
    where
        whole_seconds(
            followed.handed_at, touches.touched_at, followed.is_date_only or touches.touched_at_is_date_only, $zone
        ) between 1 and 60 * 86400 - 1
    group by all

)

select
    followed.handoff_id,
    followed.lead_id,
    coalesce(leads.account_id, 'lead ' || followed.lead_id) as account_id,
    followed.handed_on,
    cast(followed.score as integer) as score,
    coalesce(added.later_points, 0) as later_points,
    won.days_to_won,
    conversion.sql as sql_within_days,
    conversion.won as won_within_days
from followed
inner join marts.leads on followed.lead_id = leads.lead_id
left join won on followed.handoff_id = won.handoff_id
left join added on followed.handoff_id = added.handoff_id
left join agreements.conversion
    on followed.handed_at >= conversion.effective_from
    and followed.handed_at < conversion.effective_to
order by followed.handed_on, followed.handoff_id
