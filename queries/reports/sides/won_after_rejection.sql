-- Which leads did sales reject that were won later all the same?
--
-- grain:   handoff_id
-- params:  $filters, $scope, $as_of
-- reads:   filtered.sides_rejected_scoped, marts.leads, marts.reps
-- needs:   handoffs
-- columns: handoff_id, lead_id, lead_name, company, handed_on (date), rejected_at (time), reject_reason, won_on (date), channel,
--          segment, rep_name
select
    rejected.handoff_id,
    rejected.lead_id,
    leads.lead_name,
    leads.company,
    rejected.handed_on,
    rejected.rejected_at,
    coalesce(rejected.reject_reason, 'not recorded') as reject_reason,
    rejected.won_on,
    coalesce(rejected.channel, 'not recorded') as channel,
    coalesce(rejected.segment, 'not recorded') as segment,
    filtered.person(reps.rep_name, rejected.is_holder_unknown) as rep_name
from filtered.sides_rejected_scoped($filters, $scope, $as_of) as rejected
inner join marts.leads on rejected.lead_id = leads.lead_id
left join marts.reps on rejected.rep_id = reps.rep_id
where rejected.is_won_later
order by rejected.won_on desc, rejected.handoff_id
