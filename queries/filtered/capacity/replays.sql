-- Recorded handoffs as a replay lives them again: when each came and was tried, on the clock of open time it runs on.

-- Whole people, so that nobody's queue is cut; in a large house about as many of them as have 200,000 handoffs in all.
create macro filtered.replays(filters, as_of) as table
    select
        handoffs.handoff_id,
        handoffs.rep_id,
        clocks.calendar_id,
        filtered.week_of(handoffs.handed_on) as week,
        clocks.open_before as came_s,
        60 * clocks.day_minutes as day_s,
        60 * handoffs.limit_minutes as limit_s,
        case when handoffs.ended_by = 'attempt' then handoffs.business_seconds end as took_s,
        handoffs.is_before_handoff,
        handoffs.is_due,
        handoffs.is_minute_unknown as is_by_date,
        handoffs.handoff_count,
        handoffs.weekly_count,
        response.target
    from (
        select
            * exclude (target),
            count(*) over () as handoff_count,
            7e0 * count(*) over () / (1 + date_diff('day', min(handed_on) over (), max(handed_on) over ())) as weekly_count
        from filtered.followups(filters)
    ) as handoffs
    inner join marts.followup_clocks as clocks on handoffs.handoff_id = clocks.handoff_id
    inner join agreements.response
        on response.effective_from <= cast(as_of as timestamptz)
        and response.effective_to > cast(as_of as timestamptz)
    where coalesce(hash(handoffs.rep_id) % 1000, 0) < 1000 * 200000 / handoffs.handoff_count;
