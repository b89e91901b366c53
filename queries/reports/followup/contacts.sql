-- Which handoffs that were due had their fourteen days, and which leads did somebody really talk to?
--
-- grain:   handoff_id
-- params:  $filters, $scope, $rows, $as_of, $met varchar = 'any' in (any, in_14_days, ever)
-- reads:   filtered.contacts_scoped, marts.leads, marts.reps
-- needs:   handoffs, activities
-- columns: handoff_id, lead_id, lead_name, company, handed_at (time), state, first_attempt_at (time),
--          first_meaningful_at (time), score (count), rep_name, team, channel, segment, closed_at (time)
with

first_rows as (

    select *
    from filtered.contacts_scoped($filters, $scope, $as_of) as handoffs
    where
        case $met
            when 'in_14_days' then handoffs.is_met
            when 'ever' then handoffs.is_ever_met
            else true
        end
    order by handoffs.handed_at desc, handoffs.handoff_id
    limit $rows

)

select
    handoffs.handoff_id,
    handoffs.lead_id,
    leads.lead_name,
    leads.company,
    handoffs.handed_at,
    handoffs.state,
    handoffs.first_attempt_at,
    handoffs.first_meaningful_at,
    handoffs.score,
    filtered.person(coalesce(reps.rep_name, handoffs.rep_id), handoffs.is_holder_unknown) as rep_name,
    handoffs.team,
    coalesce(handoffs.channel, 'not recorded') as channel,
    coalesce(handoffs.segment, 'not recorded') as segment,
    handoffs.closed_at
from first_rows as handoffs
inner join marts.leads on handoffs.lead_id = leads.lead_id
left join marts.reps on handoffs.rep_id = reps.rep_id
order by handoffs.handed_at desc, handoffs.handoff_id
