-- Rounds of leads through the funnel: those that ended by being returned by sales, lost or won, and what a later round became.

-- Rounds qualified in the period, judged at equal age: from the day of qualifying in that very round.
-- scoped: rep_id
create macro filtered.rounds(filters) as table
    select
        episodes.*,
        case when episodes.episode = 1 then 'first' else 'again' end as round,
        filtered.is_mature(episodes.age_days, conversion.sql) as is_old_enough,
        filtered.is_mature(episodes.age_days, conversion.sql)
        and coalesce(episodes.days_to_sql < conversion.sql, false) as is_qualified,
        filtered.is_mature(episodes.age_days, episodes.won_within_days) as is_won_old_enough,
        filtered.is_mature(episodes.age_days, episodes.won_within_days)
        and coalesce(episodes.days_to_won < episodes.won_within_days, false) as is_won_in_time
    from filtered.episodes(filters) as episodes
    left join agreements.conversion
        on episodes.mql_at >= conversion.effective_from
        and episodes.mql_at < conversion.effective_to
    where episodes.mql_on is not null;

-- Rounds qualified in the period that ended, each with the round after it, if there is one by now: a win ends a round too, and a customer
-- who asks again begins another; a rejection ends one as a return does, where nothing follows it in that round. days counts from the end to the return, or to now.
-- scoped: rep_id
create macro filtered.ended_rounds(filters, asked_at) as table
    select
        ended.*,
        again.lead_at as back_at,
        again.lead_id is not null as is_back,
        again.is_old_enough and again.is_qualified as is_qualified_again,
        again.is_won_old_enough and again.is_won_in_time as is_won_again,
        greatest(0, whole_days(
            ended.ended_at, coalesce(again.lead_at, cast(asked_at as timestamptz)), false, house.time_zone
        )) as days
    from (
        select
            *,
            coalesce(won_at, recycled_at, lost_at, rejected_at) as ended_at,
            case
                when won_at is not null then 'won'
                when recycled_at is null and lost_at is not null then 'lost'
                else 'given_back'
            end as ended_as
        from filtered.rounds(filters)
        where coalesce(won_at, recycled_at, lost_at, rejected_at) is not null
    ) as ended
    cross join meta.house
    left join filtered.rounds(null::filters) as again
        on ended.lead_id = again.lead_id
        and ended.episode + 1 = again.episode;
