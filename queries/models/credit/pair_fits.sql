-- Which campaigns and people win together more, or less, often than both of them, the score and the segment explain.
--
-- Once for the campaign that brought the lead, once for the last one it touched before the handoff.
--
-- grain: campaign_of, campaign_id, rep_id
-- scope: house
-- reads: marts.handoff_results
-- then:  overlap.subjects.revenue.steps.pair_fit.judged
select
    source_campaign_id,
    campaign_id,
    rep_id,
    segment,
    score,
    is_won,
    handoff_count
from marts.handoff_results
order by md5(account_id), account_id, handoff_id
