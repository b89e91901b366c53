-- The response clock of each handoff: whose calendar it runs on, when it is due, and when the lead was closed.
--
-- sent_back_at: rejected, or recycled by sales; lost_at: lost; closed_won_at: won; all before the lead is handed over again.
-- outcome_is_date_only: whether the first of them, or another at that very instant, has no clock.
-- Calendar, limit and hours are those in force when the lead was handed over, of who held it then: the rep's own calendar,
-- else the region's, for a queue the lead's region's, else the house's. Nothing later moves them. due_s is the first second
-- by which the limit has passed in open time (due_at as an instant), day_due_at the instant by which one ordinary working day
-- has; latest_due_s the same limit from the end of a day of handing over that has no clock.
--
-- grain: handoff_id
-- scope: cluster
-- reads: marts.merged_handoffs, marts.handoff_rejections, marts.handoff_holders, marts.lead_ends, marts.calendars, marts.calendar_spans, canonical.reps,
--        agreements.hours, agreements.response, agreements.no_contact
with

-- A loss or recycling at the very instant of a handing over came before it: it closes the handoff before.
closings as (

    select
        handoff_id,
        rejected_at as closed_at,
        is_date_only,
        'rejected' as closed_as
    from marts.handoff_rejections
    union all
    select
        handoffs.handoff_id,
        greatest(lead_ends.ended_at, handoffs.handed_at),
        lead_ends.is_date_only,
        lead_ends.ended_as
    from marts.merged_handoffs as handoffs
    inner join marts.lead_ends on handoffs.lead_id = lead_ends.lead_id
    where
        case
            when lead_ends.ended_as = 'won' then
                is_from(
                    handoffs.handed_at, lead_ends.ended_at, handoffs.is_date_only or lead_ends.is_date_only, $zone
                )
                and not coalesce(
                    is_from(
                        handoffs.next_handed_at, lead_ends.ended_at,
                        handoffs.next_is_date_only or lead_ends.is_date_only, $zone
                    ),
                    false
                )
            else
                lead_ends.ended_at > handoffs.handed_at
                and coalesce(lead_ends.ended_at <= handoffs.next_handed_at, true)
        end

),

closed as (

    select
        handoff_id,
        min(closed_at) as closed_at,
        min_by(is_date_only, by_instant(closed_at, is_date_only)) as closed_is_date_only,
        min_by(is_date_only, by_instant(closed_at, not is_date_only)) as outcome_is_date_only,
        min(case when closed_as in ('rejected', 'recycled') then closed_at end) as sent_back_at,
        min(case when closed_as = 'lost' then closed_at end) as lost_at,
        min(case when closed_as = 'won' then closed_at end) as closed_won_at
    from closings
    group by all

),

received as (

    select
        handoffs.handoff_id,
        handoff_holders.rep_id
    from marts.merged_handoffs as handoffs
    inner join marts.handoff_holders on handoffs.handoff_id = handoff_holders.handoff_id
    where
        not handoffs.is_holder_unknown
        and is_from(
            handoff_holders.held_from, handoffs.handed_at, handoff_holders.is_date_only or handoffs.is_date_only, $zone
        )
        and not coalesce(
            is_from(
                handoff_holders.held_to, handoffs.handed_at, handoff_holders.held_to_is_date_only or handoffs.is_date_only, $zone
            ),
            false
        )

),

agreed as (

    select
        handoffs.handoff_id,
        received.rep_id as received_by,
        response.limit_minutes,
        list_contains(no_contact.reasons, handoffs.reject_reason) as is_no_contact,
        coalesce(own.agreement_id, regional.agreement_id, house.agreement_id)
        || ' ' || coalesce(own.region, regional.region, house.region) as calendar_id
    from marts.merged_handoffs as handoffs
    left join received on handoffs.handoff_id = received.handoff_id
    left join canonical.reps on received.rep_id = reps.rep_id
    left join agreements.response
        on handoffs.handed_at >= response.effective_from
        and handoffs.handed_at < response.effective_to
    left join agreements.no_contact
        on handoffs.handed_at >= no_contact.effective_from
        and handoffs.handed_at < no_contact.effective_to
    left join agreements.hours as own
        on reps.calendar = own.region
        and handoffs.handed_at >= own.effective_from
        and handoffs.handed_at < own.effective_to
    left join agreements.hours as regional
        on coalesce(reps.region, handoffs.region) = regional.region
        and handoffs.handed_at >= regional.effective_from
        and handoffs.handed_at < regional.effective_to
    left join agreements.hours as house
        on house.region = 'house'
        and handoffs.handed_at >= house.effective_from
        and handoffs.handed_at < house.effective_to

),

