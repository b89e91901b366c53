-- What each lead had earned at fixed ages by the agreed points of its touches and its segment, and when it left the pool.
--
-- A touch counts before the age what was agreed on its day, halved for each agreed half-life of whole days; the segment counts as
-- known at 14 days, and only in a house that keeps its history, since what sales fills in while winning foretells nothing.
-- has_touch_n says whether any touch came in the 30 days from that age on. is_returned: sales sent the lead back, by a rejection or a
-- stage, and nothing came after it. first_response: what the first handoff's answer comes to, none where there was no handoff.
--
-- grain: lead_id
-- scope: cluster
-- reads: marts.leads, marts.handoffs, marts.followups, marts.stage_events, marts.episodes, marts.kept_histories, canonical.leads,
--        canonical.touches, canonical.lead_changes, agreements.scoring, agreements.fit, agreements.decay
with

dated as (

    select
        touches.lead_id,
        touches.touched_at,
        coalesce(scoring.points, 0) as points,
        decay.half_life_days,
        whole_days(
            leads.created_at, touches.touched_at, leads.created_at_is_date_only or touches.touched_at_is_date_only, $zone
        ) as day,
        whole_days(touches.touched_at, cast($as_of as timestamptz), touches.touched_at_is_date_only, $zone) as days_ago
    from canonical.touches
    inner join canonical.leads on touches.lead_id = leads.lead_id
    left join agreements.scoring
        on touches.kind = scoring.touch_kind
        and touches.touched_at >= scoring.effective_from
        and touches.touched_at < scoring.effective_to
    left join agreements.decay
        on leads.created_at >= decay.effective_from
        and leads.created_at < decay.effective_to

),

-- In thousandths of a point, whole numbers: their sum is the same in any order.
gathered as (

    select
        lead_id,
        sum(points * touch_weight(days_ago, half_life_days)) as thousandths_now,
        sum(case when day < 14 then points * touch_weight(13 - day, half_life_days) else 0 end) as thousandths_14d,
        sum(case when day < 30 then points * touch_weight(29 - day, half_life_days) else 0 end) as thousandths_30d,
        sum(case when day < 44 then points * touch_weight(43 - day, half_life_days) else 0 end) as thousandths_44d,
        sum(case when day < 60 then points * touch_weight(59 - day, half_life_days) else 0 end) as thousandths_60d,
        sum(case when day < 90 then points * touch_weight(89 - day, half_life_days) else 0 end) as thousandths_90d,
        max(case when day >= 14 and day < 44 then 1 else 0 end) = 1 as has_touch_14d,
        max(case when day >= 30 and day < 60 then 1 else 0 end) = 1 as has_touch_30d,
        max(case when day >= 60 and day < 90 then 1 else 0 end) = 1 as has_touch_60d,
        max(touched_at) as last_touched_at
    from dated
    group by all

),

-- Of a lead whose segment changed, the last value by its 14th day; none where it was first filled in later.
segments_changed as (

    select
        lead_changes.lead_id,
        struct_extract(max_by(
            {'value': lead_changes.value}, lead_changes.changed_at
        ) filter (
            where whole_days(
                leads.created_at, lead_changes.changed_at,
                leads.created_at_is_date_only or lead_changes.changed_at_is_date_only, $zone
            ) < 14
        ), 'value') as segment,
        true as has_history
    from canonical.lead_changes
    inner join canonical.leads on lead_changes.lead_id = leads.lead_id
    where lead_changes.attribute = 'segment'
    group by all

),

fitting as (

    select
        leads.lead_id,
        coalesce(fit.points, 0) as points
    from marts.leads
    inner join marts.kept_histories on kept_histories.attribute = 'segment'
    left join segments_changed on leads.lead_id = segments_changed.lead_id
    inner join agreements.fit
        on case when segments_changed.has_history then segments_changed.segment else leads.segment end = fit.segment
        and leads.created_at >= fit.effective_from
        and leads.created_at < fit.effective_to

),

first_handoffs as (

    select
        lead_id,
        min(handed_at) as handed_at,
        min_by(is_date_only, handed_at) as is_date_only
    from marts.handoffs
    group by all

),

answered as (

    select
        handoffs.lead_id,
        handoffs.handoff_id,
        handoffs.handed_at,
        handoffs.is_only,
        {
            'handed_on': handoffs.handed_on,
            'is_accepted_so_far': handoffs.is_accepted_so_far,
            'response': case
                when followups.state = 'excused' then 'excused'
                when followups.state in ('in_time', 'not_yet_due', 'on_the_day') then 'in time'
                else 'not in time'
            end
        } as answer
    from marts.handoffs
    left join marts.followups on handoffs.handoff_id = followups.handoff_id

),

first_answers as (

    select lead_id, answer
    from answered
    where is_only
    union all
    select lead_id, arg_min(answer, (handed_at, handoff_id))
    from answered
    where not is_only
    group by lead_id

),

closed as (

    select
        lead_id,
        min(entered_at) as closed_at,
        min_by(is_date_only, entered_at) as is_date_only
    from marts.stage_events
    where stage in ('won', 'lost', 'recycled')
    group by all

),

-- How the newest round of each lead ended; a rejection ends one where no stage follows it, a stage may follow recycling.
newest_rounds as (

    select
        lead_id,
        max_by(recycled_at is not null, episode) as is_recycled,
        max_by(won_at is null and lost_at is null and rejected_at is not null, episode) as is_rejected
    from marts.episodes
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
    newest_rounds.is_rejected or (newest_rounds.is_recycled and leads.latest_stage = 'recycled') as is_returned,
    leads.age_days,
    leads.won_within_days,
    leads.days_to_won,
    leads.is_date_only as won_is_by_date,
    cast(floor(coalesce(gathered.thousandths_now, 0) / 1000e0 + 0.5e0) as integer) + coalesce(fitting.points, 0) as points_now,
    cast(floor(coalesce(gathered.thousandths_14d, 0) / 1000e0 + 0.5e0) as integer) + coalesce(fitting.points, 0) as points_14d,
    cast(floor(coalesce(gathered.thousandths_30d, 0) / 1000e0 + 0.5e0) as integer) + coalesce(fitting.points, 0) as points_30d,
    cast(floor(coalesce(gathered.thousandths_44d, 0) / 1000e0 + 0.5e0) as integer) + coalesce(fitting.points, 0) as points_44d,
    cast(floor(coalesce(gathered.thousandths_60d, 0) / 1000e0 + 0.5e0) as integer) + coalesce(fitting.points, 0) as points_60d,
    cast(floor(coalesce(gathered.thousandths_90d, 0) / 1000e0 + 0.5e0) as integer) + coalesce(fitting.points, 0) as points_90d,
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
    ) as days_to_opted_out,
    first_answers.answer.handed_on as first_handed_on,
    first_answers.answer.is_accepted_so_far as first_is_accepted,
    first_answers.answer.response as first_response
from marts.leads
inner join canonical.leads as canonical_leads on leads.lead_id = canonical_leads.lead_id
left join gathered on leads.lead_id = gathered.lead_id
left join fitting on leads.lead_id = fitting.lead_id
left join first_handoffs on leads.lead_id = first_handoffs.lead_id
left join first_answers on leads.lead_id = first_answers.lead_id
left join closed on leads.lead_id = closed.lead_id
inner join newest_rounds on leads.lead_id = newest_rounds.lead_id
order by leads.created_on, leads.lead_id
