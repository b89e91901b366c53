-- How much of what is handed over does sales rate, how soon, and how well?
--
-- Coverage is of the handoffs 14 days old or more, rated within these days. rated_so_far counts every handoff of the period with a
-- rating whenever it was given, so that what is typed now shows at once. Days are those to a handoff's first rating.
--
-- grain:   one row
-- params:  $filters
-- reads:   seen.handoff_feedback_seen, seen.ratings_seen
-- needs:   handoffs, feedback
-- columns: handoff_count (count, handoffs, of handoffs), old_enough_count (count, handoffs_rateable, of handoffs),
--          rated_count (count, handoffs_rated, of ratings), coverage (rate, feedback_coverage, of ratings),
--          coverage_low (rate,, of ratings), coverage_high (rate,, of ratings),
--          rated_so_far_count (count, handoffs_rated_so_far, of ratings), rated_so_far (rate, rated_so_far, of ratings),
--          rating_count (count, ratings_given, of ratings), extreme_count (count, ratings_extreme, of ratings),
--          extreme_rate (rate, feedback_polarity, of ratings), rating_mean (number, rating_mean, of ratings),
--          rating_low (number,, of ratings), rating_high (number,, of ratings),
--          median_days (days, days_to_feedback, of feedback)
-- opens:   handoffs/list count=handoff_count
--          handoffs/rated state='old_enough' count=old_enough_count
--          handoffs/rated state='rated' count=rated_count
--          handoffs/rated state='rated_so_far' count=rated_so_far_count
--          feedback/list count=rating_count
--          feedback/list state='extreme' count=extreme_count
with

handed as (

    select
        count(*) as handoff_count,
        count(*) filter (where is_rateable) as old_enough_count,
        count(*) filter (where is_rated) as rated_count,
        count(*) filter (where is_rated_so_far) as rated_so_far_count,
        median(days_to_first) as median_days
    from seen.handoff_feedback_seen($filters)

),

given as (

    select
        count(*) as rating_count,
        count(*) filter (where rating in (1, 5)) as extreme_count,
        sum(rating) as total,
        sum(rating * rating) as squares
    from seen.ratings_seen($filters)

)

select
    handed.handoff_count,
    handed.old_enough_count,
    handed.rated_count,
    seen.rate(handed.rated_count, handed.old_enough_count) as coverage,
    seen.wilson_low(handed.rated_count, handed.old_enough_count) as coverage_low,
    seen.wilson_high(handed.rated_count, handed.old_enough_count) as coverage_high,
    handed.rated_so_far_count,
    seen.rate(handed.rated_so_far_count, handed.handoff_count) as rated_so_far,
    given.rating_count,
    given.extreme_count,
    seen.rate(given.extreme_count, given.rating_count) as extreme_rate,
    given.total / nullif(given.rating_count, 0) as rating_mean,
    seen.stars_limit(given.rating_count, given.total, given.squares, -1.96e0) as rating_low,
    seen.stars_limit(given.rating_count, given.total, given.squares, 1.96e0) as rating_high,
    handed.median_days
from handed
cross join given