instants as (

    select
        handoffs.*,
        agreed.received_by,
        agreed.calendar_id,
        agreed.limit_minutes,
        coalesce(agreed.is_no_contact, false) as is_no_contact,
        calendars.zone,
        calendars.day_minutes,
        closed.closed_at,
        closed.closed_is_date_only,
        closed.outcome_is_date_only,
        closed.sent_back_at,
        closed.lost_at,
        closed.closed_won_at,
        greatest(whole_second(handoffs.handed_at), calendars.first_s) as handed_s,
        greatest(whole_second(handoffs.handed_at), calendars.first_s)
        + case when handoffs.is_date_only then 86400 else 0 end as latest_handed_s
    from marts.merged_handoffs as handoffs
    inner join agreed on handoffs.handoff_id = agreed.handoff_id
    inner join marts.calendars on agreed.calendar_id = calendars.calendar_id
    left join closed on handoffs.handoff_id = closed.handoff_id

),

begun as (

    select
        instants.*,
        started.seconds_before
        + case when started.is_open then instants.handed_s - started.starts_s else 0 end as open_before,
        latest.seconds_before
        + case when latest.is_open then instants.latest_handed_s - latest.starts_s else 0 end as latest_open_before
    from instants
    left join marts.calendar_spans as started
        on instants.calendar_id = started.calendar_id
        and instants.handed_s // 3600 = started.hour
        and instants.handed_s >= started.starts_s
        and instants.handed_s < started.ends_s
    left join marts.calendar_spans as latest
        on instants.calendar_id = latest.calendar_id
        and instants.latest_handed_s // 3600 = latest.hour
        and instants.latest_handed_s >= latest.starts_s
        and instants.latest_handed_s < latest.ends_s

),

targets as (

    select
        *,
        open_before + limit_minutes * 60 as due_open,
        open_before + day_minutes * 60 as day_due_open,
        latest_open_before + limit_minutes * 60 as latest_due_open
    from begun

)

select
    targets.handoff_id,
    targets.lead_id,
    targets.round,
    targets.handed_at,
    targets.handed_s,
    targets.is_date_only,
    targets.qualified_at,
    targets.qualified_is_date_only,
    targets.next_handed_at,
    targets.next_is_date_only,
    case
        when not targets.is_date_only then cast(
            24 * (extract('isodow' from timezone(targets.zone, targets.handed_at)) - 1)
            + extract('hour' from timezone(targets.zone, targets.handed_at)) as integer
        )
    end as hour_of_week,
    targets.closed_at,
    targets.closed_is_date_only,
    targets.outcome_is_date_only,
    targets.sent_back_at,
    targets.lost_at,
    targets.closed_won_at,
    targets.is_no_contact,
    targets.received_by,
    targets.calendar_id,
    targets.day_minutes,
    targets.limit_minutes,
    targets.open_before,
    due.starts_s + targets.due_open - due.seconds_before as due_s,
    latest_due.starts_s + targets.latest_due_open - latest_due.seconds_before as latest_due_s,
    targets.handed_at + (due.starts_s + targets.due_open - due.seconds_before - targets.handed_s) * interval 1 second
        as due_at,
    targets.handed_at
    + (day_due.starts_s + targets.day_due_open - day_due.seconds_before - targets.handed_s) * interval 1 second
        as day_due_at
from targets
left join marts.calendar_spans as due
    on targets.calendar_id = due.calendar_id
    and (targets.due_open - 1) // 3600 = due.open_hour
    and due.is_open
    and targets.due_open > due.seconds_before
    and targets.due_open <= due.seconds_before + due.ends_s - due.starts_s
left join marts.calendar_spans as day_due
    on targets.calendar_id = day_due.calendar_id
    and (targets.day_due_open - 1) // 3600 = day_due.open_hour
    and day_due.is_open
    and targets.day_due_open > day_due.seconds_before
    and targets.day_due_open <= day_due.seconds_before + day_due.ends_s - day_due.starts_s
left join marts.calendar_spans as latest_due
    on targets.calendar_id = latest_due.calendar_id
    and (targets.latest_due_open - 1) // 3600 = latest_due.open_hour
    and latest_due.is_open
    and targets.latest_due_open > latest_due.seconds_before
    and targets.latest_due_open <= latest_due.seconds_before + latest_due.ends_s - latest_due.starts_s
order by targets.handoff_id
