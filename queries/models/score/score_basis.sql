-- What scores of handed-over leads may rest on: whether touches were ever recorded, and whether the segment then foretells fairly.
--
-- Where a house keeps no history of it, a segment counts only if it is blank about as often (10 points) among the won as among the
-- others, since what sales fills in while winning foretells nothing.
--
-- grain: has_touches, is_segment_fair
-- scope: house
-- reads: marts.points_before_handoff, marts.kept_histories, canonical.touches
select
    (select count(*) from canonical.touches) > 0 as has_touches,
    (select count(*) from marts.kept_histories where attribute = 'segment') > 0
    or coalesce(abs(
        avg(case when is_won then case when segment_then is null then 1e0 else 0e0 end end)
        - avg(case when not is_won then case when segment_then is null then 1e0 else 0e0 end end)
    ) <= 0.1e0, true) as is_segment_fair
from marts.points_before_handoff
