-- What share of the differences in winning goes with where leads came from, who worked them, and what they are.
--
-- Beyond 20,000 handoffs whole accounts are drawn by their hash, the same ones every time.
--
-- grain: block
-- scope: house
-- reads: marts.handoff_results
-- then:  overlap.subjects.revenue.steps.variance_explained.variance_explained
select
    account_id,
    source_campaign_id,
    channel,
    rep_id,
    team,
    segment,
    region,
    score,
    is_won,
    handoff_count
from marts.handoff_results
order by md5(account_id), account_id, handoff_id
limit 20000
