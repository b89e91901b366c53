-- Which handoffs does a replay repeat?
--
-- All of the period, in a large company those of a sample of people (part all: the others too). times is how often each comes
-- again, on average. business_minutes is the time to the first attempt; blank: never contacted.
--
-- grain:   handoff_id
-- params:  $filters, $scope, $as_of, $more integer = 20 in -50..200, $part varchar = 'replayed' in (replayed, all)
-- reads:   filtered.followups_scoped, filtered.replays, marts.leads, marts.reps
-- needs:   handoffs, activities
-- columns: handoff_id, lead_id, lead_name, company, handed_at (time), rep_name, is_due (flag), business_minutes (minutes),
--          times (number)
with

replayed as (

    select
        handoff_id,
        1 + $more / 100e0 as times
    from filtered.replays($filters, $as_of)

)

select
    handoffs.handoff_id,
    handoffs.lead_id,
    leads.lead_name,
    leads.company,
    handoffs.handed_at,
    filtered.person(coalesce(reps.rep_name, handoffs.rep_id), handoffs.is_holder_unknown) as rep_name,
    handoffs.is_due,
    case when handoffs.is_answered then filtered.minutes_to(handoffs.ended_by, handoffs.business_seconds) end as business_minutes,
    replayed.times
from filtered.followups_scoped($filters, $scope) as handoffs
inner join marts.leads on handoffs.lead_id = leads.lead_id
left join replayed on handoffs.handoff_id = replayed.handoff_id
left join marts.reps on handoffs.rep_id = reps.rep_id
where $part = 'all' or replayed.handoff_id is not null
order by handoffs.handed_at desc, handoffs.handoff_id
