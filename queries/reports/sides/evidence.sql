-- What speaks for each complaint, and what against it?
--
-- Each fact speaks for or against by its size. known before: what leads of this score, channel, segment and region came to in the
-- reference, before sales touched these; rejected, won: handoffs that sales rejected and the lead was won later; same campaign: the
-- lowest and the highest share won of one campaign's leads by who worked them, adjusted for small samples, where the intervals do not meet;
-- weeks short: whole weeks below the standard; safe intake against handoffs a week; level inside and over capacity; wins per handoff
-- that sales accepted. Shares are in percent.
--
-- grain:   complaint, fact
-- params:  $filters, $as_of
-- reads:   filtered.sides_periods, filtered.sides_rejected, agreements.promise, agreements.delta, marts.stages, meta.tables
-- needs:   handoffs
-- with:    handoffs=sides/handoff_cells, arrivals=sides/arrivals, levels=sides/levels, safe=capacity/safe_budget,
--          people=sides/campaign_people
-- then:    overlap.subjects.sides.steps.evidence.evidence
-- columns: place (number), complaint, fact, speaks, campaign_name, then_figure (number, evidence_figure), now_figure (number, evidence_figure),
--          number (number, evidence_number), of_number (number, evidence_number), won_count (count, won_after_rejection, of won)
-- opens:   sides/won_after_rejection count=won_count
with

rejected as (

    select
        count(*) as rejected_count,
        count(*) filter (where is_won_later) as won_later_count
    from filtered.sides_rejected($filters, $as_of)

),

recorded as (

    select
        bool_or(is_recorded) filter (where stage = 'sal') as sal_is_recorded,
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
    rejected.*,
    recorded.*,
    supplied.*,
    promised.*,
    mattering.*,
    filtered.is_narrowed($filters) as is_narrowed
from filtered.sides_periods($filters, $as_of) as periods
cross join rejected
cross join recorded
cross join supplied
cross join promised
cross join mattering
