-- Whole days from one instant to another: 24 hours each, or days of the calendar where only dates are known.

create macro whole_days(earlier, later, by_date, zone) as (
    case
        when by_date then date_diff('day', cast(timezone(zone, earlier) as date), cast(timezone(zone, later) as date))
        else cast(floor((epoch(later) - epoch(earlier)) / 86400) as bigint)
    end
);

-- Days from an event to one that may follow it: an earlier date is the same day, an earlier instant stays negative.
create macro days_from(earlier, later, by_date, zone) as (
    case
        when later is null then null
        when by_date then greatest(0, date_diff('day', cast(timezone(zone, earlier) as date), cast(timezone(zone, later) as date)))
        else cast(floor((epoch(later) - epoch(earlier)) / 86400) as bigint)
    end
);

-- An event's place in the order of time, as a number; of two at one instant the marked one comes second.
create macro by_instant(instant, is_second) as (
    epoch(instant) + case when is_second then 0.0000005e0 else 0e0 end
);

-- Whether one event is not before another: by the clock, or by the calendar where either is only a date.
create macro is_from(earlier, later, by_date, zone) as (
    case
        when by_date then cast(timezone(zone, later) as date) >= cast(timezone(zone, earlier) as date)
        else later >= earlier
    end
);

-- Elapsed seconds from one instant to another; where either is only a date, whole days of the calendar.
create macro whole_seconds(earlier, later, by_date, zone) as (
    case
        when by_date then
            86400 * date_diff('day', cast(timezone(zone, earlier) as date), cast(timezone(zone, later) as date))
        else cast(floor(epoch(later)) - floor(epoch(earlier)) as bigint)
    end
);

-- The last moment at which an event can have been: itself, or the end of its day where that is all that is known.
create macro latest_moment(instant, is_date_only, zone) as (
    case
        when is_date_only then
            timezone(zone, cast(timezone(zone, instant) as date) + interval 1 day) - interval 1 microsecond
        else instant
    end
);

-- The first day of the week a day lies in, where weeks begin on weekday 1 (Monday) to 7 (Sunday).
create macro week_start(day, first_day) as (
    cast(day as date) - cast((isodow(cast(day as date)) + 7 - first_day) % 7 as integer)
);
