-- Which boxes does sales tick, and on good leads or bad ones?
--
-- Reasons ticked beside the stars given to handoffs of the period; one rating may have several, so the shares do not add up.
--
-- formerly: feedback/reasons
-- grain:   reason
-- params:  $filters
-- reads:   filtered.stars
-- needs:   handoffs, feedback
-- columns: reason, ticked_count (count, ratings_ticked, of ratings), share (rate, ticked_share), rating_mean (number, rating_mean, of ratings),
--          good_count (count, ratings_ticked, of ratings), bad_count (count, ratings_ticked, of ratings), rating_count (count, ratings_given, of ratings)
-- opens:   quality/feedback reason=reason count=ticked_count
--          quality/feedback reason=reason state='good' count=good_count
--          quality/feedback reason=reason state='bad' count=bad_count
--          quality/feedback count=rating_count
with

stars as (

    select
        rating,
        reasons
    from filtered.stars($filters)

),

ticked as (

    select
        unnest(list_distinct(reasons)) as reason,
        rating
    from stars

)

select
    reason,
    count(*) as ticked_count,
    filtered.rate(count(*), (select count(*) from stars)) as share,
    avg(rating) as rating_mean,
    count(*) filter (where is_good_rating(rating)) as good_count,
    count(*) filter (where is_bad_rating(rating)) as bad_count,
    (select count(*) from stars) as rating_count
from ticked
group by all
order by ticked_count desc, reason
