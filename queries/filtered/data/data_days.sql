-- To which day the data reach, and before which day every day of them is over.

-- An as-of at midnight has nothing of the day that begins there, unless a date without a clock names that day: then all of it is
-- known. The last minute of a day stands for its end. Up to then a day has begun and is not over.
create macro filtered.data_days(as_of) as table
    select
        case when clock.is_midnight and not clock.is_dated then clock.day - 1 else clock.day end as reaches_on,
        case
            when clock.is_midnight and not clock.is_dated then clock.day
            when clock.is_midnight or clock.time_of_day >= time '23:59:00' then clock.day + 1
            else clock.day
        end as whole_until
    from (
        select
            cast(here as date) as day,
            cast(here as time) as time_of_day,
            cast(here as time) = time '00:00:00' as is_midnight,
            exists (
                select 1
                from marts.lead_events
                where is_date_only and happened_at = cast(as_of as timestamptz)
            )
            or exists (
                select 1
                from marts.deals
                where closed_on = cast(here as date) or opened_on = cast(here as date)
            ) as is_dated
        from (
            select timezone(time_zone, cast(as_of as timestamptz)) as here
            from meta.house
        )
    ) as clock;
