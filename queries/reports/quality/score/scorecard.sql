-- Which points fit the past, and which did we agree on?
--
-- points is fitted: what goes with being sales-qualified within the agreed days, all else on the card equal, up to `most` touches
-- of a kind; ten points double the odds, and a negative number halves them as well. It is shown beside the agreed points and never
-- used in their place. Fitted once on handoffs that were over before the test day, whatever the period; of more than 200,000
-- handoffs, on a sample of sampled_count. A scorecard repeats what sales did with leads so far: it goes with becoming an SQL.
--
-- grain:   part, what
-- params:  $as_of
-- reads:   marts.scorecard, agreements.scoring, agreements.fit
-- needs:   handoffs
-- columns: part, what, points (number, scorecard_points), most (count, scorecard_most), agreed_points (number, agreed_points),
--          with_count (count, scorecard_with), tested_from (date), fitted_count (count, scorecard_fitted),
--          sampled_count (count, scorecard_sampled), handoff_count (count, scorecard_handoffs)
with

agreed as (

    select 'touch' as part, touch_kind as what, points
    from agreements.scoring
    where effective_from <= cast($as_of as timestamptz) and cast($as_of as timestamptz) < effective_to
    union all
    select 'segment', segment, points
    from agreements.fit
    where effective_from <= cast($as_of as timestamptz) and cast($as_of as timestamptz) < effective_to

)

select
    scorecard.part,
    scorecard.what,
    scorecard.points,
    scorecard.most,
    agreed.points as agreed_points,
    scorecard.with_count,
    scorecard.tested_from,
    scorecard.fitted_count,
    scorecard.sampled_count,
    scorecard.handoff_count
from marts.scorecard
left join agreed
    on scorecard.part = agreed.part
    and scorecard.what = agreed.what
order by
    case scorecard.part when 'touch' then 0 when 'segment' then 1 when 'channel' then 2 when 'region' then 3 else 4 end,
    scorecard.points desc,
    scorecard.what
