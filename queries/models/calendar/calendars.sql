-- The calendars that clocks run on: each region's hours as one agreement set them, in the house's zone where it names none.
--
-- first_s is where their time begins: the first handoff, at most thirty years ago, so that a mistyped century costs nothing.
-- day_minutes are the open minutes of an ordinary working day, limit_minutes the longest limit ever agreed.
--
-- grain: calendar_id
-- scope: house
-- reads: agreements.hours, agreements.response, canonical.handoffs
-- then:  overlap.subjects.agreements.steps.calendars.agreed
with

handed as (

    select min(handed_at) as first_at
    from canonical.handoffs

),

limits as (

    select max(limit_minutes) as limit_minutes
    from agreements.response

)

select
    hours.agreement_id || ' ' || hours.region as calendar_id,
    hours.agreement_id,
    hours.region,
    coalesce(hours.zone, $zone) as zone,
    hours.country,
    hours.days,
    hours.opens,
    hours.closes,
    hours.breaks,
    hours.by_weekday,
    hours.closed,
    greatest(
        whole_second(handed.first_at), whole_second(cast($as_of as timestamptz)) - 30 * 365 * 86400
    ) as first_s,
    limits.limit_minutes
from agreements.hours
cross join handed
cross join limits
where handed.first_at is not null
order by calendar_id
