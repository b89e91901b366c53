-- Which of the four complaints do the data support?
--
-- "Leads are bad": the share of marketing's handoffs that become SQLs, against the promise, else the reference; adjusted: its fall
-- since the reference with each person counting as then, less the same fall of leads that are not marketing's (from 100 on). "Not
-- enough": marketing's handoffs a week; adjusted: against what sales can safely take, where that is less. "Too slow": the service
-- level against the agreed one; adjusted: in weeks that brought no more than the agreed capacity. "Can't close": wins per handoff
-- against the reference; adjusted: against what leads of this score, channel, segment and region came to then. A shortfall is
-- supported where its interval (98.75%, people as units) lies above 0 and it is at least the smallest that matters; not supported
-- where the whole interval lies below that. The verdict stands on the adjusted one. Shares are in percent.
--
-- grain:   complaint
-- params:  $filters, $as_of
-- reads:   filtered.sides_periods, agreements.promise, agreements.delta, marts.stages, meta.tables
-- needs:   handoffs
-- with:    handoffs=sides/handoff_cells, arrivals=sides/arrivals, levels=sides/levels, safe=capacity/safe_budget
-- then:    overlap.subjects.sides.steps.verdicts.verdicts
-- columns: place (number), complaint, verdict, raw_verdict, standard_kind, unit, starts_on (date), ends_on (date),
--          reference_starts_on (date), reference_ends_on (date), standard (number, complaint_standard), value (number, complaint_value),
--          shortfall (number, shortfall), shortfall_low (number), shortfall_high (number),
--          adjusted_standard (number, complaint_standard), adjusted_value (number, complaint_adjusted_value),
--          adjusted_shortfall (number, adjusted_shortfall), adjusted_low (number), adjusted_high (number),
--          smallest (number, shortfall_that_matters), supported_below (number, turning_point), unsupported_above (number, turning_point),
--          record_count (number, complaint_records), mature_count (number, complaint_mature),
--          reference_count (number, complaint_mature), person_count (number, complaint_people), weeks_needed (number, weeks_needed)
with

recorded as (

    select
        bool_or(is_recorded) filter (where stage = 'sql') as sql_is_recorded,
        bool_or(is_recorded) filter (where stage = 'won') as won_is_recorded
    from marts.stages

),

supplied as (

    select
        coalesce(bool_or(is_supplied) filter (where "table" = 'handoffs'), false) as handoffs_are_recorded,
        coalesce(bool_or(is_supplied) filter (where "table" = 'activities'), false) as activities_are_recorded
    from meta.tables

),

promised as (

    select
        handoffs_per_week,
        qualified_share
    from agreements.promise
    where effective_from <= cast($as_of as timestamptz) and effective_to > cast($as_of as timestamptz)

),

mattering as (

    select
        points,
        volume_share
    from agreements.delta
    where effective_from <= cast($as_of as timestamptz) and effective_to > cast($as_of as timestamptz)

)

select
    periods.*,
    recorded.sql_is_recorded,
    recorded.won_is_recorded,
    supplied.handoffs_are_recorded,
    supplied.activities_are_recorded,
    promised.handoffs_per_week,
    promised.qualified_share,
    mattering.points,
    mattering.volume_share,
    filtered.is_narrowed($filters) as is_narrowed
from filtered.sides_periods($filters, $as_of) as periods
cross join recorded
cross join supplied
cross join promised
cross join mattering
