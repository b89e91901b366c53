-- How sales followed up each handoff: the first attempt on its clock, the state as of now, and whose it is.
--
-- A limit under a working day that days without a clock leave open either way is on_the_day; not tried yet, a handoff without a
-- clock is overdue once it is from any moment of its day. Where a clock is missing (is_minute_unknown) there are no seconds.
-- Seconds run until the first attempt, else the closing, else now: ended_by says which. rep_id is the handoff's; received_by got
-- it, waits_for holds it now. after_14_days: reached by then, else closed by then, else given_up. is_around_limit: tried in the last tenth of
-- the limit or the tenth after. is_month_end_bulk: one of five or more closings of a person in one hour of a month's last 3 days.
--
-- grain: handoff_id
-- scope: cluster
-- reads: marts.followup_clocks, marts.first_attempts, marts.handoffs, marts.stage_events, marts.calendar_spans,
--        marts.closing_hours, agreements.conversion
with

clocks as (

    select
        *,
        whole_second(cast($as_of as timestamptz)) as as_of_s,
        case when closed_at is not null then greatest(whole_second(closed_at), handed_s) end as closed_s
    from marts.followup_clocks

),

won as (

    select
        clocks.handoff_id,
        min(stage_events.entered_at) as won_at,
        min_by(stage_events.is_date_only, by_instant(stage_events.entered_at, stage_events.is_date_only))
            as won_is_date_only
    from clocks
    inner join marts.stage_events on clocks.lead_id = stage_events.lead_id
    where
        stage_events.stage = 'won'
        and is_from(clocks.handed_at, stage_events.entered_at, clocks.is_date_only or stage_events.is_date_only, $zone)
        and not coalesce(
            is_from(
                clocks.next_handed_at, stage_events.entered_at,
                clocks.next_is_date_only or stage_events.is_date_only, $zone
            ),
            false
        )
    group by all

),

timed as (

    select
        clocks.*,
        first_attempts.first_attempt_s,
        first_attempts.latest_attempt_s,
        first_attempts.first_attempt_at,
        coalesce(first_attempts.is_before_handoff, false) as is_before_handoff,
        coalesce(first_attempts.is_date_only, false) as attempt_is_date_only,
        first_attempts.first_attempt_kind,
        first_attempts.first_attempt_duration_s,
        first_attempts.first_contact_at,
        first_attempts.first_meaningful_at,
        coalesce(first_attempts.attempts_14d, 0) as attempts_14d,
        first_attempts.first_logged_at,
        first_attempts.first_logged_is_date_only,
        won.won_at,
        won.won_is_date_only,
        coalesce(first_attempts.first_attempt_s, clocks.closed_s, clocks.as_of_s) as ends_s,
        case
            when first_attempts.first_attempt_s is not null then 'attempt'
            when clocks.closed_s is not null then 'closing'
            else 'as_of'
        end as ended_by
    from clocks
    left join marts.first_attempts on clocks.handoff_id = first_attempts.handoff_id
    left join won on clocks.handoff_id = won.handoff_id

),

dated as (

    select
        *,
        case when limit_minutes < day_minutes then latest_due_s else due_s end as surely_due_s,
        limit_minutes < day_minutes and (is_date_only or (attempt_is_date_only and not is_before_handoff))
            as is_known_by_date,
        (is_date_only or attempt_is_date_only or (ended_by = 'closing' and closed_is_date_only)) and not is_before_handoff
            as is_minute_unknown
    from timed

),

elapsed as (

    select
        timed.*,
        timed.is_known_by_date
        and timed.first_attempt_s is not null
        and timed.first_attempt_s <= timed.latest_due_s
        and not (
            timed.latest_attempt_s <= timed.due_s
            and (timed.latest_due_s <= timed.as_of_s or timed.due_s > timed.as_of_s)
        ) as is_open_either_way,
        spans.seconds_before + case when spans.is_open then timed.ends_s - spans.starts_s else 0 end
        - timed.open_before as business_seconds
    from dated as timed
    left join marts.calendar_spans as spans
        on timed.calendar_id = spans.calendar_id
        and timed.ends_s // 3600 = spans.hour
        and timed.ends_s >= spans.starts_s
        and timed.ends_s < spans.ends_s

),

