-- Which stars are behind this number?
--
-- Stars given to handoffs of the period. state: all; extreme (one star or five).
--
-- grain:   feedback_id
-- params:  $filters, $scope, $state varchar = 'all' in (all, extreme)
-- reads:   seen.ratings_scoped, marts.leads, marts.reps
-- needs:   handoffs, feedback
-- columns: feedback_id, handoff_id, lead_id, lead_name, company, rating (count), rep_name, given_at (time), days_to_given (days)
select
    ratings.feedback_id,
    ratings.handoff_id,
    ratings.lead_id,
    leads.lead_name,
    leads.company,
    ratings.rating,
    coalesce(reps.rep_name, ratings.rep_id, 'unassigned') as rep_name,
    ratings.given_at,
    ratings.days_to_given
from seen.ratings_scoped($filters, $scope) as ratings
inner join marts.leads on ratings.lead_id = leads.lead_id
left join marts.reps on ratings.rep_id = reps.rep_id
where $state = 'all' or ratings.rating in (1, 5)
order by ratings.given_at desc, ratings.feedback_id
