-- A lead skips no recorded stage; a skipped one is counted as reached with the next.
--
-- group: Time runs forward
-- level: warn
-- scope: cluster
-- reads: marts.episodes
select
    lead_id,
    episode,
    furthest,
    stage_count
from marts.episodes
where is_skipping
