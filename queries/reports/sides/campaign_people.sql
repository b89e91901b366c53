-- How did the same campaign's leads do with each person who worked them?
--
-- The campaign with the most mature handoffs of the period, so that the leads are alike in where they come from.
--
-- grain:   rep_key
-- params:  $filters, $as_of
-- reads:   filtered.sides_handoffs, marts.campaigns
-- needs:   handoffs
-- columns: rep_key, campaign_name, winnable_count (count, handoffs_judged, of handoffs), won_count (count, handoffs_won, of handoffs, of won)
-- opens:   sides/handoffs state='same_campaign' rep_key=rep_key count=winnable_count
--          sides/handoffs state='same_campaign_won' rep_key=rep_key count=won_count
with

handoffs as materialized (

    select
        campaign_id,
        rep_key,
        is_won_in_time
    from filtered.sides_handoffs($filters, $as_of)
    where arm = 'now' and is_winnable and campaign_id is not null

),

-- As filtered.sides_largest_campaign has it, of handoffs that are here anyhow.
largest as (

    select campaign_id
    from handoffs
    group by all
    order by count(*) desc, campaign_id
    limit 1

)

select
    handoffs.rep_key,
    max(campaigns.campaign_name) as campaign_name,
    count(*) as winnable_count,
    count(*) filter (where handoffs.is_won_in_time) as won_count
from handoffs
inner join largest on handoffs.campaign_id = largest.campaign_id
left join marts.campaigns on handoffs.campaign_id = campaigns.campaign_id
group by handoffs.rep_key
order by handoffs.rep_key
