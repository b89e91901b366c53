-- Does sales rate every lead, or only those that ended?
--
-- Handoffs of the period by what has become of them so far; rejected ones are those sent back, whether rejected or recycled.
-- Coverage as in the totals. There is a verdict from 20 handoffs that have had their 14 days: ended ones are flagged where the
-- lower limit of their coverage lies 15 points above the coverage of those still open, since feedback on wins and disasters alone
-- tells nothing of the rest.
--
-- formerly: feedback/by_outcome
-- grain:   outcome
-- params:  $filters
-- reads:   filtered.handoff_feedback
-- needs:   handoffs, feedback
-- columns: outcome, handoff_count (count, handoffs, of handoffs), old_enough_count (count, handoffs_rateable, of handoffs),
--          rated_count (count, handoffs_rated, of ratings), coverage (rate, feedback_coverage, of ratings),
--          coverage_low (rate,, of ratings), coverage_high (rate,, of ratings),
--          rated_so_far_count (count, handoffs_rated_so_far, of ratings), rated_so_far (rate, rated_so_far, of ratings),
--          rating_mean (number, rating_mean, of ratings), verdict (,, of feedback)
-- opens:   quality/handoffs_rated outcome=outcome count=handoff_count
--          quality/handoffs_rated outcome=outcome state='old_enough' count=old_enough_count
--          quality/handoffs_rated outcome=outcome state='rated' count=rated_count
--          quality/handoffs_rated outcome=outcome state='rated_so_far' count=rated_so_far_count
with

counted as (

    select
        outcome,
        count(*) as handoff_count,
        count(*) filter (where is_rateable) as old_enough_count,
        count(*) filter (where is_rated) as rated_count,
        count(*) filter (where is_rated_so_far) as rated_so_far_count,
        sum(rating_sum) / nullif(sum(rating_count), 0) as rating_mean
    from filtered.handoff_feedback($filters)
    group by all

),

still_open as (

    select
        max(old_enough_count) as old_enough_count,
        max(filtered.rate(rated_count, old_enough_count)) as coverage
    from counted
    where outcome = 'open'

)

select
    counted.outcome,
    counted.handoff_count,
    counted.old_enough_count,
    counted.rated_count,
    filtered.rate(counted.rated_count, counted.old_enough_count) as coverage,
    filtered.wilson_low(counted.rated_count, counted.old_enough_count) as coverage_low,
    filtered.wilson_high(counted.rated_count, counted.old_enough_count) as coverage_high,
    counted.rated_so_far_count,
    filtered.rate(counted.rated_so_far_count, counted.handoff_count) as rated_so_far,
    counted.rating_mean,
    case
        when counted.outcome = 'open' then 'compared with'
        when coalesce(least(counted.old_enough_count, still_open.old_enough_count), 0) < 20 then 'too few to tell'
        when filtered.wilson_low(counted.rated_count, counted.old_enough_count) > still_open.coverage + 0.15
            then 'rated more than open ones'
        else 'about as often as open ones'
    end as verdict
from counted
cross join still_open
order by list_position(['won', 'lost', 'rejected', 'open'], counted.outcome)
