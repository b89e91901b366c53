-- Goals, imported and written here: of one metric, period, team and region the newest that both teams signed holds.

create macro filtered.signed_goals() as table
    select
        *,
        cast(target as decimal(18, 2)) as signed_target
    from store.goals
    where state = 'signed'
    qualify row_number() over (
        partition by metric, period_start, period_end, team, region order by signed_at desc, goal_id desc
    ) = 1;

-- An imported goal that a signed one replaces stands beside it and is marked. A signed target of 0 leaves no goal.
create macro filtered.goals() as table
    select
        goals.*,
        'imported' as origin,
        signed_goals.goal_id is not null as is_replaced
    from marts.goals
    left join filtered.signed_goals() as signed_goals
        on goals.metric = signed_goals.metric
        and goals.period_start = signed_goals.period_start
        and goals.period_end = signed_goals.period_end
        and goals.team is not distinct from signed_goals.team
        and goals.region is not distinct from signed_goals.region
    union all by name
    select
        goals.goal_id,
        goals.metric,
        goals.period_start,
        goals.period_end,
        goals.team,
        teams.team as people_team,
        goals.region,
        goals.signed_target as target,
        concat(goals.signed_marketing, ' and ', goals.signed_sales) as owner,
        'signed' as origin,
        false as is_replaced
    from filtered.signed_goals() as goals
    left join (
        select distinct team
        from marts.reps
        where team is not null
    ) as teams on goals.team = teams.team
    where goals.signed_target > 0;

-- How much of each goal's target was to be reached before `day`: a month's weight, as agreed when the period begins, falls evenly on
-- its days. A period that weighs nothing has no plan.
create macro filtered.goal_plans() as table
    select
        days.goal_id,
        days.origin,
        days.day,
        seasonal.weight / date_part('day', last_day(days.day)) as weight
    from (
        select
            goals.goal_id,
            goals.origin,
            timezone(house.time_zone, cast(goals.period_start as timestamp)) as begins_at,
            cast(unnest(generate_series(goals.period_start, goals.period_end - 1, interval 1 day)) as date) as day
        from filtered.goals() as goals
        cross join meta.house
    ) as days
    inner join agreements.seasonal
        on date_part('month', days.day) = seasonal.month
        and days.begins_at >= seasonal.effective_from
        and days.begins_at < seasonal.effective_to;

-- A row for each part of what a goal's metric counts; a deal's cents are those of one person, so that a team's add up.
create macro filtered.goal_records() as table
    with

    won_parts as (

        select
            deals.deal_id as counted_id,
            deals.closed_on as day,
            reps.team,
            deals.region,
            coalesce(deal_shares.rep_cents, deals.amount_cents) as cents
        from marts.deals
        left join marts.deal_shares on deals.deal_id = deal_shares.deal_id
        left join marts.reps on deal_shares.rep_id = reps.rep_id
        where deals.is_won

    ),

    opened_parts as (

        select
            deals.deal_id as counted_id,
            deals.opened_on as day,
            reps.team,
            deals.region
        from marts.deals
        left join marts.deal_shares on deals.deal_id = deal_shares.deal_id
        left join marts.reps on deal_shares.rep_id = reps.rep_id
        where deals.kind = 'new' and deals.opened_on is not null

    ),

    counted as (

        select 'booked_from' as metric, counted_id, day, team, region, cents
        from won_parts
        union all
        select 'deals_won', counted_id, day, team, region, null
        from won_parts
        union all
        select 'deals_opened', counted_id, day, team, region, null
        from opened_parts
        union all
        select 'leads_created', lead_id, created_on, team, region, null
        from marts.leads
        union all
        select 'leads_qualified', lead_id, mql_on, team, region, null
        from marts.episodes
        where episode = 1 and mql_on is not null
        union all
        select 'handoffs', handoff_id, handed_on, team, region, null
        from marts.handoffs

    )

    select * from counted;

-- The metrics of which there is any record.
create macro filtered.metrics_recorded() as table
    select unnest(['booked_from', 'deals_won']) as metric
    where exists (from marts.deals where is_won)
    union all
    select 'deals_opened'
    where exists (from marts.deals where kind = 'new' and opened_on is not null)
    union all
    select 'leads_created'
    where exists (from marts.leads)
    union all
    select 'leads_qualified'
    where exists (from marts.episodes where episode = 1 and mql_on is not null)
    union all
    select 'handoffs'
    where exists (from marts.handoffs);

-- The goals whose period has begun, cut to the whole days that the data reach: running, ended, or all begun.
create macro filtered.goals_begun(as_of, which) as table
    select
        goals.*,
        least(goals.period_end, data_days.whole_until) as seen_until
    from filtered.goals() as goals
    cross join filtered.data_days(as_of) as data_days
    where
        goals.period_start < data_days.whole_until
        and (which = 'begun' or (goals.period_end > data_days.whole_until) = (which = 'running'));
