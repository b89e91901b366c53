-- The calendars that clocks run on: each region's hours as one agreement set them, in the house's zone where it names none.
--
-- first_s is where their time begins: the first handoff, at most thirty years ago, so that a mistyped century costs nothing.
-- day_minutes are the open minutes of an ordinary working day, limit_minutes the longest limit ever agreed.
--
-- grain: calendar_id
-- reads: agreements.hours, agreements.response, canonical.handoffs
with

hours as (

    select
        agreement_id || ' ' || region as calendar_id,
        agreement_id,
        region,
        coalesce(zone, $zone) as zone,
        country,
        days,
        opens,
        closes,
        breaks
    from agreements.hours

),

pauses as (

    select
        calendar_id,
        unnest(breaks) as pause
    from hours

),

rested as (

    select
        calendar_id,
        sum(clock_minutes(right(pause, 5)) - clock_minutes(left(pause, 5))) as minutes
    from pauses
    group by all

),

handed as (

    select min(handed_at) as first_at
    from canonical.handoffs

),

limits as (

    select max(limit_minutes) as limit_minutes
    from agreements.response

)

select
    hours.*,
    cast(
        clock_minutes(hours.closes) - clock_minutes(hours.opens) - coalesce(rested.minutes, 0) as bigint
    ) as day_minutes,
    greatest(
        whole_second(handed.first_at), whole_second(cast($as_of as timestamptz)) - 30 * 365 * 86400
    ) as first_s,
    limits.limit_minutes
from hours
cross join handed
cross join limits
left join rested on hours.calendar_id = rested.calendar_id
where handed.first_at is not null
order by hours.calendar_id
