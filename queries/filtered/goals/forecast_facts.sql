-- What the forecast of a revenue goal rests on. A scope is whose goal it is (a team of sales, a region) and its period; goals that
-- share one share their forecast.

create macro filtered.forecast_goals(as_of) as table
    select
        goals.origin,
        goals.goal_id,
        goals.metric,
        goals.team,
        goals.region,
        goals.people_team,
        goals.is_replaced,
        goals.target,
        goals.period_start,
        goals.period_end,
        days.whole_until as seen_until,
        cast(goals.period_end - days.whole_until as integer) as days_to_go,
        dense_rank() over (
            order by goals.period_start, goals.period_end, goals.people_team nulls first, goals.region nulls first
        ) as forecast_scope
    from filtered.goals() as goals
    cross join filtered.data_days(as_of) as days
    where
        goals.metric = 'booked_from'
        and goals.period_start < days.whole_until
        and goals.period_end > days.whole_until;

create macro filtered.forecast_scopes(as_of) as table
    select distinct
        forecast_scope,
        people_team,
        region,
        period_start,
        seen_until,
        days_to_go
    from filtered.forecast_goals(as_of);

-- The deals of each scope with its people's part of them.
create macro filtered.forecast_deals(as_of) as table
    select
        scopes.forecast_scope,
        scopes.period_start,
        scopes.seen_until,
        scopes.days_to_go,
        deals.deal_id,
        any_value(deals.kind) as kind,
        any_value(deals.opened_on) as opened_on,
        any_value(deals.closed_on) as closed_on,
        any_value(deals.is_won) as is_won,
        sum(coalesce(deal_shares.rep_cents, deals.amount_cents)) as cents,
        sum(coalesce(deal_shares.bps, 1)) / max(coalesce(deal_shares.bt, 1)) as share
    from filtered.forecast_scopes(as_of) as scopes
    inner join marts.deals on scopes.region is null or scopes.region = deals.region
    left join marts.deal_shares on deals.deal_id = deal_shares.deal_id
    left join marts.reps on deal_shares.rep_id = reps.rep_id
    where scopes.people_team is null or scopes.people_team = reps.team
    group by scopes.forecast_scope, scopes.period_start, scopes.seen_until, scopes.days_to_go, deals.deal_id;

-- A row for each thing known. `open_now`: a deal. `open_then`: the deals of one kind, stage and age that were open at an earlier
-- origin, and `came` what was booked from there within as many days as are to go now. `won`: a deal, for the amounts, with the weeks
-- it took; `resized` and `lost`: a deal that ended, with what it was thought to be worth before; `opened`: the deals of a week, by its
-- first day.
create macro filtered.forecast_facts(as_of) as table
    with

    deals_in_scope as (

        select *
        from filtered.forecast_deals(as_of)

    ),

    origins as (

        select
            scopes.forecast_scope,
            scopes.days_to_go,
            months.origin_on
        from filtered.forecast_scopes(as_of) as scopes
        inner join (
            select distinct origin_on
            from marts.deal_origins
        ) as months
            on months.origin_on + scopes.days_to_go <= scopes.seen_until

    ),

    won_days as (

        select
            forecast_scope,
            period_start,
            seen_until,
            closed_on,
            count(*) as deal_count,
            sum(cents) as cents
        from deals_in_scope
        where is_won
        group by all

    ),

    facts as (

        select
            deals_in_scope.forecast_scope,
            'open_now' as fact,
            cast(null as date) as day,
            deal_origins.kind,
            deal_origins.stage,
            deal_origins.age_from,
            1 as deal_count,
            cast(deal_origins.cents is not null as integer) as priced_count,
            deal_origins.cents * deals_in_scope.share as cents,
            power(deal_origins.cents * deals_in_scope.share, 2) as cents_squared,
            deals_in_scope.deal_id
        from deals_in_scope
        inner join marts.deal_origins on deals_in_scope.deal_id = deal_origins.deal_id
        where deal_origins.origin_on is null
        union all
        select
            deals_in_scope.forecast_scope,
            'open_then',
            deal_origins.origin_on,
            deal_origins.kind,
            deal_origins.stage,
            deal_origins.age_from,
            count(*),
            count(deal_origins.cents),
            round(sum(deal_origins.cents * deals_in_scope.share), 2),
            round(sum(power(deal_origins.cents * deals_in_scope.share, 2))),
            null
        from deals_in_scope
        inner join marts.deal_origins on deals_in_scope.deal_id = deal_origins.deal_id
        where deal_origins.origin_on + deals_in_scope.days_to_go <= deals_in_scope.seen_until
        group by all
        union all
        select
            origins.forecast_scope,
            'came',
            origins.origin_on,
            null, null, null,
            coalesce(sum(won_days.deal_count), 0),
            null,
            coalesce(sum(won_days.cents), 0),
            null, null
        from origins
        left join won_days
            on
                origins.forecast_scope = won_days.forecast_scope
                and won_days.closed_on >= origins.origin_on
                and won_days.closed_on < origins.origin_on + origins.days_to_go
        group by all
        union all
        select
            forecast_scope,
            'booked',
            null, null, null, null,
            sum(deal_count),
            null,
            sum(cents),
            null, null
        from won_days
        where closed_on >= period_start and closed_on < seen_until
        group by all
        union all
        select
            forecast_scope,
            'opened',
            seen_until - cast(7 * ((seen_until - 1 - opened_on) // 7 + 1) as integer),
            kind,
            null, null,
            count(*),
            null, null, null, null
        from deals_in_scope
        where opened_on < seen_until and opened_on >= seen_until - 7 * 208
        group by all
        union all
        (
            select
                forecast_scope,
                'won',
                closed_on,
                kind,
                null,
                (closed_on - opened_on) // 7,
                1,
                null,
                cents,
                null,
                deal_id
            from deals_in_scope
            where is_won and cents > 0
            qualify row_number() over (partition by forecast_scope, kind order by closed_on desc, deal_id) <= 500
        )
        union all
        select
            null,
            case when is_won then 'resized' else 'lost' end,
            closed_on,
            kind,
            null, null,
            1,
            null,
            won_cents,
            power(cents_then, 2),
            deal_id
        from marts.ended_amounts

    )

    select * from facts;
