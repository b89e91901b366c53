-- Does handing a lead over help it to be won?
--
-- Leads five points to each side of the threshold by their agreed points at 14 days of age, won by then and the agreed days after.
-- Those just above and just below are alike but for the threshold, so the jump in the share won at the threshold (a line on
-- each side, intervals by account) is what handing over does, there and nowhere else. It says nothing unless the share handed
-- over jumps as well, or if leads bunch at the threshold. Only shown from 200 leads a side on.
--
-- grain:   one row
-- params:  $filters
-- reads:   filtered.near_threshold
-- needs:   handoffs
-- then:    overlap.subjects.quality.steps.handing_over.at_threshold
-- columns: below_count (count, near_threshold, of handoffs), below_won_count (count, near_threshold_won, of handoffs, of won),
--          below_rate (rate, near_threshold_rate, of handoffs), above_count (count, near_threshold, of handoffs),
--          above_won_count (count, near_threshold_won, of handoffs, of won), above_rate (rate, near_threshold_rate, of handoffs),
--          difference (number, threshold_difference, of handoffs), difference_low (number), difference_high (number),
--          jump (number, threshold_jump, of handoffs), jump_low (number), jump_high (number),
--          handed_jump (number, handed_jump, of handoffs), handed_jump_low (number), handed_jump_high (number),
--          density_ratio (number, density_ratio, of handoffs), density_low (number), density_high (number),
--          verdict (,, of handoffs)
-- opens:   quality/landmark_leads question='near' arm='below' count=below_count
--          quality/landmark_leads question='near' arm='below' result='won' count=below_won_count
--          quality/landmark_leads question='near' arm='above' count=above_count
--          quality/landmark_leads question='near' arm='above' result='won' count=above_won_count
select
    distance,
    cast(hash(account_id) % 1024 as integer) as bucket,
    count(*) as lead_count,
    count(*) filter (where is_won_in_time) as won_count,
    count(*) filter (where is_handed_in_time) as handed_count
from filtered.near_threshold($filters)
group by all
order by distance, bucket
