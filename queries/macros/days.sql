-- Whole days from one instant to another: 24 hours each, or days of the calendar where only dates are known.

create macro whole_days(earlier, later, by_date, zone) as (
    case
        when by_date then date_diff('day', cast(timezone(zone, earlier) as date), cast(timezone(zone, later) as date))
        else cast(floor((epoch(later) - epoch(earlier)) / 86400) as bigint)
    end
);
