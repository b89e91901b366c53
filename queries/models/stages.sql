-- The stages of the buying cycle in their order; a stage is recorded when any source ever names it.
--
-- grain: stage
-- reads: marts.stage_events
with

positions as (

    select *
    from (values ('lead', 0), ('mql', 1), ('sal', 2), ('sql', 3), ('opportunity', 4), ('won', 5)) as known (stage, position)

)

select
    positions.stage,
    positions.position,
    count(stage_events.stage) > 0 as is_recorded
from positions
left join marts.stage_events on positions.stage = stage_events.stage
group by all
order by positions.position