judged as (

    select
        elapsed.*,
        handoffs.rep_id,
        handoffs.team,
        handoffs.is_holder_unknown,
        handoffs.holder_id as waits_for,
        handoffs.holder_team as waits_for_team,
        handoffs.handed_on,
        handoffs.score,
        handoffs.channel,
        handoffs.campaign_id,
        handoffs.region,
        handoffs.segment,
        handoffs.was_customer,
        handoffs.transfers,
        coalesce(closing_hours.closing_count >= 5, false) as is_month_end_bulk,
        handoffs.sql_at,
        handoffs.sql_is_date_only,
        case
            when elapsed.is_open_either_way then 'on_the_day'
            when elapsed.first_attempt_s is null and elapsed.closed_s <= elapsed.surely_due_s and elapsed.is_no_contact
                then 'excused'
            when elapsed.first_attempt_s <= elapsed.due_s and elapsed.due_s <= elapsed.as_of_s then 'in_time'
            when elapsed.first_attempt_s <= elapsed.due_s then 'not_yet_due'
            when elapsed.first_attempt_s > elapsed.due_s then 'late'
            when elapsed.surely_due_s > elapsed.as_of_s then 'pending'
            when elapsed.closed_s is not null then 'closed_unanswered'
            else 'overdue'
        end as state
    from elapsed
    inner join marts.handoffs on elapsed.handoff_id = handoffs.handoff_id
    left join marts.closing_hours
        on date_trunc('hour', elapsed.closed_at) = closing_hours.closed_hour
        and not elapsed.closed_is_date_only
        and handoffs.is_holder_unknown = closing_hours.is_holder_unknown
        and handoffs.rep_id is not distinct from closing_hours.rep_id

)

select
    judged.handoff_id,
    judged.lead_id,
    judged.handed_at,
    judged.handed_on,
    judged.qualified_at,
    case
        when not (judged.is_date_only or judged.qualified_is_date_only) then
            whole_second(judged.handed_at) - whole_second(judged.qualified_at)
    end as assignment_seconds,
    judged.limit_minutes,
    judged.day_minutes,
    judged.calendar_id,
    judged.due_at,
    judged.day_due_at,
    judged.closed_at,
    judged.next_handed_at,
    judged.first_attempt_at,
    judged.first_attempt_kind,
    judged.first_attempt_duration_s,
    judged.is_before_handoff,
    judged.first_contact_at,
    judged.first_meaningful_at,
    judged.attempts_14d,
    judged.state,
    judged.ended_by,
    case when not judged.is_minute_unknown then judged.business_seconds end as business_seconds,
    case when not judged.is_minute_unknown then judged.ends_s - judged.handed_s end as wall_seconds,
    judged.state = 'in_time' as is_in_time,
    judged.state in ('in_time', 'on_the_day', 'late', 'closed_unanswered', 'overdue') as is_due,
    judged.state in ('in_time', 'not_yet_due', 'on_the_day', 'late') as is_answered,
    judged.ended_by = 'as_of' as is_waiting,
    judged.is_known_by_date,
    judged.is_minute_unknown,
    judged.is_date_only,
    judged.sql_at is not null as is_progressed,
    judged.sql_at is not null and not coalesce(
        is_from(
            judged.first_logged_at, judged.sql_at, judged.first_logged_is_date_only or judged.sql_is_date_only, $zone
        ),
        false
    ) as is_unlogged,
    coalesce(is_from(judged.sql_at, judged.due_at, true, $zone), false) as is_progressed_by_due,
    case
        when contact_ends_at(judged.handed_at) > cast($as_of as timestamptz) then null
        when judged.first_contact_at < contact_ends_at(judged.handed_at) then 'reached'
        when least(judged.closed_at, judged.next_handed_at) < contact_ends_at(judged.handed_at) then 'closed_unreached'
        else 'given_up'
    end as after_14_days,
    judged.first_attempt_s is not null and not judged.is_before_handoff and not judged.is_minute_unknown
    and judged.business_seconds > 54 * judged.limit_minutes and judged.business_seconds <= 66 * judged.limit_minutes
        as is_around_limit,
    coalesce(judged.first_attempt_kind = 'call' and judged.first_attempt_duration_s <= 1, false) as is_short_call,
    judged.is_month_end_bulk,
    judged.won_at,
    conversion.won as won_within_days,
    days_from(judged.due_at, judged.won_at, judged.won_is_date_only, $zone) as days_due_to_won,
    days_from(judged.day_due_at, judged.won_at, judged.won_is_date_only, $zone) as days_day_to_won,
    whole_days(judged.due_at, cast($as_of as timestamptz), false, $zone) as days_since_due,
    whole_days(judged.day_due_at, cast($as_of as timestamptz), false, $zone) as days_since_day,
    judged.received_by,
    judged.rep_id,
    judged.team,
    judged.is_holder_unknown,
    judged.waits_for,
    judged.waits_for_team,
    judged.transfers,
    judged.score,
    judged.hour_of_week,
    judged.channel,
    judged.campaign_id,
    judged.region,
    judged.segment,
    judged.was_customer
from judged
left join agreements.conversion
    on judged.handed_at >= conversion.effective_from
    and judged.handed_at < conversion.effective_to
order by judged.handed_on, judged.handoff_id
