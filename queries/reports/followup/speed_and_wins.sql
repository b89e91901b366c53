-- Does a fast first attempt go with winning?
--
-- Everybody still open when the agreed limit (or one working day) was over: contacted by then or not, won within the agreed days
-- after it. Raw; within score (20 bands), channel and quarter of the handoff, all known at the handoff (adjusted; strata with one
-- arm drop out); and a model of all of them by the same three (model). Intervals take people as units, their handoffs being alike.
-- The verdict is one for all rows: where a third or less of the handoffs have their like in the other arm, or the adjusted
-- comparison and the model say different things, it is that this cannot be told. Leads closed before that moment are in neither
-- arm, nor are those too recent to judge. It goes with winning, no more: reps may choose by things nobody records; only random
-- order of calling can settle it.
--
-- grain:   comparison
-- params:  $filters, $landmark varchar = 'limit' in (limit, day)
-- reads:   filtered.landmark_strata
-- needs:   handoffs, activities
-- then:    overlap.subjects.followup.steps.speed.speed
-- columns: comparison, tried_count (count, landmark_tried, of activities), tried_won_count (count, landmark_won, of activities, of won),
--          not_tried_count (count, landmark_not_tried, of activities),
--          not_tried_won_count (count, landmark_won, of activities, of won), odds_ratio (number, speed_odds_ratio, of activities),
--          odds_low (number,, of activities), odds_high (number,, of activities),
--          difference (number, speed_difference, of activities),
--          unit_count (count, speed_units, of activities), unit (,, of activities), verdict (,, of activities), strata_count (count, speed_strata, of activities),
--          share_compared (rate, speed_share_compared, of activities),
--          closed_before_count (count, landmark_closed_before, of activities),
--          young_count (count, landmark_young, of activities)
-- opens:   followup/landmark comparison=comparison arm='tried' count=tried_count
--          followup/landmark comparison=comparison arm='tried' is_won='yes' count=tried_won_count
--          followup/landmark comparison=comparison arm='not_tried' count=not_tried_count
--          followup/landmark comparison=comparison arm='not_tried' is_won='yes' count=not_tried_won_count
--          followup/landmark arm='closed_before' count=closed_before_count
--          followup/landmark arm='young' count=young_count
select
    score_band,
    score,
    channel,
    quarter,
    rep_id,
    count(*) filter (where arm = 'tried' and is_won_after) as tried_won,
    count(*) filter (where arm = 'tried' and not is_won_after) as tried_lost,
    count(*) filter (where arm = 'not_tried' and is_won_after) as not_tried_won,
    count(*) filter (where arm = 'not_tried' and not is_won_after) as not_tried_lost,
    count(*) filter (where is_closed_before) as closed_before_count,
    count(*) filter (where not is_closed_before and not is_old_enough) as young_count
from filtered.landmark_strata($filters, $landmark)
group by all
order by all
