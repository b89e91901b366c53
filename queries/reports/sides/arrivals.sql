-- How many leads did marketing hand over each whole week, in the period and in the reference?
--
-- Weeks from Monday of the company that lie wholly in the period; a week without a handoff counts, from the first of the company on.
--
-- grain:   arm, week
-- params:  $filters, $as_of
-- reads:   filtered.sides_arms, filtered.sides_handoffs, marts.handoffs
-- needs:   handoffs
-- columns: arm, week (date), next_week (date), handoff_count (count, handoffs_of_marketing, of handoffs)
with

weeks as (

    select
        arms.arm,
        cast(unnest(generate_series(
            greatest(arms.starts_on, first_days.first_on), arms.ends_on - 7, interval 1 day
        )) as date) as week
    from filtered.sides_arms($filters, $as_of) as arms
    cross join (
        select min(handed_on) as first_on
        from marts.handoffs
    ) as first_days

),

counted as (

    select
        arm,
        cast(date_trunc('week', handed_on) as date) as week,
        count(*) as handoff_count
    from filtered.sides_handoffs($filters, $as_of)
    where is_marketing
    group by all

)

select
    weeks.arm,
    weeks.week,
    weeks.week + 7 as next_week,
    coalesce(counted.handoff_count, 0) as handoff_count
from weeks
left join counted on weeks.arm = counted.arm and weeks.week = counted.week
where dayofweek(weeks.week) = 1
order by weeks.arm, weeks.week
