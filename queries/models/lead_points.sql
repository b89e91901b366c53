-- What each lead had gathered at fixed ages by the agreed points of its touches, and when it left the pool, one way or another.
--
-- Every touch adds what was agreed on its day, before the age: sums of behaviour alone, without fit or decay. has_touch_n says
-- whether any came in the 30 days from that age on.
--
-- grain: lead_id
-- reads: marts.leads, marts.handoffs, marts.stage_events, canonical.leads, canonical.touches, agreements.scoring
with

dated as (

    select
        touches.lead_id,
        touches.touched_at,
        coalesce(scoring.points, 0) as points,
        whole_days(
            leads.created_at, touches.touched_at, leads.created_at_is_date_only or touches.touched_at_is_date_only, $zone
        ) as day
    from canonical.touches
    inner join canonical.leads on touches.lead_id = leads.lead_id
    left join agreements.scoring
        on touches.kind = scoring.touch_kind
        and touches.touched_at >= scoring.effective_from
        and touches.touched_at < scoring.effective_to

),

gathered as (

    select
        lead_id,
        cast(sum(points) as integer) as points_now,
        cast(sum(case when day < 14 then points else 0 end) as integer) as points_14d,
        cast(sum(case when day < 30 then points else 0 end) as integer) as points_30d,
        cast(sum(case when day < 44 then points else 0 end) as integer) as points_44d,
        cast(sum(case when day < 60 then points else 0 end) as integer) as points_60d,
        cast(sum(case when day < 90 then points else 0 end) as integer) as points_90d,
        max(case when day >= 14 and day < 44 then 1 else 0 end) = 1 as has_touch_14d,
        max(case when day >= 30 and day < 60 then 1 else 0 end) = 1 as has_touch_30d,
        max(case when day >= 60 and day < 90 then 1 else 0 end) = 1 as has_touch_60d,
        max(touched_at) as last_touched_at
    from dated
    group by all

),

first_handoffs as (

    select
        lead_id,
        min(handed_at) as handed_at,
        min_by(is_date_only, handed_at) as is_date_only
    from marts.handoffs
    group by all

),

closed as (

    select
        lead_id,
        min(entered_at) as closed_at,
        min_by(is_date_only, entered_at) as is_date_only
    from marts.stage_events
    where stage in ('won', 'lost', 'recycled')
    group by all

)

select
    leads.lead_id,
    leads.created_on,
    leads.created_at,
    leads.created_is_date_only,
    coalesce(leads.account_id, 'lead ' || leads.lead_id) as account_id,
    leads.channel,
    leads.campaign_id,
    leads.region,
    leads.segment,
    leads.was_customer,
    leads.rep_id,
    leads.team,
    leads.latest_stage,
    leads.age_days,
    leads.won_within_days,
    leads.days_to_won,
    leads.is_date_only as won_is_by_date,
    coalesce(gathered.points_now, 0) as points_now,
    coalesce(gathered.points_14d, 0) as points_14d,
    coalesce(gathered.points_30d, 0) as points_30d,
    coalesce(gathered.points_44d, 0) as points_44d,
    coalesce(gathered.points_60d, 0) as points_60d,
    coalesce(gathered.points_90d, 0) as points_90d,
    coalesce(gathered.has_touch_14d, false) as has_touch_14d,
    coalesce(gathered.has_touch_30d, false) as has_touch_30d,
    coalesce(gathered.has_touch_60d, false) as has_touch_60d,
    whole_days(gathered.last_touched_at, cast($as_of as timestamptz), false, $zone) as days_since_touch,
    days_from(
        leads.created_at, first_handoffs.handed_at, leads.created_is_date_only or first_handoffs.is_date_only, $zone
    ) as days_to_handed,
    days_from(
        leads.created_at, closed.closed_at, leads.created_is_date_only or closed.is_date_only, $zone
    ) as days_to_closed,
    days_from(
        leads.created_at, canonical_leads.opted_out_at,
        leads.created_is_date_only or canonical_leads.opted_out_at_is_date_only, $zone
    ) as days_to_opted_out
from marts.leads
inner join canonical.leads as canonical_leads on leads.lead_id = canonical_leads.lead_id
left join gathered on leads.lead_id = gathered.lead_id
left join first_handoffs on leads.lead_id = first_handoffs.lead_id
left join closed on leads.lead_id = closed.lead_id
order by leads.created_on, leads.lead_id
