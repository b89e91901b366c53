-- How fast does each person follow up, and how much of it is logged?
--
-- By who held the lead at the first attempt or when it was due, whichever came first; passed on without a record of to whom: a row
-- "transferred". Leads that progressed without any logged attempt show how much goes unlogged: above a tenth the level is marked
-- and not ranked, and level_if_logged counts each of them as answered on the day it progressed. There is a verdict from 30 due and
-- 10 in time on, where the interval of the level, adjusted for small samples, excludes the company's. mean_of_answered is the
-- naive figure, which leaves out whoever was never answered.
--
-- grain:   rep_id?, is_transferred
-- params:  $filters, $company_filters
-- reads:   filtered.followup_levels, filtered.in_time_by_group, marts.reps
-- needs:   handoffs, activities
-- then:    overlap.subjects.followup.steps.service_level.rep_levels
-- columns: rep_id, is_transferred, rep_name, team, handoff_count (count, handoffs, of handoffs),
--          due_count (count, followups_due, of activities), in_time_count (count, followups_in_time, of activities),
--          answered_count (count, followups_answered, of activities),
--          overdue_count (count, followups_overdue, of activities),
--          excused_count (count, followups_excused, of activities, of rejected), service_level (rate, service_level, of activities),
--          service_level_low (rate,, of activities), service_level_high (rate,, of activities),
--          lowest_level (rate, service_level_by_date, of activities),
--          highest_level (rate, service_level_by_date, of activities),
--          level_if_excused_missed (rate, level_if_excused_missed, of activities, of rejected),
--          target (rate, service_level_target, of activities), mean_of_answered (minutes, mean_of_answered, of activities),
--          progressed_count (count, followups_progressed, of activities),
--          unlogged_count (count, followups_unlogged, of activities), unlogged_share (rate, unlogged_share, of activities),
--          is_log_incomplete (flag,, of activities), level_if_logged (rate, level_if_logged, of activities),
--          median_minutes (minutes, attempt_median, of activities), median_low (minutes,, of activities),
--          median_high (minutes,, of activities), p90_minutes (minutes, attempt_p90, of activities),
--          shrunk_level (rate, service_level_shrunk, of activities), shrunk_low (rate,, of activities),
--          shrunk_high (rate,, of activities), house_level (rate, service_level, of activities), verdict (,, of activities)
-- opens:   followup/list reps=rep_id is_transferred=is_transferred count=handoff_count
--          followup/list reps=rep_id is_transferred=is_transferred state='due' count=due_count
--          followup/list reps=rep_id is_transferred=is_transferred state='in_time' count=in_time_count
--          followup/list reps=rep_id is_transferred=is_transferred state='answered' count=answered_count
--          followup/list reps=rep_id is_transferred=is_transferred state='overdue' count=overdue_count
--          followup/list reps=rep_id is_transferred=is_transferred state='excused' count=excused_count
--          followup/list reps=rep_id is_transferred=is_transferred state='progressed' count=progressed_count
--          followup/list reps=rep_id is_transferred=is_transferred state='unlogged' count=unlogged_count
select
    levels.group_id as rep_id,
    levels.is_transferred,
    filtered.holder_row(coalesce(reps.rep_name, levels.group_id), levels.is_transferred) as rep_name,
    reps.team,
    levels.handoff_count,
    levels.due_count,
    levels.in_time_count,
    levels.answered_count,
    levels.overdue_count,
    levels.excused_count,
    levels.service_level,
    levels.service_level_low,
    levels.service_level_high,
    levels.lowest_level,
    levels.highest_level,
    levels.level_if_excused_missed,
    levels.target,
    levels.mean_of_answered,
    levels.progressed_count,
    levels.unlogged_count,
    filtered.rate(levels.unlogged_count, levels.progressed_count) as unlogged_share,
    coalesce(filtered.rate(levels.unlogged_count, levels.progressed_count) > 0.1, false) as is_log_incomplete,
    case when levels.by_date_count = 0 then filtered.rate(levels.in_time_or_unlogged_count, levels.due_count) end as level_if_logged,
    levels.group_id is not null as is_known,
    levels.by_date_count,
    levels.unclocked_count,
    levels.timed,
    (
        select list({'in_time_count': in_time_count, 'due_count': due_count, 'by_date_count': by_date_count})
        from filtered.in_time_by_group($company_filters, 'rep')
        where filtered.is_narrowed($filters)
    ) as company
from filtered.followup_levels($filters, 'rep') as levels
left join marts.reps on levels.group_id = reps.rep_id
order by is_known desc, levels.handoff_count desc, rep_name, rep_id
