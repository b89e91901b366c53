-- Which handoffs of the campaign are behind its rate, and which of them reached the stage in time?
--
-- The campaign's that the filters leave and that have had the days of the stage asked for. campaign: an id or a name; none is the
-- leads without a known campaign.
--
-- grain:   handoff_id
-- params:  $filters, $scope, $campaign varchar = null, $outcome varchar = 'sql' in (sal, sql, won),
--          $state varchar = 'all' in (all, made)
-- reads:   filtered.asked_campaign, filtered.campaign_handoffs_scoped, marts.leads, marts.reps
-- needs:   handoffs
-- columns: handoff_id, lead_id, lead_name, company, handed_on (date), is_made (flag), score (count), channel, segment, rep_name,
--          reject_reason
select
    handoffs.handoff_id,
    handoffs.lead_id,
    leads.lead_name,
    leads.company,
    handoffs.handed_on,
    handoffs.is_made,
    handoffs.score,
    coalesce(handoffs.channel, 'not recorded') as channel,
    coalesce(handoffs.segment, 'not recorded') as segment,
    filtered.person(coalesce(reps.rep_name, handoffs.rep_id), handoffs.is_holder_unknown) as rep_name,
    handoffs.reject_reason
from filtered.campaign_handoffs_scoped($filters, $scope, (select campaign_id from filtered.asked_campaign($campaign)), $outcome) as handoffs
inner join marts.leads on handoffs.lead_id = leads.lead_id
left join marts.reps on handoffs.rep_id = reps.rep_id
where handoffs.is_mine and ($state = 'all' or handoffs.is_made)
order by handoffs.handed_on desc, handoffs.handoff_id
