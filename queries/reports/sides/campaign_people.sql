-- How did the same campaign's leads do with each person who worked them?
--
-- The campaign with the most mature handoffs of the period, so that the leads are alike in where they come from.
--
-- grain:   rep_key
-- params:  $filters, $as_of
-- reads:   filtered.sides_handoffs, filtered.sides_largest_campaign, marts.campaigns
-- needs:   handoffs
-- columns: rep_key, campaign_name, winnable_count (count, handoffs_judged, of handoffs), won_count (count, handoffs_won, of handoffs, of won)
-- opens:   sides/handoffs state='same_campaign' rep_key=rep_key count=winnable_count
--          sides/handoffs state='same_campaign_won' rep_key=rep_key count=won_count
select
    handoffs.rep_key,
    max(campaigns.campaign_name) as campaign_name,
    count(*) as winnable_count,
    count(*) filter (where handoffs.is_won_in_time) as won_count
from filtered.sides_handoffs($filters, $as_of) as handoffs
inner join filtered.sides_largest_campaign($filters, $as_of) as largest on handoffs.campaign_id = largest.campaign_id
left join marts.campaigns on handoffs.campaign_id = campaigns.campaign_id
where handoffs.arm = 'now' and handoffs.is_winnable
group by handoffs.rep_key
order by handoffs.rep_key
