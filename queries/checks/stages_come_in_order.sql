-- A lead skips no recorded stage; a skipped one is counted as reached with the next.
--
-- group: Time runs forward
-- level: warn
-- reads: marts.episodes, marts.stages
select
    episodes.lead_id,
    episodes.episode,
    episodes.furthest,
    episodes.stage_count
from marts.episodes
where
    episodes.furthest >= 1
    and episodes.stage_count < (
        select count(*)
        from marts.stages
        where stages.is_recorded and stages.position between 1 and episodes.furthest
    )
