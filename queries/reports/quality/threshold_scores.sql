-- How many leads were handed over at each score, and what became of them?
--
-- Handoffs of the period by score and by how they came to be handed over: regular, at or above the threshold agreed on the day;
-- sampled, below it by lot; override, below it by choice; unscored. Qualified and won within the agreed days, over those old
-- enough. A weight is the sum of one over the share drawn: how many leads the sampled ones stand for.
--
-- grain:   score?, part?
-- params:  $filters, $as_of, $threshold integer = null
-- reads:   seen.handed_seen, seen.threshold_context
-- needs:   handoffs
-- columns: score (count, score_at_handoff, of handoffs), part, agreed (count, handoff_threshold),
--          threshold (count, handoff_threshold), observed_from (count, observed_from), week_count (number, weeks_handed),
--          is_load_comparable (flag), handoff_count (count, handoffs, of handoffs),
--          old_enough_count (count, handoffs_qualifiable, of handoffs),
--          qualified_count (count, handoffs_qualified, of handoffs),
--          won_old_enough_count (count, handoffs_judged, of handoffs), won_count (count, handoffs_won, of handoffs),
--          handed_weight (number, sample_weight), handed_squares (number), old_enough_weight (number, sample_weight),
--          qualified_weight (number, sample_weight), qualified_squares (number),
--          won_weight (number, sample_weight), won_squares (number), largest_weight (number, sample_weight)
-- opens:   quality/handed score=score part=part count=handoff_count
--          quality/handed score=score part=part result='old_enough' count=old_enough_count
--          quality/handed score=score part=part result='qualified' count=qualified_count
--          quality/handed score=score part=part result='won_old_enough' count=won_old_enough_count
--          quality/handed score=score part=part result='won' count=won_count
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
