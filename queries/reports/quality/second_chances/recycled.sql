-- How well do leads do when they come back?
--
-- Times leads became MQLs, by that day: first times, and those after being returned by sales, lost or won. SQLs and wins are those
-- within the agreed days of it, of the times that have had these days, so that both are judged at equal age. Whoever comes back
-- failed once: compare them with everybody's first time, not with their own.
--
-- grain:   round
-- params:  $filters
-- reads:   filtered.rounds
-- columns: round, round_count (count, rounds_qualified), lead_count (count, leads_in_rounds),
--          old_enough_count (count, rounds_sql_old_enough), qualified_count (count, rounds_sql, of sql),
--          qualified_share (rate, round_sql_share, of sql), qualified_low (rate,, of sql), qualified_high (rate,, of sql),
--          won_old_enough_count (count, rounds_won_old_enough), won_count (count, rounds_won, of won),
--          win_share (rate, round_win_share, of won), win_low (rate,, of won), win_high (rate,, of won)
-- opens:   quality/rounds round=round count=round_count
--          quality/rounds round=round result='old_enough' count=old_enough_count
--          quality/rounds round=round result='qualified' count=qualified_count
--          quality/rounds round=round result='won_old_enough' count=won_old_enough_count
--          quality/rounds round=round result='won' count=won_count
with

counted as (

    select
        round,
        count(*) as round_count,
        count(distinct lead_id) as lead_count,
        count(*) filter (where is_old_enough) as old_enough_count,
        count(*) filter (where is_qualified) as qualified_count,
        count(*) filter (where is_won_old_enough) as won_old_enough_count,
        count(*) filter (where is_won_in_time) as won_count
    from filtered.rounds($filters)
    group by all

)

select
    round,
    round_count,
    lead_count,
    old_enough_count,
    qualified_count,
    filtered.rate(qualified_count, old_enough_count) as qualified_share,
    filtered.wilson_low(qualified_count, old_enough_count) as qualified_low,
    filtered.wilson_high(qualified_count, old_enough_count) as qualified_high,
    won_old_enough_count,
    won_count,
    filtered.rate(won_count, won_old_enough_count) as win_share,
    filtered.wilson_low(won_count, won_old_enough_count) as win_low,
    filtered.wilson_high(won_count, won_old_enough_count) as win_high
from counted
order by round desc
