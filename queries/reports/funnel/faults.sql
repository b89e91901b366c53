-- How often was a recorded stage skipped or entered late, and counted all the same?
--
-- grain:   one row
-- params:  $filters
-- reads:   filtered.episodes, marts.stages
-- columns: round_count (count, leads_qualified, of mql, handoffs), skipped_count (count, rounds_skipping, of mql, handoffs),
--          returned_count (count, rounds_returned, of mql, handoffs)
with

rounds as (

    select
        *,
        stage_count < (
            select count(*)
            from marts.stages
            where stages.is_recorded and stages.position between 1 and furthest
        ) as is_skipping
    from filtered.episodes($filters)
    where mql_on is not null

)

select
    count(*) as round_count,
    count(*) filter (where is_skipping) as skipped_count,
    count(*) filter (where episode > 1) as returned_count
from rounds
