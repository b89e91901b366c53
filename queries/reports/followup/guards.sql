-- Is anybody working for the figures rather than for the lead?
--
-- just_in_time: of the first attempts in the last tenth of the limit and in the tenth after it, those before: about half, unless
-- the limit pulls them over. short_call: of the first attempts by a timed call, those of a second or less. month_end_bulk: of
-- the closings, those among five or more of one person in an hour of a month's last three days. A question, no proof.
--
-- grain:   guard, rep_id?, is_transferred
-- params:  $filters
-- reads:   filtered.followups, marts.reps
-- needs:   handoffs, activities
-- columns: guard, of_state, rep_id, is_transferred, rep_name, event_count (count, guard_events, of activities),
--          of_count (count, guard_of, of activities), share (rate, guard_share, of activities),
--          share_low (rate,, of activities), share_high (rate,, of activities), flagged_above (rate),
--          is_flagged (flag,, of activities)
-- opens:   followup/list state=guard reps=rep_id is_transferred=is_transferred count=event_count
--          followup/list state=of_state reps=rep_id is_transferred=is_transferred count=of_count
with

handoffs as (

    select
        *,
        case when is_holder_unknown then 'yes' else 'no' end as is_transferred
    from filtered.followups($filters)

),

counted as (

    select
        'just_in_time' as guard,
        'around_limit' as of_state,
        0.6e0 as flagged_above,
        rep_id,
        is_transferred,
        count(*) filter (where filtered.is_just_in_time(is_around_limit, business_seconds, limit_minutes)) as event_count,
        count(*) filter (where is_around_limit) as of_count
    from handoffs
    group by all
    union all
    select
        'short_call', 'timed_call', 0.05e0, rep_id, is_transferred,
        count(*) filter (where is_short_call),
        count(*) filter (where filtered.is_timed_call(first_attempt_kind, first_attempt_duration_s))
    from handoffs
    group by all
    union all
    select
        'month_end_bulk', 'closed', 0.05e0, rep_id, is_transferred,
        count(*) filter (where is_month_end_bulk),
        count(*) filter (where closed_at is not null)
    from handoffs
    group by all

)

select
    counted.guard,
    counted.of_state,
    counted.rep_id,
    counted.is_transferred,
    filtered.holder_row(coalesce(reps.rep_name, counted.rep_id), counted.is_transferred) as rep_name,
    counted.event_count,
    counted.of_count,
    filtered.rate(counted.event_count, counted.of_count) as share,
    filtered.wilson_low(counted.event_count, counted.of_count) as share_low,
    filtered.wilson_high(counted.event_count, counted.of_count) as share_high,
    counted.flagged_above,
    coalesce(filtered.wilson_low(counted.event_count, counted.of_count) > counted.flagged_above, false) as is_flagged
from counted
left join marts.reps on counted.rep_id = reps.rep_id
where counted.of_count > 0
order by is_flagged desc, counted.guard, share desc, rep_name, counted.rep_id
