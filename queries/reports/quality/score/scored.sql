-- Which handoffs are behind this number about the score?
--
-- grain:   handoff_id
-- params:  $filters, $scope, $rows, @score_judged, $state varchar = 'all' in (all, old_enough, good, young),
--          $score_from integer = null, $score_to integer = null, $has_score varchar = 'any' in (any, yes, no)
-- reads:   filtered.scores_judged_scoped, marts.handoffs, marts.leads, marts.reps
-- needs:   handoffs
-- columns: handoff_id, lead_id, lead_name, company, handed_on (date), measured (count), score (count), points (count),
--          points_behaviour (count), points_fit (count), channel, segment, rep_name, is_good (flag), is_old_enough (flag),
--          age_days (days)
with

handoffs as (

    select *
    from filtered.scores_judged_scoped($filters, $scope, $label, $measure, $handoffs)

),

first_rows as (

    select *
    from handoffs
    where
        ($score_from is null or handoffs.measured >= $score_from)
        and ($score_to is null or handoffs.measured <= $score_to)
        and case $has_score when 'yes' then handoffs.measured is not null when 'no' then handoffs.measured is null else true end
        and case $state
            when 'old_enough' then handoffs.is_old_enough
            when 'good' then handoffs.is_old_enough and handoffs.is_good
            when 'young' then not handoffs.is_old_enough
            else true
        end
    order by handoffs.measured desc nulls last, handoffs.handoff_id
    limit $rows

)

select
    handoffs.handoff_id,
    handoffs.lead_id,
    leads.lead_name,
    leads.company,
    handoffs.handed_on,
    handoffs.measured,
    handoffs.score,
    handoffs.points,
    handoffs.points_behaviour,
    handoffs.points_fit,
    coalesce(handoffs.channel, 'not recorded') as channel,
    coalesce(handoffs.segment, 'not recorded') as segment,
    filtered.person(coalesce(reps.rep_name, handoffs.rep_id), held.is_holder_unknown) as rep_name,
    handoffs.is_good,
    handoffs.is_old_enough,
    handoffs.age_days
from first_rows as handoffs
inner join marts.leads on handoffs.lead_id = leads.lead_id
inner join marts.handoffs as held on handoffs.handoff_id = held.handoff_id
left join marts.reps on handoffs.rep_id = reps.rep_id
order by handoffs.measured desc nulls last, handoffs.handoff_id
