-- To which day the data reach, and before which day every day of them is over.
--
-- An as-of at midnight has nothing of the day that begins there, unless a date without a clock names that day: then all of it is
-- known. The last minute of a day stands for its end. Up to then a day has begun and is not over.
--
-- grain: as_of_at
-- scope: house
-- reads: marts.lead_events, marts.deals
with

clock as (

    select timezone($zone, cast($as_of as timestamptz)) as here

),

judged as (

    select
        cast(here as date) as day,
        cast(here as time) as time_of_day,
        cast(here as time) = time '00:00:00' as is_midnight,
        exists (
            select 1
            from marts.lead_events
            where is_date_only and happened_at = cast($as_of as timestamptz)
        )
        or exists (
            select 1
            from marts.deals
            where closed_on = cast(here as date) or opened_on = cast(here as date)
        ) as is_dated
    from clock

)

select
    cast($as_of as timestamptz) as as_of_at,
    case when is_midnight and not is_dated then day - 1 else day end as reaches_on,
    case
        when is_midnight and not is_dated then day
        when is_midnight or time_of_day >= time '23:59:00' then day + 1
        else day
    end as whole_until
from judged
order by as_of_at
