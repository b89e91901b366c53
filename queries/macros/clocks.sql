-- Whether an activity has taken place: a task that is planned is none yet.
create macro is_done(status) as (
    status is null or status = 'done'
);

-- An instant as whole seconds since 1970; clocks of business time count no fractions.
create macro whole_second(instant) as (
    cast(floor(epoch(instant)) as bigint)
);
