-- Every handoff old enough to be judged: what the lead was, which campaign came last before it, who got it, whether it was won.
--
-- Won within the agreed days of being handed over and before the lead is handed over again. Beyond 200,000 handoffs whole
-- accounts are drawn by their hash, the same ones every time; handoff_count is how many there are to draw from.
--
-- grain: handoff_id
-- scope: house
-- reads: marts.handoffs, marts.leads, canonical.touches
with

followed as (

    select
        handoffs.*,
        coalesce(leads.account_id, 'lead ' || handoffs.lead_id) as account_id
    from marts.handoffs
    inner join marts.leads on handoffs.lead_id = leads.lead_id

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
    drawn.days_to_won,
    coalesce(drawn.days_to_won < drawn.won_within_days, false) as is_won,
    drawn.handoff_count
from drawn
left join last_campaigns on drawn.handoff_id = last_campaigns.handoff_id
order by md5(drawn.account_id), drawn.account_id, drawn.handoff_id
