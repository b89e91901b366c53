-- How many stars did each person of the company give to the leads of each campaign?
--
-- As quality/stars in the same period, before any other filter: what the strictness of a person is held against.
--
-- formerly: feedback/stars_of_company
-- grain:   rater, campaign_id?, stars, use
-- params:  $company_filters
-- reads:   filtered.stars
-- needs:   handoffs, feedback
-- columns: rater, campaign_id, stars (count), use, rating_count (count, ratings_given, of ratings)
select
    coalesce(rep_id, 'unassigned') as rater,
    campaign_id,
    rating as stars,
    use,
    count(*) as rating_count
from filtered.stars($company_filters)
group by all
order by rater, campaign_id, stars, use
