-- What share of the differences in winning goes with where leads came from, who worked them, and what they are.
--
-- In the order of the accounts' hash, so that where there are too many handoffs whole accounts are drawn.
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
