-- Rounds of a lead through the funnel: a new one starts at a lead or mql entry after recycled or lost.
--
-- reach(stage) is the earliest entry at that stage or later, so a skipped or late-dated stage cannot make a funnel grow.
-- Entries before the first start belong to the first round; at the same instant a lead advances before it is closed.
--
-- grain: lead_id, episode
-- reads: marts.stage_events, marts.leads, agreements.conversion
with

-- Only a lead that starts again after an end has a second round; to number the others' entries would take most of the time.
returning_leads as (

    select lead_id
    from marts.stage_events
    where stage in ('lead', 'mql', 'lost', 'recycled')
    group by all
    having
        max(case when stage in ('lead', 'mql') then entered_at end)
        > min(case when stage in ('lost', 'recycled') then entered_at end)

),

starts_and_ends as (

    select
        stage_events.lead_id,
        stage_events.stage,
        stage_events.entered_at,
        case when stage_events.stage in ('lost', 'recycled') then 0 else 1 end as is_start,
        lag(case when stage_events.stage in ('lost', 'recycled') then 0 else 1 end) over (
            partition by stage_events.lead_id
            order by
                stage_events.entered_at,
                case when stage_events.stage in ('lost', 'recycled') then 1 else 0 end,
                stage_events.stage
        ) as was_start
    from marts.stage_events
    inner join returning_leads on stage_events.lead_id = returning_leads.lead_id
    where stage_events.stage in ('lead', 'mql', 'lost', 'recycled')

),

starts as (

    select
        lead_id,
        stage,
        entered_at,
        case when is_start = 1 and coalesce(was_start, 0) = 0 then 1 else 0 end as starts_episode
    from starts_and_ends

),

numbered as (

    select
        stage_events.*,
        greatest(1, sum(coalesce(starts.starts_episode, 0)) over (
            partition by stage_events.lead_id
            order by
                stage_events.entered_at,
                case when stage_events.stage in ('lost', 'recycled') then 1 else 0 end,
                case when stage_events.stage in ('lead', 'mql') then 0 else 1 end,
                stage_events.stage
            rows unbounded preceding
        )) as episode
    from marts.stage_events
    inner join returning_leads on stage_events.lead_id = returning_leads.lead_id
    left join starts
        on stage_events.lead_id = starts.lead_id
        and stage_events.stage = starts.stage
        and stage_events.entered_at = starts.entered_at

),

in_rounds as (

    select
        lead_id,
        stage,
        entered_at,
        is_date_only,
        cast(episode as integer) as episode
    from numbered
    union all
    select
        stage_events.lead_id,
        stage_events.stage,
        stage_events.entered_at,
        stage_events.is_date_only,
        1
    from marts.stage_events
    left join returning_leads on stage_events.lead_id = returning_leads.lead_id
    where returning_leads.lead_id is null

),

entries as (

    select
        *,
        case stage
            when 'lead' then 0 when 'mql' then 1 when 'sal' then 2 when 'sql' then 3 when 'opportunity' then 4 when 'won' then 5
        end as position,
        case stage
            when 'mql' then 1 when 'sal' then 2 when 'sql' then 4 when 'opportunity' then 8 when 'won' then 16 else 0
        end as stage_bit
    from in_rounds

),

reached as (

    select
        lead_id,
        episode,
        min(case when position >= 0 then entered_at end) as lead_at,
        min(case when position >= 1 then entered_at end) as mql_at,
        min(case when position >= 2 then entered_at end) as sal_at,
        min(case when position >= 3 then entered_at end) as sql_at,
        min(case when position >= 4 then entered_at end) as opportunity_at,
        min(case when position >= 5 then entered_at end) as won_at,
        min(case when stage = 'lost' then entered_at end) as lost_at,
        min(case when stage = 'recycled' then entered_at end) as recycled_at,
        max(position) as furthest,
        cast(bit_count(bit_or(stage_bit)) as bigint) as stage_count,
        min_by(is_date_only, by_instant(entered_at, is_date_only)) filter (where position >= 1) as mql_is_date_only,
        min_by(is_date_only, by_instant(entered_at, is_date_only)) filter (where position >= 2) as sal_is_date_only,
        min_by(is_date_only, by_instant(entered_at, is_date_only)) filter (where position >= 3) as sql_is_date_only,
        min_by(is_date_only, by_instant(entered_at, is_date_only)) filter (where position >= 4) as opportunity_is_date_only,
        min_by(is_date_only, by_instant(entered_at, is_date_only)) filter (where position >= 5) as won_is_date_only,
        cast(timezone($zone, min(case when position >= 1 then entered_at end)) as date) as mql_on
    from entries
    group by all

)

select
    reached.*,
    leads.created_on,
    leads.channel,
    leads.campaign_id,
    leads.region,
    leads.segment,
    leads.was_customer,
    leads.rep_id,
    leads.team,
    conversion.won as won_within_days,
    whole_days(
        reached.mql_at, reached.sal_at, reached.mql_is_date_only or reached.sal_is_date_only, $zone
    ) as days_to_sal,
    whole_days(
        reached.mql_at, reached.sql_at, reached.mql_is_date_only or reached.sql_is_date_only, $zone
    ) as days_to_sql,
    whole_days(
        reached.mql_at, reached.opportunity_at, reached.mql_is_date_only or reached.opportunity_is_date_only, $zone
    ) as days_to_opportunity,
    whole_days(
        reached.mql_at, reached.won_at, reached.mql_is_date_only or reached.won_is_date_only, $zone
    ) as days_to_won,
    whole_days(reached.mql_at, cast($as_of as timestamptz), reached.mql_is_date_only, $zone) as age_days
from reached
inner join marts.leads on reached.lead_id = leads.lead_id
left join agreements.conversion
    on coalesce(reached.mql_at, reached.lead_at, leads.created_at) >= conversion.effective_from
    and coalesce(reached.mql_at, reached.lead_at, leads.created_at) < conversion.effective_to
order by reached.mql_on, reached.lead_id, reached.episode
