-- How many handoffs alike in person, source and score became SQLs and were won, in the period and in the reference?
--
-- Over those that have had their days. score_band: the tenths of the scores of the reference, 0 the lowest; the same limits hold in
-- both. An accepted one is one that sales has taken by now.
--
-- grain:   arm, rep_key, is_marketing, channel?, segment?, region?, score_band?
-- params:  $filters, $as_of
-- reads:   filtered.sides_handoffs
-- needs:   handoffs
-- columns: arm, rep_key, is_marketing (flag), channel, segment, region, score_band (number, score_tenth),
--          handoff_count (count, handoffs, of handoffs), qualifiable_count (count, handoffs_qualifiable, of handoffs),
--          qualified_count (count, handoffs_qualified, of handoffs, of sql), winnable_count (count, handoffs_judged, of handoffs),
--          won_count (count, handoffs_won, of handoffs, of won),
--          accepted_count (count, handoffs_accepted_so_far, of handoffs, of sal),
--          accepted_won_count (count, handoffs_won, of handoffs, of won)
with

handoffs as (

    select *
    from filtered.sides_handoffs($filters, $as_of)

),

tenths as (

    select quantile_disc(score, [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]) as limits
    from handoffs
    where arm = 'reference'

)

select
    handoffs.arm,
    handoffs.rep_key,
    handoffs.is_marketing,
    handoffs.channel,
    handoffs.segment,
    handoffs.region,
    case
        when handoffs.score is not null
            then cast(len(list_filter(list_distinct(tenths.limits), lambda low: handoffs.score > low)) as bigint)
    end as score_band,
    count(*) as handoff_count,
    count(*) filter (where handoffs.is_qualifiable) as qualifiable_count,
    count(*) filter (where handoffs.is_qualified) as qualified_count,
    count(*) filter (where handoffs.is_winnable) as winnable_count,
    count(*) filter (where handoffs.is_won_in_time) as won_count,
    count(*) filter (where handoffs.is_winnable and handoffs.is_accepted_so_far) as accepted_count,
    count(*) filter (where handoffs.is_won_in_time and handoffs.is_accepted_so_far) as accepted_won_count
from handoffs
cross join tenths
group by all
order by all
