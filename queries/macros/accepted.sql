-- Accepted within N days and not rejected within them, or sales-qualified within them although nobody clicked accept.

create macro is_taken(days_to_accepted, days_to_rejected, days_to_sql, within_days) as (
    (
        coalesce(days_to_accepted between 0 and within_days - 1, false)
        and not coalesce(days_to_rejected between 0 and within_days - 1, false)
    )
    or (days_to_accepted is null and coalesce(days_to_sql < within_days, false))
);

-- Old enough to be judged: the agreed days have passed.
create macro is_mature(age_days, within_days) as (
    coalesce(age_days >= within_days, false)
);

-- Days are whole days of 24 hours, or of the calendar where only dates are known (there an earlier date counts too).
create macro is_within(days, is_date_only, within_days) as (
    coalesce(days < within_days and (days >= 0 or is_date_only), false)
);
