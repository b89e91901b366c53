-- Every handoff old enough to be judged: what the lead was, which campaign came last before it, who got it, whether it was won.
--
-- Won within the agreed days of being handed over and before the lead is handed over again. Beyond 200,000 handoffs whole
-- accounts are drawn by their hash, the same ones every time; handoff_count is how many there are to draw from.
--
-- grain: handoff_id
-- reads: marts.handoffs, marts.leads, marts.stage_events, canonical.touches, agreements.conversion
with

followed as (

    select
        handoffs.*,
        coalesce(leads.account_id, 'lead ' || handoffs.lead_id) as account_id,
        conversion.won as won_within_days,
        lead(handoffs.handed_at) over (partition by handoffs.lead_id order by handoffs.round) as next_handed_at,
        lead(handoffs.is_date_only) over (partition by handoffs.lead_id order by handoffs.round) as next_is_date_only
    from marts.handoffs
    inner join marts.leads on handoffs.lead_id = leads.lead_id
    left join agreements.conversion
        on handoffs.handed_at >= conversion.effective_from
        and handoffs.handed_at < conversion.effective_to

),

drawn as (

    select
        *,
        count(*) over () as handoff_count
    from followed
    where age_days >= won_within_days
    order by md5(account_id), account_id, handoff_id
    limit 200000

),

won as (

    select
        drawn.handoff_id,
        min(days_from(
            drawn.handed_at, stage_events.entered_at, drawn.is_date_only or stage_events.is_date_only, $zone
        )) as days_to_won
    from drawn
    inner join marts.stage_events on drawn.lead_id = stage_events.lead_id
    where
        stage_events.stage = 'won'
        and is_from(drawn.handed_at, stage_events.entered_at, drawn.is_date_only or stage_events.is_date_only, $zone)
        and not coalesce(
            is_from(
                drawn.next_handed_at, stage_events.entered_at,
                drawn.next_is_date_only or stage_events.is_date_only, $zone
            ),
            false
        )
    group by all

),

-- A touch on the day of a handoff known only by its date may have come after it: the day before is the last that counts.
last_campaigns as (

    select
        drawn.handoff_id,
        max_by(touches.campaign_id, (touches.touched_at, touches.campaign_id, touches.touch_id)) as campaign_id
    from drawn
    inner join canonical.touches on drawn.lead_id = touches.lead_id
    where
        touches.campaign_id is not null
        and not is_from(drawn.handed_at, touches.touched_at, drawn.is_date_only or touches.touched_at_is_date_only, $zone)
    group by all

)

select
    drawn.handoff_id,
    drawn.lead_id,
    drawn.account_id,
    drawn.handed_on,
    last_campaigns.campaign_id,
    drawn.campaign_id as source_campaign_id,
    drawn.channel,
    drawn.rep_id,
    drawn.team,
    drawn.is_holder_unknown,
    drawn.region,
    drawn.segment,
    cast(drawn.score as bigint) as score,
    won.days_to_won,
    coalesce(won.days_to_won < drawn.won_within_days, false) as is_won,
    drawn.handoff_count
from drawn
left join won on drawn.handoff_id = won.handoff_id
left join last_campaigns on drawn.handoff_id = last_campaigns.handoff_id
order by md5(drawn.account_id), drawn.account_id, drawn.handoff_id
