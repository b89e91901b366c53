-- One step of a round: from a recorded stage to the next recorded one, with the days it took.
--
-- The step begins where its stage (or a later one) was reached; days count in whole days of 24 hours, or of the calendar.
--
-- grain: lead_id, episode, stage
-- reads: marts.episodes, marts.stages, agreements.conversion
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
    steps.* exclude (began_at, next_at, began_is_date_only, next_is_date_only),
    case steps.next_stage
        when 'sal' then conversion.sal when 'sql' then conversion.sql
        when 'opportunity' then conversion.opportunity when 'won' then conversion.won
    end as within_days,
    whole_days(began_at, next_at, began_is_date_only or next_is_date_only, $zone) as days_to_next,
    whole_days(began_at, cast($as_of as timestamptz), began_is_date_only, $zone) as age_days
from steps
left join agreements.conversion
    on steps.began_at >= conversion.effective_from
    and steps.began_at < conversion.effective_to
order by began_on, lead_id, episode, position
