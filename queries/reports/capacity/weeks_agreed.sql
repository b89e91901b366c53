-- What happened in every whole week, and which level was agreed?
--
-- What a level at a load is read off from, and what a replay is held to.
--
-- grain:   week
-- params:  $filters, $as_of
-- reads:   filtered.weeks_agreed
-- needs:   handoffs, activities
-- columns: week (date), next_week (date), load (number, load, of handoffs),
--          load_percent (number, load_percent, of handoffs), handoff_count (count, handoffs, of handoffs),
--          capacity (number, capacity_in_days), due_count (count, followups_due, of activities),
--          in_time_count (count, followups_in_time, of activities), target (rate, service_level_target)
select
    week,
    next_week,
    load,
    load_percent,
    handoff_count,
    capacity,
    due_count,
    in_time_count,
    target
from filtered.weeks_agreed($filters, $as_of)
order by week
