-- What a revenue goal still needs: the company's goal that runs and ends first, what is left of it, and the days for it.

create macro filtered.revenue_left(as_of) as table
    select
        goals.goal_id,
        goals.period_end,
        cast(goals.period_end - days.whole_until as integer) as days_left,
        greatest(
            goals.target - coalesce((
                select filtered.money(deals.amount_cents)
                from marts.deals
                where deals.is_won and deals.closed_on >= goals.period_start and deals.closed_on < days.whole_until
            ), 0),
            0
        ) as amount
    from filtered.goals() as goals
    cross join filtered.data_days(as_of) as days
    where
        goals.metric = 'booked_from'
        and not goals.is_replaced
        and goals.team is null
        and goals.region is null
        and goals.period_start < days.whole_until
        and goals.period_end > days.whole_until
    order by goals.period_end, goals.period_start desc, goals.origin desc, goals.goal_id
    limit 1;

-- A row for each of what leads to a deal: how many have had their agreed days, and how many of them were won in these. MQLs are
-- those of the chain funnel, SQLs all in it that got so far; leads, handoffs and deals are judged as in their own reports.
create macro filtered.wins_by_line(filters) as table
    select
        'opened deal' as line,
        count(*) filter (where filtered.is_mature(age_days, won_within_days)) as judged_count,
        count(*) filter (
            where filtered.is_mature(age_days, won_within_days)
                and is_won and filtered.is_within(days_to_close, is_date_only, won_within_days)
        ) as won_count
    from filtered.deals_opened(filters)
    where opened_on is not null and filtered.is_wanted_kind(filters, kind)
    union all
    select
        'SQL',
        count(*) filter (
            where filtered.reached_in_time('sql', days_to_sal, days_to_sql, days_to_opportunity, days_to_won, age_days, won_within_days)
        ),
        count(*) filter (
            where filtered.reached_in_time('won', days_to_sal, days_to_sql, days_to_opportunity, days_to_won, age_days, won_within_days)
        )
    from filtered.episodes(filters)
    where mql_on is not null and episode = 1
    union all
    select
        'MQL',
        count(*) filter (where filtered.is_mature(age_days, won_within_days)),
        count(*) filter (
            where filtered.reached_in_time('won', days_to_sal, days_to_sql, days_to_opportunity, days_to_won, age_days, won_within_days)
        )
    from filtered.episodes(filters)
    where mql_on is not null and episode = 1
    union all
    select
        'lead',
        count(*) filter (where filtered.is_mature(age_days, won_within_days)),
        count(*) filter (where filtered.counts_as_won(is_won, days_to_won, is_date_only, age_days, won_within_days))
    from filtered.leads(filters)
    union all
    select
        'handoff',
        count(*) filter (where is_winnable),
        count(*) filter (where is_won_in_time)
    from filtered.handoffs(filters);

-- Each of them by its day, whatever became of it; the period is left out of the filters. Attempts are those of the fourteen days after a handoff, by the handoff's day.
create macro filtered.days_by_line(filters) as table
    select 'won deal' as line, closed_on as day, 1 as number
    from filtered.deals_closed(filters)
    where is_won and filtered.is_wanted_kind(filters, kind)
    union all
    select 'opened deal', opened_on, 1
    from filtered.deals_opened(filters)
    where filtered.is_wanted_kind(filters, kind)
    union all
    select 'SQL', cast(timezone(house.time_zone, rounds.sql_at) as date), 1
    from filtered.episodes(filters) as rounds
    cross join meta.house
    where rounds.episode = 1
    union all
    select 'MQL', mql_on, 1
    from filtered.episodes(filters)
    where episode = 1
    union all
    select 'lead', created_on, 1
    from filtered.leads(filters)
    union all
    select 'handoff', handed_on, 1
    from filtered.handoffs(filters)
    union all
    select 'attempt', handed_on, attempts_14d
    from filtered.followups(filters);
