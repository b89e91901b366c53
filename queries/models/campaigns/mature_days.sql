-- Every day from the first lead or spend to the last: whether all that began on it has had the agreed days to win.
--
-- A day is old enough when they have passed since its end, by the longest agreed while it lasted; so is then every lead created on it.
-- Return sets the revenue of such days against the cost of the same ones.
--
-- grain: day
-- scope: house
-- reads: marts.leads, marts.spend_days, agreements.conversion
with

days_known as (

    select created_on as day
    from marts.leads
    union all
    select day
    from marts.spend_days

),

first_and_last as (

    select
        min(day) as first_on,
        max(day) as last_on
    from days_known

),

days as (

    select cast(unnest(generate_series(cast(first_on as timestamp), cast(last_on as timestamp), interval 1 day)) as date) as day
    from first_and_last
    where first_on is not null

),

bounded as (

    select
        day,
        timezone($zone, cast(day as timestamp)) as starts_at,
        timezone($zone, cast(day + 1 as timestamp)) as ends_at
    from days

)

select
    bounded.day,
    floor((epoch(cast($as_of as timestamptz)) - epoch(bounded.ends_at)) / 86400) >= max(conversion.won) as is_old_enough
from bounded
inner join agreements.conversion
    on bounded.starts_at < conversion.effective_to
    and bounded.ends_at > conversion.effective_from
group by bounded.day, bounded.ends_at
order by bounded.day
