-- What each person got and first tried in the last four weeks up to now, whatever the period looked at.

-- A handoff stands once for whoever received it and once for whoever first tried it, each in its own time.
-- scoped: person_id
create macro filtered.last_four_weeks(as_of) as table
    select
        'received' as part,
        received_by as person_id,
        *
    from marts.followups
    where handed_at >= cast(as_of as timestamptz) - interval 28 day
    union all
    select
        'attempted',
        rep_id,
        *
    from marts.followups
    where first_attempt_at >= cast(as_of as timestamptz) - interval 28 day;
