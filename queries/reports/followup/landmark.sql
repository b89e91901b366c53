-- Which handoffs are compared when speed is compared with winning, and which are left out?
--
-- arm: contacted by the landmark (`tried`) or not; closed before it; `young`: too recent; `on_the_day`: contacted on a day without
-- a clock, before the limit or after it. Adjusted: only those in strata where both arms have somebody; model: all.
--
-- grain:   handoff_id
-- params:  $filters, $scope, $rows, $landmark varchar = 'limit' in (limit, day), $comparison varchar = 'raw' in (raw, adjusted, model),
--          $arm varchar = 'all' in (all, tried, not_tried, closed_before, young,
--          on_the_day), $is_won varchar = 'any' in (any, yes)
-- reads:   filtered.landmark_compared_scoped, marts.leads, marts.reps
-- needs:   handoffs, activities
-- columns: handoff_id, lead_id, lead_name, company, handed_at (time), landmark_at (time), first_attempt_at (time), arm,
--          is_won_after (flag), won_at (time), score (count), rep_name, channel, segment
with

handoffs as (

    select
        * exclude (arm),
        case
            when is_closed_before then 'closed_before'
            when not is_old_enough then 'young'
            when is_open_either_way then 'on_the_day'
            else arm
        end as arm
    from filtered.landmark_compared_scoped($filters, $scope, $landmark)

),

first_rows as (

    select *
    from handoffs
    where
        $arm in ('all', handoffs.arm)
        and ($is_won = 'any' or handoffs.is_won_after)
        and (
            handoffs.arm in ('closed_before', 'young', 'on_the_day')
            or case $comparison when 'adjusted' then handoffs.is_compared else handoffs.has_both_arms end
        )
    order by handoffs.handed_at desc, handoffs.handoff_id
    limit $rows

)

select
    handoffs.handoff_id,
    handoffs.lead_id,
    leads.lead_name,
    leads.company,
    handoffs.handed_at,
    handoffs.landmark_at,
    handoffs.first_attempt_at,
    handoffs.arm,
    handoffs.is_won_after,
    handoffs.won_at,
    handoffs.score,
    filtered.person(coalesce(reps.rep_name, handoffs.rep_id), handoffs.is_holder_unknown) as rep_name,
    coalesce(handoffs.channel, 'not recorded') as channel,
    coalesce(handoffs.segment, 'not recorded') as segment
from first_rows as handoffs
inner join marts.leads on handoffs.lead_id = leads.lead_id
left join marts.reps on handoffs.rep_id = reps.rep_id
order by handoffs.handed_at desc, handoffs.handoff_id
