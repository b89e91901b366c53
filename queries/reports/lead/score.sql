-- Which points did this lead have, and where from?
--
-- A line a kind of touch, and one for the segment, at each handoff; for a lead never handed over, now. points are what is left of
-- the agreed points after their half-life; full_points what the touches brought when they happened. A touch on the day of a
-- handoff counts only where both are known by the clock. source_score is the source's own score, which wins where there is one.
--
-- formerly: leads/score
-- grain:   handoff_id?, part, what?
-- params:  $scope, $as_of, $lead_id varchar required
-- reads:   filtered.leads_scoped, marts.lead_scores, marts.handoffs, marts.lead_events, agreements.scoring, agreements.fit,
--          agreements.decay, marts.scorecard, meta.house
-- columns: handoff_id, scored_at (time), part, what, touch_count (count, score_touches), full_points (number, points_when_earned),
--          points (number, points_left), half_life_days (number), card_points (number, scorecard_points),
--          total_points (number, points_agreed), source_score (number, score_of_source)
with

visible as (

    select lead_id, segment
    from filtered.leads_scoped(null::filters, $scope)
    where lead_id = $lead_id

),

moments as (

    select
        lead_scores.handoff_id,
        visible.lead_id,
        handoffs.handed_at as scored_at,
        handoffs.handed_on as scored_on,
        handoffs.is_date_only,
        lead_scores.fair_segment as segment,
        lead_scores.points,
        lead_scores.source_score
    from visible
    inner join marts.lead_scores on visible.lead_id = lead_scores.lead_id
    inner join marts.handoffs on lead_scores.handoff_id = handoffs.handoff_id
    union all
    select null, visible.lead_id, cast($as_of as timestamptz), null, false, visible.segment, null, null
    from visible
    where not exists (select 1 from marts.lead_scores where lead_scores.lead_id = visible.lead_id)

),

dated as (

    select
        moments.*,
        decay.half_life_days,
        house.time_zone
    from moments
    cross join meta.house
    left join agreements.decay
        on moments.scored_at >= decay.effective_from
        and moments.scored_at < decay.effective_to

),

touched as (

    select
        dated.handoff_id,
        'touch' as part,
        events.what,
        count(*) as touch_count,
        sum(coalesce(scoring.points, 0)) as full_points,
        sum(coalesce(scoring.points, 0) * touch_weight(
            case
                when dated.is_date_only or events.is_date_only then
                    date_diff('day', cast(timezone(dated.time_zone, events.happened_at) as date), dated.scored_on)
                else floor((epoch(dated.scored_at) - epoch(events.happened_at)) / 86400)
            end,
            dated.half_life_days
        )) / 1000 as points
    from dated
    inner join marts.lead_events as events on dated.lead_id = events.lead_id
    left join agreements.scoring
        on events.what = scoring.touch_kind
        and events.happened_at >= scoring.effective_from
        and events.happened_at < scoring.effective_to
    where
        events.lead_id = $lead_id
        and events.event = 'touch'
        and case
            when dated.handoff_id is null then true
            when dated.is_date_only or events.is_date_only
                then cast(timezone(dated.time_zone, events.happened_at) as date) < dated.scored_on
            else events.happened_at < dated.scored_at
        end
    group by all

),

fitting as (

    select
        dated.handoff_id,
        'segment' as part,
        dated.segment as what,
        cast(null as bigint) as touch_count,
        coalesce(fit.points, 0) as full_points,
        coalesce(fit.points, 0) as points
    from dated
    left join agreements.fit
        on dated.segment = fit.segment
        and dated.scored_at >= fit.effective_from
        and dated.scored_at < fit.effective_to

),

lines as (

    select *
    from touched
    union all
    select *
    from fitting

),

whole as (

    select
        handoff_id,
        floor(sum(points) filter (where part = 'touch') + 0.5) + coalesce(sum(points) filter (where part = 'segment'), 0) as points
    from lines
    group by all

)

select
    lines.handoff_id,
    dated.scored_at,
    lines.part,
    lines.what,
    lines.touch_count,
    cast(lines.full_points as double) as full_points,
    cast(lines.points as double) as points,
    dated.half_life_days,
    cast(scorecard.points * least(coalesce(lines.touch_count, 1), scorecard.most) as double) as card_points,
    cast(coalesce(dated.points, whole.points) as double) as total_points,
    cast(dated.source_score as double) as source_score
from lines
inner join dated on lines.handoff_id is not distinct from dated.handoff_id
inner join whole on lines.handoff_id is not distinct from whole.handoff_id
left join marts.scorecard
    on lines.part = scorecard.part
    and lines.what = scorecard.what
order by dated.scored_at, lines.part desc, lines.points desc, lines.what
