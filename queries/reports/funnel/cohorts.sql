-- Of the steps that began in each month, how many were made in time?
--
-- Step rates: each step from where it began, within its own agreed days, over those that have had them; they do not multiply. A
-- cell is marked `is_young` until the whole month has had its days, on `ripe_on`.
--
-- formerly: funnel/by_cohort
-- grain:   month, stage
-- params:  $filters, $as_of
-- reads:   filtered.steps, meta.house
-- columns: month (date), next_month (date), position (count), stage, next_stage, within_days (days),
--          began_count (count, steps_begun, handoffs), old_enough_count (count, steps_old_enough, handoffs),
--          made_count (count, steps_made, handoffs), step_rate (rate, step_rate, handoffs),
--          step_rate_low (rate,, handoffs), step_rate_high (rate,, handoffs), is_young (flag), ripe_on (date)
-- opens:   lead/steps starts_on=month ends_on=next_month stage=stage count=began_count
--          lead/steps starts_on=month ends_on=next_month stage=stage state='old_enough' count=old_enough_count
--          lead/steps starts_on=month ends_on=next_month stage=stage state='made' count=made_count
with

steps as (

    select
        greatest(cast(date_trunc('month', began_on) as date), coalesce(($filters::filters).starts_on, date '0001-01-01')) as month,
        least(
            cast(date_trunc('month', began_on) + interval 1 month as date),
            coalesce(($filters::filters).ends_on, date '9999-12-31')
        ) as next_month,
        position,
        stage,
        next_stage,
        within_days,
        is_old_enough,
        is_made
    from filtered.steps($filters)

),

counted as (

    select
        month,
        next_month,
        position,
        stage,
        next_stage,
        cast(max(within_days) as bigint) as within_days,
        count(*) as began_count,
        count(*) filter (where is_old_enough) as old_enough_count,
        count(*) filter (where is_old_enough and is_made) as made_count
    from steps
    group by all

)

select
    counted.month,
    counted.next_month,
    counted.position,
    counted.stage,
    counted.next_stage,
    counted.within_days,
    counted.began_count,
    counted.old_enough_count,
    counted.made_count,
    filtered.rate(counted.made_count, counted.old_enough_count) as step_rate,
    filtered.wilson_low(counted.made_count, counted.old_enough_count) as step_rate_low,
    filtered.wilson_high(counted.made_count, counted.old_enough_count) as step_rate_high,
    counted.old_enough_count < counted.began_count
    or counted.next_month > cast(timezone(house.time_zone, cast($as_of as timestamptz)) as date) as is_young,
    cast(counted.next_month + cast(counted.within_days as integer) as date) as ripe_on
from counted
cross join meta.house
order by counted.month, counted.position
