-- Which whole weeks had this load?
--
-- Weeks of known load in which something was due: those a level is read off from.
--
-- grain:   week
-- params:  $filters, $as_of, $load_percent integer = null
-- reads:   filtered.weeks_loaded
-- needs:   handoffs, activities
-- columns: week (date), next_week (date), load (number, load, of handoffs),
--          load_percent (number, load_percent, of handoffs), handoff_count (count, handoffs, of handoffs),
--          capacity (number, capacity_in_days), due_count (count, followups_due, of activities),
--          in_time_count (count, followups_in_time, of activities)
select
    week,
    next_week,
    load,
    load_percent,
    handoff_count,
    capacity,
    due_count,
    in_time_count
from filtered.weeks_loaded($filters, $as_of)
where $load_percent is null or load_percent = $load_percent
order by week
