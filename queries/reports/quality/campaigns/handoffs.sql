-- Which handoffs are behind this number?
--
-- Each state but `all` and `accepted_so_far` is of the mature handoffs: implied ones became SQLs though nobody clicked accept;
-- taken back are those accepted, then rejected. reason is why it was rejected, `not recorded` for none.
--
-- formerly: handoffs/list
-- grain:   handoff_id
-- params:  $filters, $scope, $rows, $state varchar = 'all' in (all, old_enough, accepted, accepted_so_far, rejected,
--          undecided, implied, taken_back, qualifiable, qualified, winnable, won), $reason varchar = null,
--          $is_transferred varchar = 'any' in (any, yes, no)
-- reads:   filtered.handoff_quality_scoped, marts.leads, marts.reps
-- columns: handoff_id, lead_id, lead_name, company, handed_on (date), score (count), channel, segment, region, rep_name,
--          accepted_at (time), rejected_at (time), reject_reason, transfers (count), age_days (days)
with

first_rows as (

    select *
    from filtered.handoff_quality_scoped($filters, $scope) as handoffs
    where
        case $state
            when 'old_enough' then handoffs.is_old_enough
            when 'accepted' then handoffs.is_accepted
            when 'accepted_so_far' then handoffs.is_accepted_so_far
            when 'rejected' then handoffs.is_rejected
            when 'undecided' then handoffs.is_undecided
            when 'implied' then handoffs.is_implied
            when 'taken_back' then handoffs.is_accepted_then_rejected
            when 'qualifiable' then handoffs.is_qualifiable
            when 'qualified' then handoffs.is_qualified
            when 'winnable' then handoffs.is_winnable
            when 'won' then handoffs.is_won_in_time
            else true
        end
        and ($reason is null or coalesce(handoffs.reject_reason, 'not recorded') = $reason)
        and ($is_transferred = 'any' or handoffs.is_holder_unknown = ($is_transferred = 'yes'))
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
    coalesce(handoffs.channel, 'not recorded') as channel,
    coalesce(handoffs.segment, 'not recorded') as segment,
    coalesce(handoffs.region, 'not recorded') as region,
    filtered.person(coalesce(reps.rep_name, handoffs.rep_id), handoffs.is_holder_unknown) as rep_name,
    handoffs.accepted_at,
    handoffs.rejected_at,
    handoffs.reject_reason,
    handoffs.transfers,
    handoffs.age_days
from first_rows as handoffs
inner join marts.leads on handoffs.lead_id = leads.lead_id
left join marts.reps on handoffs.rep_id = reps.rep_id
order by handoffs.handed_on desc, handoffs.handoff_id
