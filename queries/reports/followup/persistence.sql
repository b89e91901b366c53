-- How often does sales try before it gives up?
--
-- Attempts in the fourteen days after the handoff, of those handoffs that were neither reached nor closed in them, old enough.
-- A distribution: a mean would hide those never tried.
--
-- grain:   attempts
-- params:  $filters
-- reads:   seen.followups_seen
-- needs:   handoffs, activities
-- columns: attempts (count,, of activities), handoff_count (count, unreached_handoffs, of activities),
--          share (rate, unreached_share, of activities), at_least_share (rate, unreached_at_least, of activities)
-- opens:   followup/list state='unreached' attempts=attempts count=handoff_count
with

counted as (

    select
        attempts_14d as attempts,
        count(*) as handoff_count
    from seen.followups_seen($filters)
    where is_unreached
    group by all

)

select
    attempts,
    handoff_count,
    handoff_count / sum(handoff_count) over () as share,
    sum(handoff_count) over (order by attempts desc rows unbounded preceding) / sum(handoff_count) over () as at_least_share
from counted
order by attempts
