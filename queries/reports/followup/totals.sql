-- Does sales follow up as fast as was agreed?
--
-- Handoffs by the day they were handed over, on a clock of business minutes that no reassignment restarts. The level is of those
-- whose time has passed; excused ones are in neither part of it. A time not reached is null: fewer than half, or than nine in ten,
-- have been contacted. `of_answered` are the naive figures, which leave out whoever was never answered, with their error beside
-- them. Intervals take people as units (people_count), since the handoffs of one person are alike; handoffs where fewer than two
-- are known. Days without a clock leave a limit of less than a day open: then only the lowest and the highest level are known, no
-- time is.
--
-- grain:   one row
-- params:  $filters
-- reads:   filtered.followup_levels
-- needs:   handoffs, activities
-- then:    overlap.subjects.followup.steps.service_level.totals
-- columns: handoff_count (count, handoffs, of handoffs), answered_count (count, followups_answered, of activities),
--          in_time_count (count, followups_in_time, of activities),
--          on_the_day_count (count, followups_on_the_day, of activities), due_count (count, followups_due, of activities),
--          service_level (rate, service_level, of activities), service_level_low (rate,, of activities),
--          service_level_high (rate,, of activities), lowest_level (rate, service_level_by_date, of activities),
--          highest_level (rate, service_level_by_date, of activities), target (rate, service_level_target, of activities),
--          overdue_count (count, followups_overdue, of activities), pending_count (count, followups_pending, of activities),
--          waiting_count (count, followups_waiting, of activities), excused_count (count, followups_excused, of activities, of rejected),
--          excused_share (rate, excused_share, of activities, of rejected),
--          level_if_excused_missed (rate, level_if_excused_missed, of activities, of rejected),
--          level_of_answered (rate, level_of_answered, of activities),
--          level_error (number, level_error, of activities), progressed_count (count, followups_progressed, of activities),
--          unlogged_count (count, followups_unlogged, of activities), unlogged_share (rate, unlogged_share, of activities),
--          assignment_minutes (minutes, assignment_minutes), median_minutes (minutes, attempt_median, of activities),
--          median_low (minutes,, of activities), median_high (minutes,, of activities),
--          p90_minutes (minutes, attempt_p90, of activities), mean_of_answered (minutes, mean_of_answered, of activities),
--          median_of_answered (minutes, median_of_answered, of activities),
--          minutes_error (minutes, minutes_error, of activities), people_count (count, units_people, of activities),
--          is_unclocked (flag,, of activities)
-- opens:   followup/list count=handoff_count
--          followup/list state='answered' count=answered_count
--          followup/list state='in_time' count=in_time_count
--          followup/list state='on_the_day' count=on_the_day_count
--          followup/list state='due' count=due_count
--          followup/list state='overdue' count=overdue_count
--          followup/list state='pending' count=pending_count
--          followup/list state='waiting' count=waiting_count
--          followup/list state='excused' count=excused_count
--          followup/list state='progressed' count=progressed_count
--          followup/list state='unlogged' count=unlogged_count
with

house as (

    select 1 as house

)

select
    coalesce(levels.handoff_count, 0) as handoff_count,
    coalesce(levels.answered_count, 0) as answered_count,
    coalesce(levels.in_time_count, 0) as in_time_count,
    coalesce(levels.on_the_day_count, 0) as on_the_day_count,
    coalesce(levels.due_count, 0) as due_count,
    levels.service_level,
    levels.service_level_low,
    levels.service_level_high,
    levels.lowest_level,
    levels.highest_level,
    levels.target,
    coalesce(levels.overdue_count, 0) as overdue_count,
    coalesce(levels.pending_count, 0) as pending_count,
    coalesce(levels.waiting_count, 0) as waiting_count,
    coalesce(levels.excused_count, 0) as excused_count,
    levels.excused_share,
    levels.level_if_excused_missed,
    levels.level_of_answered,
    levels.level_of_answered - levels.service_level as level_error,
    coalesce(levels.progressed_count, 0) as progressed_count,
    coalesce(levels.unlogged_count, 0) as unlogged_count,
    filtered.rate(levels.unlogged_count, levels.progressed_count) as unlogged_share,
    levels.assignment_minutes,
    levels.mean_of_answered,
    levels.unclocked_count,
    levels.timed
from house
left join filtered.followup_levels($filters, 'all') as levels on true
