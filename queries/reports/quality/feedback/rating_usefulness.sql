-- Do the stars agree with what happened to the leads?
--
-- Stars given before any outcome (won, lost, rejected) to handoffs that have had their days to be won: the chance that of two such
-- leads the one won later has more stars; 0.5 is chance. From ten of each side on. A rating also steers effort, so it agrees with
-- what happened, no more.
--
-- formerly: feedback/usefulness
-- grain:   one row
-- params:  $filters
-- reads:   filtered.stars
-- needs:   handoffs, feedback
-- then:    overlap.subjects.quality.steps.rating_usefulness.company
-- columns: early_won_count (count, ratings_early, of ratings), early_not_won_count (count, ratings_early, of ratings),
--          usefulness (rate, rating_usefulness, of ratings), usefulness_low (rate,, of ratings),
--          usefulness_high (rate,, of ratings), usefulness_verdict (,, of feedback)
-- opens:   quality/feedback use='won' count=early_won_count
--          quality/feedback use='not_won' count=early_not_won_count
select
    use,
    rating as stars,
    count(*) as rating_count
from filtered.stars($filters)
group by all
order by all
