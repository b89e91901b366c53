-- Minutes of the day of a clock time written 09:00.

create macro clock_minutes(text) as (
    cast(left(text, 2) as bigint) * 60 + cast(right(text, 2) as bigint)
);

-- An instant as whole seconds since 1970; clocks of business time count no fractions.
create macro whole_second(instant) as (
    cast(floor(epoch(instant)) as bigint)
);
