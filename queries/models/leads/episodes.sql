-- Rounds of a lead through the funnel: a new one starts at a lead or mql entry, or a handoff, after recycled, lost or won.
--
-- reach(stage) is the earliest entry at that stage or later, so a skipped or late-dated stage cannot make a funnel grow.
-- Entries before the first start belong to the first round; at the same instant a lead advances before it is closed, and a win
-- without a clock comes at the end of its day. A stage that the house never records is reached by nobody. rejected_at: the last
-- time sales sent the lead back in that round, where no stage follows. is_skipping: at a stage without an entry at an earlier
-- recorded one; is_out_of_order: the first entry at a stage lies after one at a later stage, by the calendar where either is a date.
--
-- grain: lead_id, episode
-- scope: cluster
-- reads: marts.stage_events, marts.handoff_openings, marts.handoff_rejections, marts.stages, marts.leads, agreements.conversion
with

told as (

    select
        lead_id,
        stage,
        entered_at,
        is_date_only,
        case when stage = 'won' then latest_moment(entered_at, is_date_only, $zone) else entered_at end as counts_at,
        case when stage in ('lead', 'mql') then 0 when stage in ('lost', 'recycled', 'won') then 2 else 1 end as turn
    from marts.stage_events
    union all
    select lead_id, 'ended', ended_at, false, ended_at, 2
    from marts.handoff_openings
    union all
    select lead_id, 'mql', qualified_at, is_date_only, qualified_at, 3
    from marts.handoff_openings
    union all
    select lead_id, 'rejected', rejected_at, is_date_only, rejected_at, 2
    from marts.handoff_rejections

),

-- Only a lead that starts again after an end has a second round; to number the others' entries would take most of the time.
returning_leads as (

    select lead_id
    from told
    group by all
    having
        max(case when stage in ('lead', 'mql') then counts_at end)
        >= min(case when stage in ('lost', 'recycled', 'won', 'ended') then counts_at end)

),

starts_and_ends as (

    select
        told.lead_id,
        told.stage,
        told.counts_at,
        told.turn,
        told.stage in ('lead', 'mql') as is_start,
        lag(told.stage in ('lead', 'mql')) over (
            partition by told.lead_id order by told.counts_at, told.turn, told.stage
        ) as was_start
    from told
    inner join returning_leads on told.lead_id = returning_leads.lead_id
    where told.stage in ('lead', 'mql', 'lost', 'recycled', 'won', 'ended')

),

starts as (

    select distinct
        lead_id,
        stage,
        counts_at,
        turn
    from starts_and_ends
    where is_start and not coalesce(was_start, false)

),

numbered as (

    select
        told.*,
        greatest(1, count(starts.turn) over (
            partition by told.lead_id
            order by told.counts_at, told.turn, told.stage
            rows unbounded preceding
        )) as episode
    from told
    inner join returning_leads on told.lead_id = returning_leads.lead_id
    left join starts
        on told.lead_id = starts.lead_id
        and told.stage = starts.stage
        and told.counts_at = starts.counts_at
        and told.turn = starts.turn

),

