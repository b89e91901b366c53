-- What does each tenth of the scores promise, and what did it bring?
--
-- Ten bands of about as many handoffs each, lowest scores first; equal scores stand in one band, so there may be fewer. A score
-- promises what it brought the whole company in the year before the period, never less than a lower one (the scorecard: the chance
-- it was fitted to). A band is named only where the difference is more than chance, with at most one in ten of those named being
-- false. `lift` is against `house_rate`, that of all handoffs of the company that are judged. The last row is what has no score.
--
-- grain:   band?
-- params:  $filters, $company_filters, @score_judged
-- reads:   filtered.scores_judged, filtered.scores_before
-- needs:   handoffs
-- then:    overlap.subjects.quality.steps.calibration.bands
-- columns: band (count), score_from (count), score_to (count), handoff_count (count, handoffs_scored, of handoffs),
--          old_enough_count (count, score_judged, of handoffs), good_count (count, score_good, of handoffs, of $label),
--          young_count (count, score_young, of handoffs), good_rate (rate, score_good_rate, of $label), good_rate_low (rate,, of $label),
--          good_rate_high (rate,, of $label), promised_rate (rate, score_promised, of $label), house_rate (rate, score_good_rate, of $label),
--          lift (number, score_lift, of $label), learnt_count (count, score_learnt), has_score, verdict, is_young (flag)
-- opens:   quality/scored score_from=score_from score_to=score_to has_score=has_score count=handoff_count
--          quality/scored score_from=score_from score_to=score_to has_score=has_score state='old_enough' count=old_enough_count
--          quality/scored score_from=score_from score_to=score_to has_score=has_score state='good' count=good_count
--          quality/scored score_from=score_from score_to=score_to has_score=has_score state='young' count=young_count
with

judged as (

    select
        measured,
        count(*) as handoff_count,
        count(*) filter (where is_old_enough) as old_enough_count,
        count(*) filter (where is_old_enough and is_good) as good_count,
        cast(0 as bigint) as learnt_count,
        cast(0 as bigint) as learnt_good_count,
        case when $measure = 'scorecard' then max(chance) end as chance
    from filtered.scores_judged($filters, $label, $measure, $handoffs)
    group by all

),

before as (

    select
        measured,
        count(*) as learnt_count,
        count(*) filter (where is_good) as learnt_good_count
    from filtered.scores_before($filters, $label, $measure)
    where measured is not null and $measure <> 'scorecard'
    group by all

),

of_company as (

    select
        count(*) as judged_count,
        count(*) filter (where is_good) as good_count
    from filtered.scores_judged($company_filters, $label, $measure, $handoffs)
    where measured is not null and is_old_enough

),

together as (

    select *
    from judged
    union all
    select measured, 0, 0, 0, learnt_count, learnt_good_count, null
    from before

)

select
    measured,
    cast(sum(handoff_count) as bigint) as handoff_count,
    cast(sum(old_enough_count) as bigint) as old_enough_count,
    cast(sum(good_count) as bigint) as good_count,
    cast(sum(learnt_count) as bigint) as learnt_count,
    cast(sum(learnt_good_count) as bigint) as learnt_good_count,
    max(chance) as chance,
    (select filtered.rate(good_count, judged_count) from of_company) as house_rate
from together
group by measured
order by measured nulls last
