-- The calendar each person works by now: their own, else their region's, else the house's.
--
-- grain: rep_id
-- scope: house
-- reads: canonical.reps, marts.calendars, agreements.hours
with

hours as (

    select
        agreement_id || ' ' || region as calendar_id,
        region
    from agreements.hours
    where
        effective_from <= cast($as_of as timestamptz)
        and effective_to > cast($as_of as timestamptz)

)

select
    reps.rep_id,
    coalesce(own.calendar_id, regional.calendar_id, house.calendar_id) as calendar_id,
    cast(len(list_distinct(calendars.days)) as bigint) as days_a_week
from canonical.reps
left join hours as own on reps.calendar = own.region
left join hours as regional on reps.region = regional.region
left join hours as house on house.region = 'house'
left join marts.calendars on coalesce(own.calendar_id, regional.calendar_id, house.calendar_id) = calendars.calendar_id
order by reps.rep_id
