-- To which day the data reach, and before which day every day of them is over.

-- Told when the marts were made, of the instant they were made for.
create macro filtered.data_days(as_of) as table
    select
        reaches_on,
        whole_until
    from marts.data_days
    where as_of_at = cast(as_of as timestamptz);
