-- One step of a round: from a recorded stage to the next recorded one, with the days it took.
--
-- The step begins where its stage (or a later one) was reached; days count in whole days of 24 hours, or of the calendar.
-- score_band: 1 to 3, the third of all first handoffs' scores that the lead's own lay in when it was first handed over; told of
-- the first round, from SAL on, where the score no longer decides whether the step begins. reject_reason: why sales sent the lead
-- back in this round, where no stage follows. days_to_end: until it was lost, returned or rejected, on the day it began at the earliest.
--
-- grain: lead_id, episode, stage
-- scope: cluster
-- reads: marts.episodes, marts.stages, marts.handoffs, marts.handoff_rejections, marts.score_thirds, agreements.conversion
with

reached as (

    select episodes.*, 'mql' as stage, mql_at as reached_at, mql_is_date_only as began_is_date_only from marts.episodes
    union all
    select episodes.*, 'sal', sal_at, sal_is_date_only from marts.episodes
    union all
    select episodes.*, 'sql', sql_at, sql_is_date_only from marts.episodes
    union all
    select episodes.*, 'opportunity', opportunity_at, opportunity_is_date_only from marts.episodes
    union all
    select episodes.*, 'won', won_at, won_is_date_only from marts.episodes

),

first_scores as (

    select
        lead_id,
        min_by(score, (handed_at, handoff_id)) as score
    from marts.handoffs
    where score is not null
    group by all

),

thirds as (

    select
        max(score) filter (where third = 1) as lower_third,
        max(score) filter (where third = 2) as middle_third
    from marts.score_thirds

),

reasons as (

    select
        episodes.lead_id,
        episodes.episode,
        coalesce(max_by(handoffs.reject_reason, (handoffs.handed_at, handoffs.handoff_id)), 'not recorded') as reject_reason
    from marts.episodes
    inner join marts.handoff_rejections
        on episodes.lead_id = handoff_rejections.lead_id
        and episodes.rejected_at = handoff_rejections.rejected_at
    inner join marts.handoffs on handoff_rejections.handoff_id = handoffs.handoff_id
    group by all

),

recorded as (

    select
        stage,
        position,
        lead(stage) over (order by position) as next_stage
    from marts.stages
    where is_recorded and position >= 1

),

steps as (

    select
        reached.lead_id,
        reached.episode,
        reached.stage,
        recorded.position,
        recorded.next_stage,
        reached.reached_at as began_at,
        cast(timezone($zone, reached.reached_at) as date) as began_on,
        case recorded.next_stage
            when 'sal' then reached.sal_at
            when 'sql' then reached.sql_at
            when 'opportunity' then reached.opportunity_at
            when 'won' then reached.won_at
        end as next_at,
        reached.began_is_date_only,
        list_min(list_filter(
            [
                {'at': reached.lost_at, 'by_date': reached.lost_is_date_only},
                {'at': reached.recycled_at, 'by_date': reached.recycled_is_date_only},
                {'at': reached.rejected_at, 'by_date': reached.rejected_is_date_only}
            ],
            lambda ended: ended.at is not null
            and cast(timezone($zone, ended.at) as date) >= cast(timezone($zone, reached.reached_at) as date)
        )) as ended,
        case recorded.next_stage
            when 'sal' then reached.sal_is_date_only
            when 'sql' then reached.sql_is_date_only
            when 'opportunity' then reached.opportunity_is_date_only
            when 'won' then reached.won_is_date_only
        end as next_is_date_only,
        reached.mql_on,
        reached.channel,
        reached.campaign_id,
        reached.region,
        reached.segment,
        reached.was_customer,
        reached.rep_id,
        reached.team
    from reached
    inner join recorded on reached.stage = recorded.stage
    where reached.reached_at is not null and recorded.next_stage is not null

)

select
    steps.* exclude (began_at, next_at, ended, began_is_date_only, next_is_date_only),
    case when first_scores.score is not null and steps.episode = 1 and steps.position >= 2 then
        1 + cast(first_scores.score > thirds.lower_third as tinyint) + cast(first_scores.score > thirds.middle_third as tinyint)
    end as score_band,
    reasons.reject_reason,
    case steps.next_stage
        when 'sal' then conversion.sal when 'sql' then conversion.sql
        when 'opportunity' then conversion.opportunity when 'won' then conversion.won
    end as within_days,
    whole_days(began_at, next_at, began_is_date_only or next_is_date_only, $zone) as days_to_next,
    whole_days(began_at, cast($as_of as timestamptz), began_is_date_only, $zone) as age_days,
    case
        when ended.at < began_at then 0
        else whole_days(began_at, ended.at, began_is_date_only or ended.by_date, $zone)
    end as days_to_end
from steps
cross join thirds
left join first_scores on steps.lead_id = first_scores.lead_id
left join reasons on steps.lead_id = reasons.lead_id and steps.episode = reasons.episode
left join agreements.conversion
    on steps.began_at >= conversion.effective_from
    and steps.began_at < conversion.effective_to
order by began_on, lead_id, episode, position
