-- How many leads a week would each threshold hand over, and how many of them qualify?
--
-- Steps of five points around the agreed threshold, the one asked about among them. From the agreed one on this is observed; below
-- it, it stands on the leads drawn by lot, with the interval that leaves, and is empty without any. in_time counts those, too,
-- that reach the threshold within 60 days by the touches that came.
--
-- grain:   threshold
-- params:  $filters, $as_of, $threshold integer = null
-- reads:   seen.handed_seen, seen.threshold_context
-- needs:   handoffs
-- with:    weeks=quality/threshold_weeks, pool=quality/pool_points
-- then:    threshold.curve
-- columns: threshold (count, handoff_threshold), is_agreed (flag), is_asked (flag), is_observed (flag),
--          kept_count (count, handoffs_kept, of handoffs), kept_old_enough_count (count, handoffs_qualifiable, of handoffs),
--          kept_qualified_count (count, handoffs_qualified, of handoffs), kept_share (rate, qualified_share, of handoffs),
--          kept_share_low (rate), kept_share_high (rate), handed_a_week (number, handed_a_week, of handoffs),
--          handed_a_week_low (number), handed_a_week_high (number), in_time_a_week (number, in_time_a_week, of handoffs),
--          qualified_a_week (number, qualified_a_week, of handoffs), given_up_won_count (count, handoffs_won, of handoffs),
--          capacity (number, capacity_in_days), busy_load (number, busy_load, of handoffs)
-- opens:   quality/handed threshold=threshold part='kept' count=kept_count
--          quality/handed threshold=threshold part='kept' result='old_enough' count=kept_old_enough_count
--          quality/handed threshold=threshold part='kept' result='qualified' count=kept_qualified_count
--          quality/handed threshold=threshold part='given_up' result='won' count=given_up_won_count
select
    handed.score,
    handed.part,
    context.agreed,
    coalesce($threshold, context.agreed) as threshold,
    context.observed_from,
    context.week_count,
    seen.is_load_comparable($filters) as is_load_comparable,
    count(handed.handoff_id) as handoff_count,
    count(*) filter (where handed.is_old_enough) as old_enough_count,
    count(*) filter (where handed.is_qualified) as qualified_count,
    count(*) filter (where handed.is_won_old_enough) as won_old_enough_count,
    count(*) filter (where handed.is_won) as won_count,
    sum(handed.weight) as handed_weight,
    sum(handed.weight * handed.weight) as handed_squares,
    sum(handed.weight) filter (where handed.is_old_enough) as old_enough_weight,
    sum(handed.weight) filter (where handed.is_qualified) as qualified_weight,
    sum(handed.weight * handed.weight) filter (where handed.is_qualified) as qualified_squares,
    sum(handed.weight) filter (where handed.is_won) as won_weight,
    sum(handed.weight * handed.weight) filter (where handed.is_won) as won_squares,
    max(handed.weight) as largest_weight
from seen.threshold_context($filters, $as_of) as context
left join seen.handed_seen($filters) as handed on true
group by all
order by handed.score, handed.part
