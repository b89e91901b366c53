-- What was done about each handoff, if anything: the first attempt, the first contact, and how often somebody tried.
--
-- An attempt is an activity of an agreed kind, not automated, not inbound, from qualification (then it is before the handoff and
-- takes no time) until the lead is closed or handed over again; contact needs an answer. An activity known by its date alone
-- counts from its first moment, and latest_attempt_s is the last it can have been.
--
-- grain: handoff_id
-- scope: cluster
-- reads: marts.followup_clocks, canonical.activities, canonical.deals, agreements.attempts
with

activities as (

    select
        activities.activity_id,
        coalesce(activities.lead_id, deals.lead_id) as lead_id,
        activities.kind,
        activities.occurred_at,
        activities.occurred_at_is_date_only as is_date_only,
        activities.duration_s,
        coalesce(activities.direction, 'outbound') <> 'inbound' as is_outward,
        coalesce(activities.outcome in ('connected', 'replied', 'held'), false) as is_contact,
        coalesce(
            activities.is_meaningful,
            (activities.outcome = 'connected' and activities.duration_s >= 60) or activities.outcome in ('replied', 'held'),
            false
        ) as is_meaningful
    from canonical.activities
    left join canonical.deals on activities.deal_id = deals.deal_id
    where not coalesce(activities.is_automated, false) and is_done(activities.status)

),

clocks as (

    select
        followup_clocks.*,
        whole_second(cast($as_of as timestamptz)) as as_of_s,
        least(followup_clocks.closed_at, followup_clocks.next_handed_at) as ends_at,
        case
            when followup_clocks.closed_at <= coalesce(followup_clocks.next_handed_at, followup_clocks.closed_at)
                then followup_clocks.closed_is_date_only
            else followup_clocks.next_is_date_only
        end as ends_by_date,
        attempts.kinds as attempt_kinds
    from marts.followup_clocks
    left join agreements.attempts
        on followup_clocks.handed_at >= attempts.effective_from
        and followup_clocks.handed_at < attempts.effective_to

),

-- What happened from qualification until the next handoff; is_on_clock: before the lead was closed.
worked as (

    select
        clocks.handoff_id,
        activities.*,
        activities.is_outward and list_contains(clocks.attempt_kinds, activities.kind) as is_attempt,
        not is_from(
            clocks.handed_at, activities.occurred_at, clocks.is_date_only or activities.is_date_only, $zone
        ) as is_before,
        clocks.ends_at is null or is_from(
            activities.occurred_at, clocks.ends_at, activities.is_date_only or clocks.ends_by_date, $zone
        ) as is_on_clock,
        days_from(
            clocks.handed_at, activities.occurred_at, clocks.is_date_only or activities.is_date_only, $zone
        ) as days_after,
        greatest(activities.occurred_at, clocks.handed_at) as counts_at,
        greatest(whole_second(activities.occurred_at), clocks.handed_s) as counts_s,
        greatest(
            least(
                whole_second(activities.occurred_at) + case when activities.is_date_only then 86399 else 0 end,
                case when clocks.ends_at is not null and not clocks.ends_by_date then whole_second(clocks.ends_at) end,
                clocks.as_of_s
            ),
            clocks.handed_s
        ) as latest_s
    from clocks
    inner join activities on clocks.lead_id = activities.lead_id
    where
        is_from(
            least(clocks.qualified_at, clocks.handed_at), activities.occurred_at,
            clocks.is_date_only or activities.is_date_only, $zone
        )
        and not coalesce(activities.occurred_at > clocks.next_handed_at, false)

),

-- Of several at one instant the first is the one whose id comes first.
first_instants as (

    select
        handoff_id,
        min(occurred_at) as occurred_at
    from worked
    where is_attempt and is_on_clock
    group by all

),

first_attempts as (

    select
        worked.handoff_id,
        min(worked.counts_at) as counts_at,
        min_by(worked.is_before, worked.activity_id) as is_before,
        min_by(worked.is_date_only, worked.activity_id) as is_date_only,
        min_by(worked.kind, worked.activity_id) as kind,
        -- a minimum passes over a null: a call without a length has none
        nullif(min_by(coalesce(worked.duration_s, -1), worked.activity_id), -1) as duration_s
    from worked
    inner join first_instants
        on worked.handoff_id = first_instants.handoff_id
        and worked.occurred_at = first_instants.occurred_at
    where worked.is_attempt and worked.is_on_clock
    group by all

),

counted as (

    select
        handoff_id,
        min(counts_s) filter (where is_attempt and is_on_clock) as first_attempt_s,
        min(latest_s) filter (where is_attempt and is_on_clock) as latest_attempt_s,
        min(counts_at) filter (where is_contact and is_on_clock) as first_contact_at,
        min(counts_at) filter (where is_meaningful and is_on_clock) as first_meaningful_at,
        count(*) filter (where is_attempt and is_on_clock and not is_before and days_after < contact_days()) as attempts_14d,
        min(occurred_at) filter (where is_attempt) as first_logged_at,
        min_by(is_date_only, by_instant(occurred_at, is_date_only)) filter (where is_attempt) as first_logged_is_date_only
    from worked
    group by all

)

select
    counted.*,
    first_attempts.counts_at as first_attempt_at,
    coalesce(first_attempts.is_before, false) as is_before_handoff,
    coalesce(first_attempts.is_date_only, false) as is_date_only,
    first_attempts.kind as first_attempt_kind,
    first_attempts.duration_s as first_attempt_duration_s
from counted
left join first_attempts on counted.handoff_id = first_attempts.handoff_id
order by counted.handoff_id
