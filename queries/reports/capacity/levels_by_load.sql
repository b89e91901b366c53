-- What service level was seen at what load?
--
-- Whole weeks by handoffs against capacity; the level never rises with the load (isotonic), its limit is the lower end of an 80%
-- interval over resampled weeks. Loads are whole percent; intake is the load times the usual capacity of the last twelve weeks, in
-- whole leads (rounded down). What was seen, no more: a busy week may differ in other ways.
--
-- grain:   load_percent
-- params:  $filters, $as_of
-- reads:   filtered.weeks_agreed
-- needs:   handoffs, activities
-- then:    overlap.subjects.capacity.steps.level_by_load.levels_by_load
-- columns: load_percent (number, load_percent, of handoffs), intake (number, intake, of handoffs),
--          week_count (count, weeks_seen, of handoffs), level (rate, level_at_load, of activities), level_low (rate,, of activities),
--          target (rate, service_level_target), is_safe (flag,, of activities)
-- opens:   capacity/weeks_at_load load_percent=load_percent count=week_count
select *
from filtered.weeks_agreed($filters, $as_of)
order by week
