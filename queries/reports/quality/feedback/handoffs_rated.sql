-- Which handoffs did sales rate, and which not?
--
-- state: all; old_enough (14 days have passed); of those rated (within them) and unrated; rated_so_far (whenever). outcome is what
-- has become of the handoff so far, rejected ones with those returned by sales to be nurtured.
--
-- formerly: handoffs/rated
-- grain:   handoff_id
-- params:  $filters, $scope, $rows, $state varchar = 'all' in (all, old_enough, rated, unrated, rated_so_far),
--          $outcome varchar = null in (won, lost, rejected, open), $is_transferred varchar = 'any' in (any, yes, no)
-- reads:   filtered.handoff_feedback_scoped, marts.leads, marts.reps
-- needs:   handoffs, feedback
-- columns: handoff_id, lead_id, lead_name, company, handed_on (date), rep_name, outcome, rating_count (count, ratings_given, of ratings),
--          days_to_first (days)
with

first_rows as (

    select *
    from filtered.handoff_feedback_scoped($filters, $scope) as handed
    where
        case $state
            when 'old_enough' then handed.is_rateable
            when 'rated' then handed.is_rated
            when 'unrated' then handed.is_rateable and not handed.is_rated
            when 'rated_so_far' then handed.is_rated_so_far
            else true
        end
        and ($outcome is null or handed.outcome = $outcome)
        and ($is_transferred = 'any' or handed.is_holder_unknown = ($is_transferred = 'yes'))
    order by handed.handed_on desc, handed.handoff_id
    limit $rows

)

select
    handed.handoff_id,
    handed.lead_id,
    leads.lead_name,
    leads.company,
    handed.handed_on,
    filtered.person(coalesce(reps.rep_name, handed.rep_id), handed.is_holder_unknown) as rep_name,
    handed.outcome,
    coalesce(handed.rating_count, 0) as rating_count,
    handed.days_to_first
from first_rows as handed
inner join marts.leads on handed.lead_id = leads.lead_id
left join marts.reps on handed.rep_id = reps.rep_id
order by handed.handed_on desc, handed.handoff_id
