-- Which handoffs are behind this number, and how was each followed up?
--
-- grain:   handoff_id
-- params:  $filters, $scope, $rows, $state varchar = 'all' in (all, excused, in_time, not_yet_due, on_the_day, late, pending, closed_unanswered,
--          overdue, answered, due, waiting, progressed, unlogged, fourteen_days, reached, closed_unreached, given_up, just_in_time, around_limit, short_call, timed_call,
--          month_end_bulk, closed), $is_transferred varchar = 'any' in (any, yes, no), $hour_of_week integer = null in 0..167,
--          $has_hour varchar = 'any' in (any, yes, no), $attempts integer = null
-- reads:   filtered.followups_scoped, marts.leads, marts.reps
-- needs:   handoffs, activities
-- columns: handoff_id, lead_id, lead_name, company, handed_at (time), state, due_at (time), first_attempt_at (time),
--          business_minutes (minutes), score (count), rep_name, team, channel, segment, region,
--          is_before_handoff (flag), first_contact_at (time), first_meaningful_at (time), closed_at (time)
with

handoffs as (

    select *
    from filtered.followups_scoped($filters, $scope)
    where
        case $state
            when 'all' then true
            when 'answered' then is_answered
            when 'due' then is_due
            when 'waiting' then is_waiting
            when 'progressed' then is_progressed
            when 'unlogged' then is_unlogged
            when 'fourteen_days' then after_14_days is not null
            when 'reached' then coalesce(after_14_days = 'reached', false)
            when 'closed_unreached' then coalesce(after_14_days = 'closed_unreached', false)
            when 'given_up' then coalesce(after_14_days = 'given_up', false)
            when 'around_limit' then is_around_limit
            when 'just_in_time' then filtered.is_just_in_time(is_around_limit, business_seconds, limit_minutes)
            when 'short_call' then is_short_call
            when 'timed_call' then filtered.is_timed_call(first_attempt_kind, first_attempt_duration_s)
            when 'month_end_bulk' then is_month_end_bulk
            when 'closed' then closed_at is not null
            else state = $state
        end
        and ($is_transferred = 'any' or is_holder_unknown = ($is_transferred = 'yes'))
        and ($hour_of_week is null or hour_of_week = $hour_of_week)
        and ($has_hour = 'any' or (hour_of_week is not null) = ($has_hour = 'yes'))
        and ($attempts is null or attempts_14d = $attempts)

),

first_rows as (

    select *
    from handoffs
    order by handoffs.handed_at desc, handoffs.handoff_id
    limit $rows

)

select
    handoffs.handoff_id,
    handoffs.lead_id,
    leads.lead_name,
    leads.company,
    handoffs.handed_at,
    handoffs.state,
    handoffs.due_at,
    handoffs.first_attempt_at,
    filtered.minutes_to(handoffs.ended_by, handoffs.business_seconds) as business_minutes,
    handoffs.score,
    filtered.person(coalesce(reps.rep_name, handoffs.rep_id), handoffs.is_holder_unknown) as rep_name,
    handoffs.team,
    coalesce(handoffs.channel, 'not recorded') as channel,
    coalesce(handoffs.segment, 'not recorded') as segment,
    coalesce(handoffs.region, 'not recorded') as region,
    handoffs.is_before_handoff,
    handoffs.first_contact_at,
    handoffs.first_meaningful_at,
    handoffs.closed_at
from first_rows as handoffs
inner join marts.leads on handoffs.lead_id = leads.lead_id
left join marts.reps on handoffs.rep_id = reps.rep_id
order by handoffs.handed_at desc, handoffs.handoff_id
