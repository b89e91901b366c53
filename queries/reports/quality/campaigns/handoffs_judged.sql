-- Which handoffs are behind this pair of a campaign and a person?
--
-- Those that have had their days, whatever the period; won within the agreed days of being handed over and before being handed
-- over again.
--
-- formerly: handoffs/judged
-- grain:   handoff_id
-- params:  $scope, $rows, $campaign varchar = 'source' in (source, last_touch), $campaign_id varchar = null,
--          $rep_id varchar = null, $result varchar = 'all' in (all, won)
-- reads:   filtered.handoff_results_scoped, marts.leads, marts.campaigns, marts.reps
-- needs:   handoffs
-- columns: handoff_id, lead_id, lead_name, company, handed_on (date), score (count), campaign_name, rep_name, segment, region,
--          is_won (flag), days_to_won (days)
with

handoffs as (

    select
        *,
        case $campaign when 'source' then source_campaign_id else campaign_id end as asked_campaign_id
    from filtered.handoff_results_scoped($scope)

),

first_rows as (

    select *
    from handoffs
    where
        ($campaign_id is null or handoffs.asked_campaign_id = $campaign_id)
        and ($rep_id is null or handoffs.rep_id = $rep_id)
        and ($result = 'all' or handoffs.is_won)
    order by handoffs.handed_on desc, handoffs.handoff_id
    limit $rows

)

select
    handoffs.handoff_id,
    handoffs.lead_id,
    leads.lead_name,
    leads.company,
    handoffs.handed_on,
    handoffs.score,
    filtered.campaign_called(campaigns.campaign_name, handoffs.asked_campaign_id) as campaign_name,
    filtered.person(coalesce(reps.rep_name, handoffs.rep_id), handoffs.is_holder_unknown) as rep_name,
    coalesce(handoffs.segment, 'not recorded') as segment,
    coalesce(handoffs.region, 'not recorded') as region,
    handoffs.is_won,
    handoffs.days_to_won
from first_rows as handoffs
inner join marts.leads on handoffs.lead_id = leads.lead_id
left join marts.campaigns on handoffs.asked_campaign_id = campaigns.campaign_id
left join marts.reps on handoffs.rep_id = reps.rep_id
order by handoffs.handed_on desc, handoffs.handoff_id