in_rounds as (

    select
        lead_id,
        stage,
        entered_at,
        is_date_only,
        cast(episode as integer) as episode
    from numbered
    where stage <> 'ended'
    union all
    select
        told.lead_id,
        told.stage,
        told.entered_at,
        told.is_date_only,
        1
    from told
    left join returning_leads on told.lead_id = returning_leads.lead_id
    where returning_leads.lead_id is null and told.stage <> 'ended'

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

recorded as (

    select
        bool_or(is_recorded) filter (where stage = 'mql') as has_mql,
        bool_or(is_recorded) filter (where stage = 'sal') as has_sal,
        bool_or(is_recorded) filter (where stage = 'sql') as has_sql,
        bool_or(is_recorded) filter (where stage = 'opportunity') as has_opportunity,
        bool_or(is_recorded) filter (where stage = 'won') as has_won
    from marts.stages

),

reached as (

    select
        lead_id,
        episode,
        min(case when position >= 0 then entered_at end) as lead_at,
        min(case when position >= 1 and recorded.has_mql then entered_at end) as mql_at,
        min(case when position >= 2 and recorded.has_sal then entered_at end) as sal_at,
        min(case when position >= 3 and recorded.has_sql then entered_at end) as sql_at,
        min(case when position >= 4 and recorded.has_opportunity then entered_at end) as opportunity_at,
        min(case when position >= 5 and recorded.has_won then entered_at end) as won_at,
        min(case when stage = 'lost' then entered_at end) as lost_at,
        min(case when stage = 'recycled' then entered_at end) as recycled_at,
        min_by(is_date_only, by_instant(entered_at, is_date_only)) filter (where stage = 'lost') as lost_is_date_only,
        min_by(is_date_only, by_instant(entered_at, is_date_only)) filter (where stage = 'recycled') as recycled_is_date_only,
        max(entered_at) filter (where position >= 0 and not is_date_only) as last_entered_at,
        max(entered_at) filter (where position >= 0 and is_date_only) as last_entered_on,
        max(position) as furthest,
        cast(bit_count(bit_or(stage_bit)) as bigint) as stage_count,
        min(case when stage = 'mql' then entered_at end) as own_mql_at,
        min(case when stage = 'sal' then entered_at end) as own_sal_at,
        min(case when stage = 'sql' then entered_at end) as own_sql_at,
        min(case when stage = 'opportunity' then entered_at end) as own_opportunity_at,
        min_by(is_date_only, by_instant(entered_at, is_date_only)) filter (where stage = 'mql') as own_mql_is_date_only,
        min_by(is_date_only, by_instant(entered_at, is_date_only)) filter (where stage = 'sal') as own_sal_is_date_only,
        min_by(is_date_only, by_instant(entered_at, is_date_only)) filter (where stage = 'sql') as own_sql_is_date_only,
        min_by(is_date_only, by_instant(entered_at, is_date_only)) filter (where stage = 'opportunity') as own_opportunity_is_date_only,
        min_by(is_date_only, by_instant(entered_at, is_date_only)) filter (where position >= 1) as mql_is_date_only,
        min_by(is_date_only, by_instant(entered_at, is_date_only)) filter (where position >= 2) as sal_is_date_only,
        min_by(is_date_only, by_instant(entered_at, is_date_only)) filter (where position >= 3) as sql_is_date_only,
        min_by(is_date_only, by_instant(entered_at, is_date_only)) filter (where position >= 4) as opportunity_is_date_only,
        min_by(is_date_only, by_instant(entered_at, is_date_only)) filter (where position >= 5) as won_is_date_only,
        cast(timezone($zone, min(case when position >= 1 and recorded.has_mql then entered_at end)) as date) as mql_on
    from entries
    cross join recorded
    group by lead_id, episode

),

rejections as (

    select
        reached.lead_id,
        reached.episode,
        max(entries.entered_at) as rejected_at,
        max_by(entries.is_date_only, entries.entered_at) as rejected_is_date_only
    from entries
    inner join reached on entries.lead_id = reached.lead_id and entries.episode = reached.episode
    where
        entries.stage = 'rejected'
        and coalesce(is_from(reached.last_entered_at, entries.entered_at, entries.is_date_only, $zone), true)
        and coalesce(is_from(reached.last_entered_on, entries.entered_at, true, $zone), true)
    group by all

)

select
    reached.* exclude (
        last_entered_at, last_entered_on,
        own_mql_at, own_sal_at, own_sql_at, own_opportunity_at,
        own_mql_is_date_only, own_sal_is_date_only, own_sql_is_date_only, own_opportunity_is_date_only
    ),
    rejections.rejected_at,
    rejections.rejected_is_date_only,
    reached.stage_count < (
        select count(*)
        from marts.stages
        where stages.is_recorded and stages.position between 1 and reached.furthest
    ) as is_skipping,
    coalesce(not is_from(
        reached.own_mql_at, reached.mql_at, reached.own_mql_is_date_only or reached.mql_is_date_only, $zone
    ), false)
    or coalesce(not is_from(
        reached.own_sal_at, reached.sal_at, reached.own_sal_is_date_only or reached.sal_is_date_only, $zone
    ), false)
    or coalesce(not is_from(
        reached.own_sql_at, reached.sql_at, reached.own_sql_is_date_only or reached.sql_is_date_only, $zone
    ), false)
    or coalesce(not is_from(
        reached.own_opportunity_at, reached.opportunity_at, reached.own_opportunity_is_date_only or reached.opportunity_is_date_only, $zone
    ), false) as is_out_of_order,
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
left join rejections
    on reached.lead_id = rejections.lead_id
    and reached.episode = rejections.episode
left join agreements.conversion
    on coalesce(reached.mql_at, reached.lead_at, leads.created_at) >= conversion.effective_from
    and coalesce(reached.mql_at, reached.lead_at, leads.created_at) < conversion.effective_to
order by reached.mql_on, reached.lead_id, reached.episode
