-- Is that fair? The service level and the wins of each team (or person), raw and with load, score and channel taken out.
--
-- Adjusted: the company's rate and by how much theirs is above what an average one would have had with the same handoffs: as full weeks,
-- as high scores, from the same channels (logit with these and the group, ridge 1). Where routing gives the best leads to the best
-- people, neither figure tells the two apart. Filters choose handoffs; what they are held against is the whole company in the period.
-- Above 10% of progressed leads without an attempt on record the level says more about logging, and is not judged.
--
-- grain:   group_id?, measure
-- params:  $filters, $as_of, $by varchar = 'team' in (team, rep)
-- reads:   marts.stages, meta.tables
-- needs:   handoffs
-- with:    cells=sides/fairness_cells
-- then:    overlap.subjects.sides.steps.fairness.fairness
-- columns: group_id, group_name, measure, verdict, judged_count (count, fairness_judged, of handoffs), rate (rate, fairness_raw),
--          adjusted_rate (rate, fairness_adjusted), adjusted_low (rate), adjusted_high (rate), company_rate (rate, fairness_company),
--          unlogged_share (rate, unlogged_share)
-- opens:   sides/handoffs in_group='yes' group_id=group_id measure=measure count=judged_count
with

recorded as (

    select coalesce(bool_or(is_recorded) filter (where stage = 'won'), false) as won_is_recorded
    from marts.stages

),

supplied as (

    select coalesce(bool_or(is_supplied) filter (where "table" = 'activities'), false) as activities_are_recorded
    from meta.tables

)

select
    recorded.won_is_recorded,
    supplied.activities_are_recorded,
    $filters is not null and cast($as_of as timestamptz) is not null and $by is not null as is_asked
from recorded
cross join supplied
