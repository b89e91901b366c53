-- Does the score still rank leads, and still keep its promise, month by month?
--
-- By the month of handing over; only mature handoffs are judged. `auc` as in quality/score, from ten of each kind on. What a score
-- promises it brought the whole company in the year before the period. `drift` says whether the monthly auc rises or falls
-- significantly, for somebody who looks every month: at most one company of twenty without drift is told of one in a year.
--
-- grain:   month
-- params:  $filters, @score_judged
-- reads:   filtered.scores_judged, filtered.scores_before
-- needs:   handoffs
-- then:    overlap.subjects.quality.steps.score_drift.by_month
-- columns: month (date), next_month (date), handoff_count (count, handoffs_scored, of handoffs),
--          old_enough_count (count, score_judged, of handoffs), good_count (count, score_good, of handoffs, of $label),
--          young_count (count, score_young, of handoffs), good_rate (rate, score_good_rate, of $label), good_rate_low (rate,, of $label),
--          good_rate_high (rate,, of $label), promised_rate (rate, score_promised, of $label), auc (number, score_auc, of $label), auc_low (number,, of $label),
--          auc_high (number,, of $label), drift, is_young (flag)
-- opens:   quality/scored starts_on=month ends_on=next_month has_score='yes' count=handoff_count
--          quality/scored starts_on=month ends_on=next_month has_score='yes' state='old_enough' count=old_enough_count
--          quality/scored starts_on=month ends_on=next_month has_score='yes' state='good' count=good_count
--          quality/scored starts_on=month ends_on=next_month has_score='yes' state='young' count=young_count
with

judged as (

    select
        cast(date_trunc('month', handed_on) as date) as month,
        measured,
        cast(hash(account_id) % 64 as integer) as bucket,
        count(*) as handoff_count,
        count(*) filter (where is_old_enough) as old_enough_count,
        count(*) filter (where is_old_enough and is_good) as good_count,
        case when $measure = 'scorecard' then max(chance) end as chance
    from filtered.scores_judged($filters, $label, $measure, $handoffs)
    where measured is not null
    group by all

),

before as (

    select
        measured,
        count(*) as handoff_count,
        count(*) filter (where is_good) as good_count
    from filtered.scores_before($filters, $label, $measure)
    where measured is not null and $measure <> 'scorecard'
    group by all

)

select
    month,
    cast(date_add(month, interval 1 month) as date) as next_month,
    measured,
    bucket,
    handoff_count,
    old_enough_count,
    good_count,
    chance
from judged
union all
select null, null, measured, 0, handoff_count, handoff_count, good_count, null
from before
order by all
