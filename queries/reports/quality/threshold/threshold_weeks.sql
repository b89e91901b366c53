-- How many of each week's handoffs had each score, at once or within 60 days, had they been held back?
--
-- Regular handoffs by week: at_once by their score, in_time by the score they reach with the points of the touches of the 60 days
-- after; only whole weeks that are 60 days old. Those touches came although sales was calling: it is taken that they would have
-- come without it.
--
-- grain:   week, timing, score
-- params:  $filters, $as_of
-- reads:   filtered.handed_regularly, filtered.weeks, filtered.threshold_context, meta.house
-- needs:   handoffs
-- columns: week (date), next_week (date), timing, score (count, score_reached, of handoffs),
--          capacity (number, capacity_in_days), handoff_count (count, handoffs_at_score, of handoffs)
with

weeks as (

    select
        weeks_seen.week,
        weeks_seen.next_week,
        weeks_seen.capacity
    from filtered.weeks($filters, $as_of) as weeks_seen
    cross join meta.house
    where
        weeks_seen.is_whole
        and weeks_seen.next_week <= cast(timezone(house.time_zone, cast($as_of as timestamptz)) as date) - 60

),

handed as (

    select
        weeks.*,
        counted.score,
        counted.later_points,
        counted.handoff_count
    from (
        select
            filtered.week_of(handed.handed_on) as week,
            handed.score,
            handed.later_points,
            count(*) as handoff_count
        from filtered.handed_regularly($filters) as handed
        cross join filtered.threshold_context($filters, $as_of) as context
        where handed.score >= context.agreed
        group by all
    ) as counted
    inner join weeks on counted.week = weeks.week

),

by_score as (

    select week, next_week, 'at_once' as timing, score, capacity, cast(sum(handoff_count) as bigint) as handoff_count
    from handed
    group by all
    union all
    select week, next_week, 'in_time', score + later_points, capacity, cast(sum(handoff_count) as bigint)
    from handed
    group by all

)

select
    week,
    next_week,
    timing,
    score,
    capacity,
    handoff_count
from by_score
order by week, timing, score
