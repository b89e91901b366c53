-- What do we need to talk about?
--
-- At most seven items, one of each kind that has something to say: goals off track, the largest leak, promises missed by either team,
-- gaps in feedback, numbers of past months that changed, what became of the last decisions, what waits for a signature. Money first:
-- items with money at stake come by how much, the rest in the order in which they are named above. A goal is off track where it is
-- further behind its plan than the smallest difference both teams talk about, or its chance is below 50%. The money of a goal is what
-- the middle of its forecast lacks (else its plan to date), that of a leak is at most so much, that of restated months what they changed by. Teams only: no
-- person, no lead; asked about a person there is no agenda.
--
-- grain:   kind
-- params:  $filters, $as_of
-- reads:   meta.house, store.proposals, store.goals, store.decisions, agreements.delta, filtered.data_days, filtered.ratings
-- with:    status=goals/status, leaks=funnel/leaks, promises=goals/promises, feedback=quality/feedback_totals,
--          restated=data/restatements, decisions=meeting/decisions
-- then:    overlap.subjects.meeting.steps.agenda.items
-- columns: place (count), kind, sentence, value (number), value_low (number), value_high (number), stake (money, agenda_stake),
--          stake_is, page, address, report
select
    house.reporting_currency as currency,
    data_days.whole_until,
    ($filters::filters).reps is null as is_of_teams,
    (
        select count(*)
        from store.proposals
        where state = 'open'
    ) as open_proposal_count,
    (
        select count(*)
        from store.goals
        where state = 'open'
    ) as open_goal_count,
    (
        select min(proposed_at)
        from (
            select proposed_at, state from store.proposals
            union all
            select proposed_at, state from store.goals
        )
        where state = 'open'
    ) as waiting_since,
    (
        select count(*)
        from store.decisions
        where withdrawn_at is null
    ) as decision_count,
    exists (
        select 1
        from filtered.ratings(null::filters)
    ) as has_ratings,
    (
        select max(points)
        from agreements.delta
        where $as_of >= effective_from and $as_of < effective_to
    ) / 100 as smallest
from meta.house
cross join filtered.data_days($as_of) as data_days
