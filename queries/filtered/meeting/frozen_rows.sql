-- The rows that goals counted when a meeting froze them, beside those that the same goals count now. Deals won have their own.

-- How a frozen row is known again. A meeting keeps no lead: whoever has the data finds a row of them by this, nobody reads one in it.
create macro filtered.frozen_key(generation, counted_id) as (
    left(md5(concat(generation, ' ', counted_id)), 16)
);

create macro filtered.frozen_goals(wanted) as table
    select
        generation,
        unnest(
            from_json(
                goals_json,
                '[{"origin":"varchar","goal_id":"varchar","metric":"varchar","people_team":"varchar","region":"varchar",
                "period_start":"date","seen_until":"date","actual":"decimal(18,2)"}]'
            ),
            recursive := true
        )
    from store.frozen
    where frozen_id = wanted;

create macro filtered.frozen_counts(wanted) as table
    select
        metric,
        day,
        team,
        region,
        unnest(string_split(row_keys, ' ')) as row_key
    from (
        select
            unnest(
                from_json(
                    counts_json,
                    '[{"metric":"varchar","day":"date","team":"varchar","region":"varchar","row_keys":"varchar"}]'
                ),
                recursive := true
            )
        from store.frozen
        where frozen_id = wanted
    );

-- What a row that was counted is called now: the lead that it was merged into, the handoff that it became part of. What is gone is
-- named where the history of restated months or the newest import still names it.
create macro filtered.countable_ids() as table
    select lead_id as counted_id, lead_id, rep_id, null as rep_ids, null as became
    from marts.leads
    union all by name
    select merged_leads.lead_id as counted_id, merged_leads.merged_into as lead_id, leads.rep_id, 'merged into another lead' as became
    from marts.merged_leads
    left join marts.leads on merged_leads.merged_into = leads.lead_id
    union all by name
    select
        rounds.handoff_id as counted_id,
        rounds.lead_id,
        leads.rep_id,
        case when not rounds.is_first then 'part of another handoff now' end as became
    from marts.handoff_rounds as rounds
    left join marts.leads on rounds.lead_id = leads.lead_id
    union all by name
    select deal_id as counted_id, lead_id, rep_ids, 'no longer opened as new business' as became
    from marts.deals
    union all by name
    select distinct case when metric = 'handoffs' then id else lead_id end as counted_id, 'gone' as became
    from meta.restated_rows
    where metric in ('leads_created', 'leads_qualified', 'handoffs')
    union all by name
    select distinct id as counted_id, 'gone' as became
    from meta.changed_rows
    where "table" in ('leads', 'handoffs', 'deals');

-- A row for each row that a frozen goal counted then or counts now, and not both. Only of goals whose frozen number the frozen rows
-- add up to: of a meeting that kept none, nothing is said.
-- scoped: rep_id, any rep_ids
create macro filtered.frozen_differences(wanted, as_of) as table
    with

    frozen as (

        select *
        from filtered.frozen_goals(wanted)

    ),

    kept as (

        select *
        from filtered.frozen_counts(wanted)

    ),

    then_counted as (

        select
            frozen.origin,
            frozen.goal_id,
            kept.row_key,
            min(kept.day) as day
        from frozen
        inner join kept
            on
                frozen.metric = kept.metric
                and kept.day >= frozen.period_start and kept.day < frozen.seen_until
                and (frozen.people_team is null or frozen.people_team = kept.team)
                and (frozen.region is null or frozen.region = kept.region)
        group by all

    ),

    told as (

        select
            frozen.*,
            goals.period_start as now_start,
            goals.seen_until as now_until
        from frozen
        inner join filtered.goals_begun(as_of, 'begun') as goals on frozen.origin = goals.origin and frozen.goal_id = goals.goal_id
        left join (
            select origin, goal_id, count(*) as row_count
            from then_counted
            group by all
        ) as added on frozen.origin = added.origin and frozen.goal_id = added.goal_id
        where
            frozen.metric not in ('booked_from', 'deals_won')
            and frozen.actual = coalesce(added.row_count, 0)

    ),

    recorded as (

        select
            records.*,
            filtered.frozen_key(meetings.generation, records.counted_id) as row_key
        from filtered.goal_records() as records
        cross join (
            select distinct generation
            from told
        ) as meetings
        where records.metric in (select told.metric from told)

    ),

    now_counted as (

        select
            told.origin,
            told.goal_id,
            recorded.row_key,
            min(recorded.day) as day
        from told
        inner join recorded
            on
                told.metric = recorded.metric
                and recorded.day >= told.now_start and recorded.day < told.now_until
                and (told.people_team is null or told.people_team = recorded.team)
                and (told.region is null or told.region = recorded.region)
        group by all

    ),

    -- Whatever the goal: on which day a row counts in all, then and now.
    known_then as (

        select metric, row_key, min(day) as day
        from kept
        group by all

    ),

    known_now as (

        select metric, row_key, min(day) as day
        from recorded
        group by all

    ),

    names as (

        select
            filtered.frozen_key(meetings.generation, ids.counted_id) as row_key,
            any_value(ids.counted_id) as id,
            min(ids.lead_id) as lead_id,
            any_value(ids.rep_id) as rep_id,
            any_value(ids.rep_ids) as rep_ids,
            min(ids.became) filter (where ids.became <> 'gone') as became,
            bool_or(ids.became is distinct from 'gone') as is_there
        from filtered.countable_ids() as ids
        cross join (
            select distinct generation
            from told
        ) as meetings
        group by all

    ),

    different as (

        select
            origin,
            goal_id,
            row_key,
            then_counted.day is not null as was_counted
        from then_counted
        full join now_counted using (origin, goal_id, row_key)
        where then_counted.day is null or now_counted.day is null

    ),

    explained as (

        select
            different.origin,
            different.goal_id,
            told.metric,
            different.row_key,
            different.was_counted,
            names.id,
            names.lead_id,
            names.rep_id,
            names.rep_ids,
            known_then.day as before_on,
            known_now.day as after_on,
            case
                when not different.was_counted and known_now.day >= told.seen_until then 'came since'
                when not different.was_counted and known_then.row_key is null then 'known late'
                when known_now.day <> known_then.day then 'another day now'
                when known_now.row_key is not null and known_then.row_key is not null then 'another team or region now'
                when names.became is not null then names.became
                when names.is_there and told.metric = 'leads_qualified' then 'no longer an MQL'
                when names.is_there then 'no longer counted'
                else 'no longer in the data'
            end as what
        from different
        inner join told on different.origin = told.origin and different.goal_id = told.goal_id
        left join names on different.row_key = names.row_key
        left join known_then on told.metric = known_then.metric and different.row_key = known_then.row_key
        left join known_now on told.metric = known_now.metric and different.row_key = known_now.row_key

    )

    select * from explained;
