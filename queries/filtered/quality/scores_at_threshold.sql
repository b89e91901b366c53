-- Handoffs by their score against the agreed threshold, and the leads drawn by lot below it.

create macro filtered.agreed_threshold(asked_at) as (
    (
        select max(threshold.points)
        from agreements.threshold
        where threshold.effective_from <= cast(asked_at as timestamptz) and threshold.effective_to > cast(asked_at as timestamptz)
    )
);

-- One row: the threshold agreed now; the highest one in force in the period, below which only some leads were ever handed over;
-- and the weeks, in parts, from the first handoff of the house in the period to its end or to now.
create macro filtered.threshold_context(filters, asked_at) as table
    select
        filtered.agreed_threshold(asked_at) as agreed,
        in_force.observed_from,
        date_diff(
            'day',
            greatest(first_handoff.handed_on, (filters::filters).starts_on),
            least(in_force.today, (filters::filters).ends_on)
        ) / 7e0 as week_count
    from (
        select
            max(threshold.points) as observed_from,
            max(cast(timezone(house.time_zone, cast(asked_at as timestamptz)) as date)) as today
        from agreements.threshold
        cross join meta.house
        where
            threshold.effective_from <= cast(asked_at as timestamptz)
            and (
                (filters::filters).starts_on is null
                or threshold.effective_to > timezone(house.time_zone, cast((filters::filters).starts_on as timestamp))
            )
            and (
                (filters::filters).ends_on is null
                or threshold.effective_from < timezone(house.time_zone, cast((filters::filters).ends_on as timestamp))
            )
    ) as in_force
    cross join (select min(handoffs.handed_on) as handed_on from marts.handoffs) as first_handoff;

-- weight: how many leads one drawn by lot stands for. part: unscored; regular, at or above the threshold agreed then; sampled, below it by lot; override, below it by choice.
-- scoped: rep_id
create macro filtered.handed(filters) as table
    select
        scores.*,
        scores.score + scores.points_30d as score_30d,
        case
            when scores.score >= threshold.points then null
            when explored.share > 0 then 1 / explored.share
        end as weight,
        case
            when scores.score is null then 'unscored'
            when scores.score >= threshold.points then 'regular'
            when explored.share > 0 then 'sampled'
            else 'override'
        end as part,
        scores.is_qualifiable as is_old_enough,
        scores.is_winnable as is_won_old_enough,
        scores.is_won_in_time as is_won
    from filtered.lead_scores(filters) as scores
    left join agreements.threshold
        on scores.handed_at >= threshold.effective_from
        and scores.handed_at < threshold.effective_to
    left join filtered.explored() as explored on scores.handoff_id = explored.handoff_id;

-- The regular ones alone, without a look at who was drawn by lot.
create macro filtered.handed_regularly(filters) as table
    select scores.*
    from filtered.lead_scores(filters) as scores
    inner join agreements.threshold
        on scores.handed_at >= threshold.effective_from
        and scores.handed_at < threshold.effective_to
    where scores.score >= threshold.points;

-- Capacity is of people: against the leads of one campaign, channel, place or kind of business it stands for nothing.
create macro filtered.is_load_comparable(filters) as (
    (filters::filters).channels is null
    and (filters::filters).campaigns is null
    and (filters::filters).regions is null
    and (filters::filters).segments is null
    and (filters::filters).kinds is null
);

-- The handoffs by score and part, with what became of them, beside the threshold agreed and the one asked about. Weights are of the
-- drawn ones that would not have come by themselves: those that reach the agreed threshold within 30 days are ripened.
create macro filtered.handed_by_score(filters, asked_at, wanted) as table
    select
        handed.score,
        handed.part,
        context.agreed,
        coalesce(wanted, context.agreed) as threshold,
        context.observed_from,
        context.week_count,
        filtered.is_load_comparable(filters) as is_load_comparable,
        count(handed.handoff_id) as handoff_count,
        count(*) filter (where handed.is_old_enough) as old_enough_count,
        count(*) filter (where handed.is_qualified) as qualified_count,
        count(*) filter (where handed.is_won_old_enough) as won_old_enough_count,
        count(*) filter (where handed.is_won) as won_count,
        count(*) filter (where handed.part = 'sampled' and handed.score_30d >= context.agreed) as ripened_count,
        sum(handed.weight) filter (where handed.score_30d < context.agreed) as handed_weight,
        sum(handed.weight * handed.weight) filter (where handed.score_30d < context.agreed) as handed_squares,
        sum(handed.weight) filter (where handed.score_30d < context.agreed and handed.is_old_enough) as old_enough_weight,
        sum(handed.weight) filter (where handed.score_30d < context.agreed and handed.is_qualified) as qualified_weight,
        sum(handed.weight * handed.weight)
            filter (where handed.score_30d < context.agreed and handed.is_qualified) as qualified_squares,
        sum(handed.weight) filter (where handed.score_30d < context.agreed and handed.is_won_old_enough) as won_old_enough_weight,
        sum(handed.weight) filter (where handed.score_30d < context.agreed and handed.is_won) as won_weight,
        sum(handed.weight * handed.weight) filter (where handed.score_30d < context.agreed and handed.is_won) as won_squares,
        max(handed.weight) filter (where handed.score_30d < context.agreed) as largest_weight
    from filtered.threshold_context(filters, asked_at) as context
    left join filtered.handed(filters) as handed on true
    group by all;
