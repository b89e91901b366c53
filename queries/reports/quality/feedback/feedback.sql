-- Which ratings are behind this number?
--
-- Stars given to handoffs of the period. state: all; extreme (one star or five); good (four or five); bad (one or two). rater is
-- who gave them, `unassigned` for nobody known; use is whether they were given before any outcome to a handoff that has had its
-- days to be won, and which.
--
-- formerly: feedback/list
-- grain:   feedback_id
-- params:  $filters, $scope, $rows, $state varchar = 'all' in (all, extreme, good, bad), $reason varchar = null, $rater varchar = null,
--          $stars integer = null in 1..5, $use varchar = null in (won, not_won, not_counted)
-- reads:   filtered.stars_scoped, marts.leads, marts.reps
-- needs:   handoffs, feedback
-- columns: feedback_id, handoff_id, lead_id, lead_name, company, rating (count), reasons, rep_name, given_at (time),
--          days_to_given (days), outcome
with

first_rows as (

    select *
    from filtered.stars_scoped($filters, $scope) as said
    where
        case $state
            when 'extreme' then is_extreme_rating(said.rating)
            when 'good' then is_good_rating(said.rating)
            when 'bad' then is_bad_rating(said.rating)
            else true
        end
        and ($reason is null or list_contains(said.reasons, $reason))
        and ($rater is null or coalesce(said.rep_id, 'unassigned') = $rater)
        and ($stars is null or said.rating = $stars)
        and ($use is null or said.use = $use)
    order by said.given_at desc, said.feedback_id
    limit $rows

)

select
    said.feedback_id,
    said.handoff_id,
    said.lead_id,
    leads.lead_name,
    leads.company,
    said.rating,
    array_to_string(said.reasons, ', ') as reasons,
    coalesce(reps.rep_name, said.rep_id, 'unassigned') as rep_name,
    said.given_at,
    said.days_to_given,
    said.outcome
from first_rows as said
inner join marts.leads on said.lead_id = leads.lead_id
left join marts.reps on said.rep_id = reps.rep_id
order by said.given_at desc, said.feedback_id
