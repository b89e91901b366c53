-- An instant as whole seconds since 1970; clocks of business time count no fractions.
create macro whole_second(instant) as (
    cast(floor(epoch(instant)) as bigint)
);
