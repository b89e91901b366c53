-- What would another handoff threshold give and take?
--
-- For the threshold asked about, the agreed one where none is. Raised: leads from the agreed threshold up to it were worked, so what
-- would be given up is observed; part of them reach it within 60 days by the touches that came (in_time). Lowered: nobody
-- worked those leads but the ones drawn by lot, which stand for the others (missed); without a sample there is only a bound,
-- below_count times the share just above the agreed threshold, if readiness never falls with the score. The best threshold is the
-- lowest one of the observed range at which nine weeks in ten fit the agreed capacity; it ignores what people do with freed time.
--
-- grain:   one row
-- params:  $filters, $as_of, $threshold integer = null
-- reads:   seen.handed_seen, seen.threshold_context
-- needs:   handoffs
-- with:    weeks=quality/threshold_weeks, pool=quality/pool_points, budget=capacity/safe_budget
-- then:    threshold.what_if
-- columns: threshold (count, handoff_threshold), agreed_threshold (count, handoff_threshold), observed_from (count, observed_from),
--          is_observed (flag), week_count (number, weeks_handed), now_count (count, handoffs_now, of handoffs),
--          now_a_week (number, handed_a_week, of handoffs), now_share (rate, qualified_share, of handoffs),
--          kept_count (count, handoffs_kept, of handoffs), kept_old_enough_count (count, handoffs_qualifiable, of handoffs),
--          kept_qualified_count (count, handoffs_qualified, of handoffs), kept_share (rate, qualified_share, of handoffs),
--          kept_share_low (rate), kept_share_high (rate), handed_a_week (number, handed_a_week, of handoffs),
--          handed_a_week_low (number), handed_a_week_high (number), in_time_a_week (number, in_time_a_week, of handoffs),
--          qualified_a_week (number, qualified_a_week, of handoffs), given_up_count (count, handoffs_given_up, of handoffs),
--          given_up_old_enough_count (count, handoffs_qualifiable, of handoffs),
--          given_up_qualified_count (count, handoffs_qualified, of handoffs),
--          given_up_share (rate, qualified_share, of handoffs), given_up_share_low (rate), given_up_share_high (rate),
--          held_back_a_week (number, held_back_a_week, of handoffs),
--          given_up_won_old_enough_count (count, handoffs_judged, of handoffs),
--          given_up_won_count (count, handoffs_won, of handoffs), given_up_win_share (rate, handoffs_won_share, of handoffs),
--          given_up_win_share_low (rate), given_up_win_share_high (rate), capacity (number, capacity_in_days),
--          load (number, load, of handoffs), busy_load (number, busy_load, of handoffs),
--          safe_a_week (number, safe_intake, of activities), asked_count (count, handoffs_explored, of handoffs),
--          asked_old_enough_count (count, handoffs_qualifiable, of handoffs),
--          asked_qualified_count (count, handoffs_qualified, of handoffs),
--          missed_qualified (number, missed_qualified, of handoffs), missed_qualified_low (number), missed_qualified_high (number),
--          asked_won_old_enough_count (count, handoffs_judged, of handoffs),
--          asked_won_count (count, handoffs_won, of handoffs), missed_won (number, missed_won, of handoffs),
--          missed_won_low (number), missed_won_high (number), below_count (count, pool_leads, of touches),
--          just_above_share (rate, qualified_share, of handoffs), missed_at_most (number, missed_at_most, of touches),
--          override_count (count, handoffs_override, of handoffs), sampled_count (count, handoffs_explored, of handoffs),
--          unscored_count (count, handoffs_unscored, of handoffs), pool_count (count, pool_leads),
--          best_threshold (count, best_threshold, of handoffs), reason
-- opens:   quality/handed threshold=threshold part='now' count=now_count
--          quality/handed threshold=threshold part='kept' count=kept_count
--          quality/handed threshold=threshold part='kept' result='old_enough' count=kept_old_enough_count
--          quality/handed threshold=threshold part='kept' result='qualified' count=kept_qualified_count
--          quality/handed threshold=threshold part='given_up' count=given_up_count
--          quality/handed threshold=threshold part='given_up' result='old_enough' count=given_up_old_enough_count
--          quality/handed threshold=threshold part='given_up' result='qualified' count=given_up_qualified_count
--          quality/handed threshold=threshold part='given_up' result='won_old_enough' count=given_up_won_old_enough_count
--          quality/handed threshold=threshold part='given_up' result='won' count=given_up_won_count
--          quality/handed threshold=threshold part='asked' count=asked_count
--          quality/handed threshold=threshold part='asked' result='old_enough' count=asked_old_enough_count
--          quality/handed threshold=threshold part='asked' result='qualified' count=asked_qualified_count
--          quality/handed threshold=threshold part='asked' result='won_old_enough' count=asked_won_old_enough_count
--          quality/handed threshold=threshold part='asked' result='won' count=asked_won_count
--          quality/handed threshold=threshold part='override' count=override_count
--          quality/handed threshold=threshold part='sampled' count=sampled_count
--          quality/handed threshold=threshold part='unscored' count=unscored_count
--          quality/pool never_handed='yes' threshold=threshold count=pool_count
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
