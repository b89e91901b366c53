-- How often does sales try before it gives up?
--
-- Attempts in the fourteen days after the handoff, of all handoffs that have had them, and what had become of them by then:
-- reached, else closed, else given up. A distribution: a mean would hide those never contacted, and looking only at those not
-- reached would select by outcome.
--
-- grain:   attempts
-- params:  $filters
-- reads:   filtered.followups
-- needs:   handoffs, activities
-- columns: attempts (count,, of activities), handoff_count (count, handoffs_after_14_days, of activities),
--          share (rate, tried_share, of activities), at_least_share (rate, tried_at_least, of activities),
--          reached_count (count, handoffs_reached, of contacts), closed_count (count, handoffs_closed_unreached, of contacts),
--          given_up_count (count, handoffs_neither, of contacts)
-- opens:   followup/list state='fourteen_days' attempts=attempts count=handoff_count
--          followup/list state='reached' attempts=attempts count=reached_count
--          followup/list state='closed_unreached' attempts=attempts count=closed_count
--          followup/list state='given_up' attempts=attempts count=given_up_count
with

counted as (

    select
        attempts_14d as attempts,
        count(*) as handoff_count,
        count(*) filter (where after_14_days = 'reached') as reached_count,
        count(*) filter (where after_14_days = 'closed_unreached') as closed_count,
        count(*) filter (where after_14_days = 'given_up') as given_up_count
    from filtered.followups($filters)
    where after_14_days is not null
    group by all

)

select
    attempts,
    handoff_count,
    handoff_count / sum(handoff_count) over () as share,
    sum(handoff_count) over (order by attempts desc rows unbounded preceding) / sum(handoff_count) over () as at_least_share,
    reached_count,
    closed_count,
    given_up_count
from counted
order by attempts
