-- Which whole weeks had this load?
--
-- Weeks of known load in which something was due: those a level is read off from.
--
-- grain:   week
-- params:  $filters, $as_of, $load double = null
-- reads:   seen.weeks_loaded_seen
-- needs:   handoffs, activities
-- columns: week (date), next_week (date), load (number, load, of handoffs), handoff_count (count, handoffs, of handoffs),
--          capacity (number, capacity_in_days), due_count (count, followups_due, of activities),
--          in_time_count (count, followups_in_time, of activities)
select
    week,
    next_week,
    load,
    handoff_count,
    capacity,
    due_count,
    in_time_count
from seen.weeks_loaded_seen($filters, $as_of)
where $load is null or load = $load
order by week
