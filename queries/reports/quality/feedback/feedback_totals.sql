-- How much of what is handed over does sales rate, how soon, and how well?
--
-- Coverage is of the handoffs 14 days old or more, rated within these days. rated_so_far counts every handoff of the period with a
-- rating whenever it was given, so that what is typed now shows at once. Days are those to a handoff's first rating.
--
-- formerly: feedback/totals
-- grain:   one row
-- params:  $filters
-- reads:   filtered.handoff_feedback, filtered.ratings
-- needs:   handoffs, feedback
-- columns: handoff_count (count, handoffs, of handoffs), old_enough_count (count, handoffs_rateable, of handoffs),
--          rated_count (count, handoffs_rated, of ratings), coverage (rate, feedback_coverage, of ratings),
--          coverage_low (rate,, of ratings), coverage_high (rate,, of ratings),
--          rated_so_far_count (count, handoffs_rated_so_far, of ratings), rated_so_far (rate, rated_so_far, of ratings),
--          rating_count (count, ratings_given, of ratings), extreme_count (count, ratings_extreme, of ratings),
--          extreme_rate (rate, feedback_polarity, of ratings), rating_mean (number, rating_mean, of ratings),
--          rating_low (number,, of ratings), rating_high (number,, of ratings),
--          median_days (days, days_to_feedback, of feedback)
-- opens:   quality/handoffs count=handoff_count
--          quality/handoffs_rated state='old_enough' count=old_enough_count
--          quality/handoffs_rated state='rated' count=rated_count
--          quality/handoffs_rated state='rated_so_far' count=rated_so_far_count
--          quality/feedback count=rating_count
--          quality/feedback state='extreme' count=extreme_count
with

handed as (

    select
        count(*) as handoff_count,
        count(*) filter (where is_rateable) as old_enough_count,
        count(*) filter (where is_rated) as rated_count,
        count(*) filter (where is_rated_so_far) as rated_so_far_count,
        median(days_to_first) as median_days
    from filtered.handoff_feedback($filters)

),

given as (

    select
        count(*) as rating_count,
        count(*) filter (where is_extreme_rating(rating)) as extreme_count,
        sum(rating) as total,
        sum(rating * rating) as squares
    from filtered.ratings($filters)

)

select
    handed.handoff_count,
    handed.old_enough_count,
    handed.rated_count,
    filtered.rate(handed.rated_count, handed.old_enough_count) as coverage,
    filtered.wilson_low(handed.rated_count, handed.old_enough_count) as coverage_low,
    filtered.wilson_high(handed.rated_count, handed.old_enough_count) as coverage_high,
    handed.rated_so_far_count,
    filtered.rate(handed.rated_so_far_count, handed.handoff_count) as rated_so_far,
    given.rating_count,
    given.extreme_count,
    filtered.rate(given.extreme_count, given.rating_count) as extreme_rate,
    given.total / nullif(given.rating_count, 0) as rating_mean,
    filtered.stars_limit(given.rating_count, given.total, given.squares, -1.96e0) as rating_low,
    filtered.stars_limit(given.rating_count, given.total, given.squares, 1.96e0) as rating_high,
    handed.median_days
from handed
cross join given
