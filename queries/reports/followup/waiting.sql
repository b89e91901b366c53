-- Who is waiting for sales right now?
--
-- Open handoffs that nobody has contacted yet, as of this generation: the highest score first, then the least time left. Minutes
-- of business time; below zero: overdue. The person is the one who holds the lead now.
--
-- grain:   handoff_id
-- params:  $filters, $scope, $state varchar = 'any' in (any, overdue, pending)
-- reads:   filtered.waiting_scoped, marts.leads, marts.reps
-- needs:   handoffs, activities
-- columns: handoff_id, lead_id, lead_name, company, score (count), minutes_left (minutes, minutes_left, of activities),
--          state (,, of activities), due_at (time), handed_at (time), rep_name, team, channel, segment, region
select
    waiting.handoff_id,
    waiting.lead_id,
    leads.lead_name,
    leads.company,
    waiting.score,
    waiting.limit_minutes - filtered.minutes_to(waiting.ended_by, waiting.business_seconds) as minutes_left,
    waiting.state,
    waiting.due_at,
    waiting.handed_at,
    filtered.person(coalesce(reps.rep_name, waiting.waits_for), waiting.is_holder_unknown) as rep_name,
    waiting.waits_for_team as team,
    coalesce(waiting.channel, 'not recorded') as channel,
    coalesce(waiting.segment, 'not recorded') as segment,
    coalesce(waiting.region, 'not recorded') as region
from filtered.waiting_scoped($filters, $scope) as waiting
inner join marts.leads on waiting.lead_id = leads.lead_id
left join marts.reps on waiting.waits_for = reps.rep_id
where $state in ('any', waiting.state)
order by waiting.score desc nulls last, waiting.due_at, waiting.handoff_id
