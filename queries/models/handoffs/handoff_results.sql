-- Every handoff old enough to be judged: what the lead was, which campaign came last before it, who got it, whether it was won.
--
-- Won within the agreed days of being handed over and before the lead is handed over again. Beyond 200,000 handoffs whole
-- accounts are drawn by their hash, the same ones every time; handoff_count is how many there are to draw from.
--
-- grain: handoff_id
-- scope: house
-- reads: marts.handoffs, marts.leads, marts.campaigns_before_handoff
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

)

select
    drawn.handoff_id,
    drawn.lead_id,
    drawn.account_id,
    drawn.handed_on,
    campaigns_before_handoff.campaign_id,
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
left join marts.campaigns_before_handoff on drawn.handoff_id = campaigns_before_handoff.handoff_id
order by md5(drawn.account_id), drawn.account_id, drawn.handoff_id
