-- Which rows stand behind goals that count leads, MQLs, handoffs or opened deals?
--
-- What a meeting freezes with its numbers, so that each difference can be explained row by row. row_keys are fingerprints: in whatever
-- the data hold later a row is known again by its own; nobody reads a lead in it.
--
-- grain:   metric, day, team?, region?
-- params:  $generation varchar required, $since date = null
-- reads:   filtered.goal_records
-- columns: metric, day (date), team, region, row_keys
select
    metric,
    day,
    team,
    region,
    string_agg(row_key, ' ' order by row_key) as row_keys
from (
    select distinct
        metric,
        day,
        team,
        region,
        filtered.frozen_key($generation, counted_id) as row_key
    from filtered.goal_records()
    where
        metric not in ('booked_from', 'deals_won')
        and day is not null
        and ($since is null or day >= cast($since as date))
) as counted
group by all
order by metric, day, team, region
