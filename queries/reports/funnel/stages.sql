-- How many of the leads that became MQLs in this period reached each stage, all at the same age?
--
-- The chain funnel: everything is counted within the same days of becoming an MQL, over the leads that have had them, so the rates
-- multiply. Leads that came back after being returned by sales, lost or won are beside it (`came_back_count`), not in it. Stages
-- that no source records are left out. `lost_count` did not get from the stage before to this one in time.
--
-- grain:   stage
-- params:  $filters, $within_days integer = null
-- reads:   filtered.episodes, marts.stages
-- columns: position (count), stage, reached_count (count, rounds_reached, of mql, handoffs), lost_count (count, rounds_lost, of mql, handoffs),
--          step_rate (rate, chain_step_rate, of mql, handoffs), step_rate_low (rate,, of mql, handoffs), step_rate_high (rate,, of mql, handoffs),
--          overall_rate (rate, chain_rate, of mql, handoffs), round_count (count, leads_qualified, of mql, handoffs),
--          came_back_count (count, leads_came_back, of mql, handoffs), old_enough_count (count, rounds_old_enough, of mql, handoffs)
-- opens:   lead/qualified reached=stage count=reached_count
--          lead/qualified lost_before=stage count=lost_count
--          lead/qualified state='old_enough' count=old_enough_count
--          lead/qualified count=round_count
--          lead/qualified round='again' count=came_back_count
with

rounds as (

    select
        *,
        coalesce($within_days, won_within_days) as days
    from filtered.episodes($filters)
    where mql_on is not null and episode = 1

),

came_back as (

    select count(*) as came_back_count
    from filtered.episodes($filters)
    where mql_on is not null and episode > 1

),

reached as (

    select
        stages.position,
        stages.stage,
        count(*) filter (
            where filtered.reached_in_time(
                stages.stage, days_to_sal, days_to_sql, days_to_opportunity, days_to_won, age_days, days
            )
        ) as reached_count,
        count(*) filter (where mql_on is not null) as round_count,
        count(*) filter (where filtered.is_mature(age_days, days)) as old_enough_count
    from marts.stages
    left join rounds on true
    where stages.is_recorded and stages.position >= 1
    group by all

),

compared as (

    select
        *,
        lag(reached_count) over (order by position) as before_count,
        first_value(reached_count) over (order by position) as qualified_count
    from reached

)

select
    position,
    stage,
    reached_count,
    coalesce(before_count - reached_count, 0) as lost_count,
    filtered.rate(reached_count, before_count) as step_rate,
    filtered.wilson_low(reached_count, before_count) as step_rate_low,
    filtered.wilson_high(reached_count, before_count) as step_rate_high,
    filtered.rate(reached_count, qualified_count) as overall_rate,
    round_count,
    came_back.came_back_count,
    old_enough_count
from compared
cross join came_back
order by position
