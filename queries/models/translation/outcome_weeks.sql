-- What became of the handoffs of each whole week, of the whole company: what a measure of marketing is set beside.
--
-- Closed over the company: visits and spend belong to no person, place or segment, so a total of some of the handoffs has no
-- measure of its own to be set beside; no filter but the period reaches these sums. Weeks begin on the agreed weekday, from the first whole
-- week with a handoff to the last one that is over; one without any is there, with 0. Accepted, won and paid are judged in the
-- agreed days; a week is old enough where the longest agreed in it have passed since its end.
--
-- grain: week
-- scope: house
-- reads: marts.handoffs, marts.handoff_returns, marts.week_starts, agreements.conversion
with

judged as (

    select
        week_start(handoffs.handed_on, week_starts.first_day) as week,
        is_taken(
            handoffs.days_to_accepted, handoffs.days_to_rejected, handoffs.days_to_sql, handoffs.within_days
        ) as is_accepted,
        coalesce(handoffs.days_to_won < handoffs.won_within_days, false) as is_won,
        handoff_returns.handoff_id is not null as is_paid,
        coalesce(handoff_returns.cents, 0) as cents
    from marts.handoffs
    cross join marts.week_starts
    left join marts.handoff_returns on handoffs.handoff_id = handoff_returns.handoff_id

),

counted as (

    select
        week,
        count(*) as handoff_count,
        count(*) filter (where is_accepted) as accepted_count,
        count(*) filter (where is_won) as won_count,
        count(*) filter (where is_paid) as paid_count,
        cast(sum(cents) as bigint) as cents
    from judged
    group by all

),

span as (

    select
        min(handed_on) as first_on,
        cast(timezone($zone, cast($as_of as timestamptz)) as date) as reaches_on
    from marts.handoffs

),

weeks as (

    select cast(unnest(generate_series(
        week_start(first_on + 6, first_day), week_start(reaches_on, first_day) - 7,
        interval 7 day
    )) as date) as week
    from span
    cross join marts.week_starts
    where first_on is not null

),

bounded as (

    select
        week,
        timezone($zone, cast(week as timestamp)) as starts_at,
        timezone($zone, cast(week + 7 as timestamp)) as ends_at
    from weeks

),

aged as (

    select
        bounded.week,
        floor((epoch(cast($as_of as timestamptz)) - epoch(bounded.ends_at)) / 86400) as age_days,
        max(conversion.sal) as accepted_within_days,
        max(conversion.won) as won_within_days
    from bounded
    inner join agreements.conversion
        on bounded.starts_at < conversion.effective_to
        and bounded.ends_at > conversion.effective_from
    group by all

)

select
    aged.week,
    cast(aged.week + 7 as date) as next_week,
    coalesce(counted.handoff_count, 0) as handoff_count,
    coalesce(counted.accepted_count, 0) as accepted_count,
    coalesce(counted.won_count, 0) as won_count,
    coalesce(counted.paid_count, 0) as paid_count,
    coalesce(counted.cents, 0) as cents,
    aged.age_days >= aged.accepted_within_days as is_accepted_known,
    aged.age_days >= aged.won_within_days as is_won_known
from aged
left join counted on aged.week = counted.week
order by aged.week
