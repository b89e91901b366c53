-- Which handoffs are behind this number?
--
-- grain:   handoff_id
-- params:  $filters, $scope, $state varchar = 'all' in (all, old_enough, accepted, rejected, undecided)
-- reads:   seen.handoffs_scoped, marts.leads, marts.reps
-- columns: handoff_id, lead_id, lead_name, company, handed_on (date), score (count), channel, segment, region, rep_name,
--          accepted_at (time), rejected_at (time), reject_reason, transfers (count), age_days (days)
with

handoffs as (

    select
        *,
        seen.is_old_enough(age_days, within_days) as is_old_enough,
        seen.is_accepted(days_to_accepted, days_to_rejected, days_to_sql, within_days) as is_accepted,
        seen.is_rejected(days_to_rejected, within_days) as is_rejected
    from seen.handoffs_scoped($filters, $scope)

)

select
    handoffs.handoff_id,
    handoffs.lead_id,
    leads.lead_name,
    leads.company,
    handoffs.handed_on,
    handoffs.score,
    coalesce(handoffs.channel, 'not recorded') as channel,
    coalesce(handoffs.segment, 'not recorded') as segment,
    coalesce(handoffs.region, 'not recorded') as region,
    seen.person(coalesce(reps.rep_name, handoffs.rep_id), handoffs.is_holder_unknown) as rep_name,
    handoffs.accepted_at,
    handoffs.rejected_at,
    handoffs.reject_reason,
    handoffs.transfers,
    handoffs.age_days
from handoffs
inner join marts.leads on handoffs.lead_id = leads.lead_id
left join marts.reps on handoffs.rep_id = reps.rep_id
where
    case $state
        when 'old_enough' then handoffs.is_old_enough
        when 'accepted' then handoffs.is_old_enough and handoffs.is_accepted
        when 'rejected' then handoffs.is_old_enough and handoffs.is_rejected and not handoffs.is_accepted
        when 'undecided' then handoffs.is_old_enough and not handoffs.is_rejected and not handoffs.is_accepted
        else true
    end
order by handoffs.handed_on desc, handoffs.handoff_id
