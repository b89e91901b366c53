-- Which handoffs came to a person in the last four weeks, and which did they contact for the first time?
--
-- part received: handed over in those weeks to the person; attempted: first contacted in them by whoever the handoff counts for.
--
-- formerly: followup/lately
-- grain:   handoff_id
-- params:  $scope, $as_of, $rep_id varchar = null, $part varchar = 'received' in (received, attempted)
-- reads:   filtered.last_four_weeks_scoped, marts.leads
-- needs:   handoffs, activities
-- columns: handoff_id, lead_id, lead_name, company, handed_at (time), first_attempt_at (time), state, channel, segment, region
select
    handoffs.handoff_id,
    handoffs.lead_id,
    leads.lead_name,
    leads.company,
    handoffs.handed_at,
    handoffs.first_attempt_at,
    handoffs.state,
    coalesce(handoffs.channel, 'not recorded') as channel,
    coalesce(handoffs.segment, 'not recorded') as segment,
    coalesce(handoffs.region, 'not recorded') as region
from filtered.last_four_weeks_scoped($scope, $as_of) as handoffs
inner join marts.leads on handoffs.lead_id = leads.lead_id
where
    handoffs.part = $part
    and ($rep_id is null or handoffs.person_id = $rep_id)
order by handoffs.handed_at desc, handoffs.handoff_id
