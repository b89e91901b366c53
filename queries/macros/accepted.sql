-- Accepted within N days and not rejected within them, or sales-qualified within them although nobody clicked accept.

create macro is_taken(days_to_accepted, days_to_rejected, days_to_sql, within_days) as (
    (
        coalesce(days_to_accepted between 0 and within_days - 1, false)
        and not coalesce(days_to_rejected between 0 and within_days - 1, false)
    )
    or (days_to_accepted is null and coalesce(days_to_sql < within_days, false))
);
