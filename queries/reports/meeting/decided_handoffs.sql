-- Which handoffs is a decision of a meeting judged by?
--
-- Handed over in its days before (side before) or from its day on (after), of its own group or of the compared ones; a handoff with
-- several ratings appears once for each where ratings are counted. hits yes: those the metric counts as reached.
--
-- grain:   row_number
-- params:  $scope, $as_of, $decision_id varchar required, $role varchar = 'metric' in (metric, guard),
--          $side varchar = 'before' in (before, after), $group varchar = 'own' in (own, compared), $hits varchar = 'any' in (any, yes)
-- reads:   filtered.decided_handoffs_scoped, marts.leads, marts.reps
-- needs:   handoffs
-- columns: row_number (count), handoff_id, lead_id, lead_name, company, handed_on (date), rep_name, is_hit (flag)
select
    row_number() over (order by handoffs.handed_on desc, handoffs.handoff_id, handoffs.is_hit) as row_number,
    handoffs.handoff_id,
    handoffs.lead_id,
    leads.lead_name,
    leads.company,
    handoffs.handed_on,
    coalesce(reps.rep_name, handoffs.rep_id, 'unassigned') as rep_name,
    case $group when 'own' then handoffs.is_hit else handoffs.is_compared_hit end as is_hit
from filtered.decided_handoffs_scoped($scope, $as_of) as handoffs
inner join marts.leads on handoffs.lead_id = leads.lead_id
left join marts.reps on handoffs.rep_id = reps.rep_id
where
    handoffs.decision_id = $decision_id
    and handoffs.role = $role
    and handoffs.is_after = ($side = 'after')
    and case $group when 'own' then handoffs.is_own else handoffs.is_compared end
    and ($hits = 'any' or case $group when 'own' then handoffs.is_hit else handoffs.is_compared_hit end)
order by row_number
