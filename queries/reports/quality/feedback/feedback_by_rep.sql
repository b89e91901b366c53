-- Who rates the leads they were given, and who gives mostly one star or five?
--
-- Handoffs of the period; those passed on without a record of to whom are a row "transferred". Coverage: of the handoffs that have
-- had their 14 days, the share rated within them, by who held them. Extremes are the ratings of 1 and 5 among all a person gave.
-- There is a verdict from 20 ratings on, where the lower limit of the share, adjusted for small samples, lies 15 points above the
-- share of everybody else in the company. `severity` is by how many stars a person rates differently from others on the same campaigns, whatever
-- the filters, adjusted for small samples: below 0 is strict. `usefulness` is the chance that of two leads they rated before any outcome the one won
-- later has more stars; a rating also steers effort, so it agrees with what happened, no more.
--
-- formerly: feedback/by_rep
-- grain:   rep_id?, is_transferred
-- params:  $filters, $company_filters
-- reads:   filtered.handoffs, filtered.ratings, marts.reps
-- needs:   handoffs, feedback
-- with:    stars=quality/stars, company=quality/stars_of_company
-- then:    overlap.subjects.quality.steps.rater_severity.by_rep
-- columns: rep_id, is_transferred, rep_name, handoff_count (count, handoffs), old_enough_count (count, handoffs_rateable),
--          rated_count (count, handoffs_rated, of ratings), coverage (rate, feedback_coverage, of ratings),
--          rating_count (count, ratings_given, of ratings), extreme_count (count, ratings_extreme, of ratings),
--          extreme_rate (rate, feedback_polarity, of ratings), others_rate (rate, feedback_polarity, of ratings),
--          shrunk_rate (rate, feedback_polarity, of ratings), shrunk_low (rate,, of ratings),
--          shrunk_high (rate,, of ratings), verdict, severity (number, rating_severity, of ratings),
--          severity_low (number,, of ratings), severity_high (number,, of ratings), severity_verdict (,, of feedback),
--          early_won_count (count, ratings_early, of ratings), early_not_won_count (count, ratings_early, of ratings),
--          usefulness (rate, rating_usefulness, of ratings), usefulness_low (rate,, of ratings),
--          usefulness_high (rate,, of ratings), usefulness_verdict (,, of feedback)
-- opens:   quality/handoffs reps=rep_id is_transferred=is_transferred count=handoff_count
--          quality/handoffs_rated reps=rep_id is_transferred=is_transferred state='old_enough' count=old_enough_count
--          quality/handoffs_rated reps=rep_id is_transferred=is_transferred state='rated' count=rated_count
with

ratings as materialized (

    select *
    from filtered.ratings($filters)

),

rated_in_time as (

    select distinct handoff_id
    from ratings
    where filtered.is_rated_in_time(days_to_given)

),

held as (

    select
        handed.rep_id,
        case when handed.is_holder_unknown then 'yes' else 'no' end as is_transferred,
        count(*) as handoff_count,
        count(*) filter (where filtered.is_mature(handed.age_days, rating_days())) as old_enough_count,
        count(rated_in_time.handoff_id) filter (where filtered.is_mature(handed.age_days, rating_days())) as rated_count
    from filtered.handoffs($filters) as handed
    left join rated_in_time on handed.handoff_id = rated_in_time.handoff_id
    group by all

),

given as (

    select
        rep_id,
        'no' as is_transferred,
        count(*) as rating_count,
        count(*) filter (where is_extreme_rating(rating)) as extreme_count
    from ratings
    group by all

),

of_company as (

    select
        rep_id,
        count(*) as rating_count,
        count(*) filter (where is_extreme_rating(rating)) as extreme_count
    from filtered.ratings($company_filters)
    where filtered.is_narrowed($filters)
    group by all

),

joined as (

    select
        coalesce(held.rep_id, given.rep_id) as rep_id,
        coalesce(held.is_transferred, given.is_transferred) as is_transferred,
        coalesce(held.handoff_count, 0) as handoff_count,
        coalesce(held.old_enough_count, 0) as old_enough_count,
        coalesce(held.rated_count, 0) as rated_count,
        coalesce(given.rating_count, 0) as rating_count,
        coalesce(given.extreme_count, 0) as extreme_count
    from held
    full join given
        on held.rep_id is not distinct from given.rep_id
        and held.is_transferred = given.is_transferred

)

select
    joined.rep_id,
    joined.is_transferred,
    filtered.holder_row(coalesce(reps.rep_name, joined.rep_id), joined.is_transferred) as rep_name,
    joined.handoff_count,
    joined.old_enough_count,
    joined.rated_count,
    filtered.rate(joined.rated_count, joined.old_enough_count) as coverage,
    joined.rating_count,
    joined.extreme_count,
    filtered.rate(joined.extreme_count, joined.rating_count) as extreme_rate,
    (select list(of_company) from of_company) as company
from joined
left join marts.reps on joined.rep_id = reps.rep_id
order by joined.rating_count desc, rep_name, joined.rep_id, joined.is_transferred
