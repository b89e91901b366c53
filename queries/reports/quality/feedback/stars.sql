-- How many stars did each person give to the leads of each campaign, and what came of them?
--
-- use: won or not won, where the stars were given before any outcome to a handoff that has had its days to be won; else not
-- counted. Strictness and usefulness of ratings are computed from this.
--
-- formerly: feedback/stars
-- grain:   rater, campaign_id?, stars, use
-- params:  $filters
-- reads:   filtered.stars
-- needs:   handoffs, feedback
-- columns: rater, campaign_id, stars (count), use, rating_count (count, ratings_given, of ratings)
-- opens:   quality/feedback campaigns=campaign_id rater=rater stars=stars use=use count=rating_count
select
    coalesce(rep_id, 'unassigned') as rater,
    campaign_id,
    rating as stars,
    use,
    count(*) as rating_count
from filtered.stars($filters)
group by all
order by rater, campaign_id, stars, use
