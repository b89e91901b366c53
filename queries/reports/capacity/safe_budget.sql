-- How many leads a week can sales take and still keep the agreed level?
--
-- The largest weekly intake, at the usual capacity of the last twelve weeks, at which the lower end of an 80% interval of the level
-- seen still meets the agreed one; null: none. Past the busiest week nothing is known: outside what we have seen.
--
-- grain:   one row
-- params:  $filters, $as_of, $intake integer = null
-- reads:   filtered.weeks_agreed
-- needs:   handoffs, activities
-- then:    overlap.subjects.capacity.steps.level_by_load.safe_budget
-- columns: target (rate, service_level_target), safe_intake (number, safe_intake, of activities),
--          busiest_intake (number, intake, of handoffs), week_count (count, weeks_seen, of handoffs),
--          intake (number, intake, of handoffs), level (rate, level_at_load, of activities), level_low (rate,, of activities),
--          verdict (,, of activities)
select
    *,
    $intake as intake
from filtered.weeks_agreed($filters, $as_of)
order by week
