-- Which handoffs is a decision judged by?
--
-- Mature handoffs, handed over in the days before a decision (side before) or from its day on (after); group own: those it is
-- about, compared: those they are held against. Every campaign's decision is held against the same handoffs, rejected otherwise.
--
-- formerly: handoffs/decided
-- grain:   handoff_id
-- params:  $scope, $decision_id varchar required, $side varchar = 'before' in (before, after),
--          $group varchar = 'own' in (own, compared), $is_rejected varchar = 'any' in (any, yes)
-- reads:   filtered.decided_scoped, marts.leads, marts.reps
-- needs:   handoffs
-- columns: handoff_id, lead_id, lead_name, company, handed_on (date), reject_reason, rejected_at (time), channel, segment, region,
--          rep_name, age_days (days)
select
    handoffs.handoff_id,
    handoffs.lead_id,
    leads.lead_name,
    leads.company,
    handoffs.handed_on,
    handoffs.reject_reason,
    handoffs.rejected_at,
    coalesce(handoffs.channel, 'not recorded') as channel,
    coalesce(handoffs.segment, 'not recorded') as segment,
    coalesce(handoffs.region, 'not recorded') as region,
    filtered.person(coalesce(reps.rep_name, handoffs.rep_id), handoffs.is_holder_unknown) as rep_name,
    handoffs.age_days
from filtered.decided_scoped($scope) as handoffs
inner join marts.leads on handoffs.lead_id = leads.lead_id
left join marts.reps on handoffs.rep_id = reps.rep_id
where
    handoffs.decision_id = $decision_id
    and handoffs.is_after = ($side = 'after')
    and case $group when 'own' then handoffs.is_own else handoffs.is_compared end
    and ($is_rejected = 'any' or case $group when 'own' then handoffs.is_hit else handoffs.is_compared_hit end)
order by handoffs.handed_on desc, handoffs.handoff_id
